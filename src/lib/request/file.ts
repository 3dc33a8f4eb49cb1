import { isRecord } from '$lib/protocol/parse';
import { packState, unpackState } from './linkstate';
import type { LinkState } from './link';

const OPEN = '// --- esql-workbench 1';
const CLOSE = '// ---';
/** What a text file can't hold: NUL, and halves of characters. */
const unwritable = /\0|\p{Surrogate}/gu;
const plainKeys = new Set(['cluster', 'asyncId']);

/**
 * A request and how it is shown as an `.esql` file: front matter in line comments, so that any ES|QL tool reads the file,
 * then the query exactly as it was typed. A query with nothing around it is the file.
 */
export function toFile(state: LinkState): string {
	const { query, ...rest } = packState(state);
	const lines = Object.entries(rest).flatMap(([key, value]) =>
		value === undefined ? [] : [`// ${key}: ${isPlainFilter(key, value) ? value : JSON.stringify(value)}`]
	);
	const body = query.replace(unwritable, '\ufffd');
	if (body !== query) lines.push(`// query: ${JSON.stringify(query)}`);
	if (lines.length === 0 && !/^(?:\uFEFF|\/\/ ---|---)/.test(query)) return query;
	return [OPEN, ...lines, CLOSE, body].join('\n');
}

/**
 * The request in an `.esql` file. Front matter may stand in line comments, as we write it, or between lines of `---`; each
 * of its lines is a name and JSON, or a name and plain text. What is no front matter is part of the query. Unknown names
 * and values that are not as they should be are left out.
 */
export function fromFile(text: string): LinkState {
	const file = text.replace(/^\uFEFF/, '');
	const { stored, query } = split(file);
	const state = unpackState({ query, ...stored });
	return typeof state === 'string'
		? { request: { query: file, params: [], filter: '', options: {} }, cluster: '' }
		: state;
}

function split(file: string): { readonly stored: Record<string, unknown>; readonly query: string } {
	const head = /^(\/\/ )?---[^\r\n]*\r?\n((?:[^\r\n]*\r?\n)*?)\1---[ \t]*(?:\r?\n|$)/.exec(file);
	if (head === null) return { stored: {}, query: file };
	const [whole, mark = '', body] = head;
	const lines = body.split(/\r?\n/).filter((line) => line.trim() !== '');
	if (!lines.every((line) => line.startsWith(mark))) return { stored: {}, query: file };
	const members = lines.map((line) => /^([A-Za-z]+):[ \t]*([^\r\n]*)$/.exec(line.slice(mark.length)));
	return {
		stored: Object.fromEntries(
			members.flatMap((match) => (match ? [[match[1], valueOf(match[1], match[2])]] : []))
		),
		query: file.slice(whole.length)
	};
}

function valueOf(name: string, text: string): unknown {
	const value = parse(text);
	if (value === undefined) return plainKeys.has(name) ? text.trim() : undefined;
	return name === 'filter' && isRecord(value) ? text.trim() : value;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** A filter on one line stands there as it is, and not as a string. */
function isPlainFilter(name: string, value: unknown): value is string {
	return (
		name === 'filter' &&
		typeof value === 'string' &&
		/^\{[^\r\n]*\}$/.test(value) &&
		isRecord(parse(value)) &&
		value.search(unwritable) < 0
	);
}
