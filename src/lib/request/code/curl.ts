import type { QueryRequest } from '../request';
import { callFor, environment, pollSearch, type CodeOptions } from './call';

/** A shell script that prints the answer. It needs curl and, for the async flow, sed. */
export function toCurl(request: QueryRequest, { flow, target }: CodeOptions): string {
	const call = callFor(request, flow);
	const known = target.kind === 'address';
	const base = known ? target.url : '';
	const url = (path: string) => (known ? quote(base + path) : `"$${environment.url}"${quote(path)}`);
	const key = known ? [] : [`-H "Authorization: ApiKey $${environment.apiKey}"`];
	const send = [
		'curl -sS --fail-with-body',
		`-X POST ${url(call.url)}`,
		...key,
		`-H 'Content-Type: application/json'`,
		`--data-binary ${quote(call.body)}`
	].join(' \\\n  ');
	if (flow === 'sync') return `${send}\n`;
	const again = [
		'  answer=$(curl -sS --fail-with-body',
		...key,
		`${url('/_query/async/')}"$id"${quote(`?${new URLSearchParams(pollSearch(call))}`)})`
	].join(' \\\n    ');
	return [
		'set -e',
		`answer=$(${send})`,
		'# While the query runs, the answer begins with its id.',
		`running() { id=$(printf '%s' "$answer" | sed -n 's/^{"id":"\\([^"]*\\)","is_running":true.*/\\1/p'); [ -n "$id" ]; }`,
		'while running; do',
		again,
		'done',
		`printf '%s\\n' "$answer"`,
		''
	].join('\n');
}

function quote(text: string): string {
	return `'${text.replaceAll("'", `'\\''`)}'`;
}
