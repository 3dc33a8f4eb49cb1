import type { Span } from '../syntax/ast';
import { placeAt } from '../syntax/position';
import type { Analysis } from './analysis';

/** What Elasticsearch answers for a query that it refuses. */
export interface Refused {
	readonly type: 'parsing_exception' | 'verification_exception';
	readonly reason: string;
}

type Problem = Span & { readonly message: string };

/** What Elasticsearch finds while it builds the query: the first of these is all that it tells. */
const building: ReadonlySet<string> = new Set([
	'bad_limit',
	'drops_all',
	'repeated_key',
	'unknown_metadata',
	'unknown_type',
	'wildcard_expand',
	'wildcard_rename',
	'wrong_arity'
]);

/** What it can only look at once every name and type is known. */
const late: ReadonlySet<string> = new Set([
	'counter_key',
	'fork_type',
	'fuse_column',
	'misplaced_aggregate',
	'misplaced_grouping',
	'naked_key',
	'nested_aggregate',
	'nested_grouping',
	'not_aggregate',
	'not_boolean',
	'not_grouped',
	'pointless_filter',
	'unsortable',
	'unsupported_result'
]);

function line(text: string, { from, message }: Problem): string {
	const place = placeAt(text, from);
	return `line ${place.line}:${place.column}: ${message}`;
}

/** `Found 2 problems\nline 1:18: …\nline 2:9: …`: the reason of a `verification_exception`. */
export function report(text: string, problems: readonly Problem[]): string {
	const head = `Found ${problems.length} problem${problems.length === 1 ? '' : 's'}`;
	return [head, ...problems.map((problem) => line(text, problem))].join('\n');
}

/** How Elasticsearch refuses a query, in the order in which it looks; undefined where nothing is an error. */
export function refusal({ parsed, diagnostics }: Analysis): Refused | undefined {
	const [issue] = parsed.issues;
	const errors = diagnostics.filter(({ severity }) => severity === 'error');
	const first = issue ?? errors.find(({ code }) => building.has(code));
	if (first) return { type: 'parsing_exception', reason: line(parsed.text, first) };
	const names = errors.filter(({ code }) => !late.has(code));
	const told = names.length > 0 ? names : errors;
	return told.length > 0 ? { type: 'verification_exception', reason: report(parsed.text, told) } : undefined;
}
