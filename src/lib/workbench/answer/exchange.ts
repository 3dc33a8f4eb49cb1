import { toBody, toUrl } from '$lib/request';
import type { QueryRequest } from '$lib/request/request';

/** A request as it goes over the wire, for people to read and copy. */
export interface RequestText {
	/** Method and path as Elasticsearch sees them. */
	readonly line: string;
	/** The exact body, indented. */
	readonly body: string;
	readonly curl: string;
}

/** Writes a request out. `base` is the address under which Elasticsearch's paths answer. */
export function requestText(request: QueryRequest, base: string): RequestText {
	const path = toUrl(request);
	const body = indentJson(toBody(request));
	const curl = [
		`curl -X POST ${shell(base + path)}`,
		`  -H 'Content-Type: application/json'`,
		`  --data-binary ${shell(body)}`
	].join(' \\\n');
	return { line: `POST ${path}`, body, curl };
}

function shell(text: string): string {
	return `'${text.replaceAll("'", `'\\''`)}'`;
}

const parts = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** JSON text with line breaks and two-space indents; no digit, escape or order is touched. */
export function indentJson(text: string): string {
	let depth = 0;
	let before = '';
	let result = '';
	const newLine = () => `\n${'  '.repeat(depth)}`;
	for (const [part] of text.matchAll(parts)) {
		const opened = before === '{' || before === '[';
		if (part === '}' || part === ']') depth--;
		if (part === '}' || part === ']' ? !opened : opened || before === ',') result += newLine();
		result += part === ':' ? ': ' : part;
		if (part === '{' || part === '[') depth++;
		before = part;
	}
	return result;
}
