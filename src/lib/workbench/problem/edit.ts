import { offsetAt, type Place } from '$lib/esql/syntax/position';
import type { Remedy } from './hint';

/** The query after a remedy; undefined where the remedy changes no text, or what it replaces is not there. */
export function edited(query: string, remedy: Remedy, place: Place | undefined): string | undefined {
	if (remedy.kind === 'append') return query.trimEnd() + remedy.text;
	if (remedy.kind !== 'replace' || place === undefined) return undefined;
	const from = offsetAt(query, place);
	const end = query.indexOf('\n', from);
	const at = query.slice(0, end === -1 ? undefined : end).indexOf(remedy.old, from);
	return at === -1 ? undefined : query.slice(0, at) + remedy.with + query.slice(at + remedy.old.length);
}
