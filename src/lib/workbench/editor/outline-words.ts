import type { OutlinePipe } from '$lib/esql/analysis/outline';

/** One change of a pipe, as shown. */
export interface Change {
	readonly kind: 'added' | 'removed' | 'renamed' | 'replaced' | 'more';
	readonly text: string;
}

const most = 6;

/** What a pipe does to the columns, in a few words each; what is beyond six is counted. */
export function changesOf({ added, removed, renamed, replaced }: OutlinePipe): readonly Change[] {
	const all: readonly Change[] = [
		...renamed.map(({ old, name }): Change => ({ kind: 'renamed', text: `${old} → ${name}` })),
		...replaced.map((name): Change => ({ kind: 'replaced', text: `${name} anew` })),
		...added.map((name): Change => ({ kind: 'added', text: `+ ${name}` })),
		...removed.map((name): Change => ({ kind: 'removed', text: `− ${name}` }))
	];
	const rest = all.length - most;
	return rest > 0 ? [...all.slice(0, most), { kind: 'more', text: `${rest} more` }] : all;
}

/** How many columns there are after a pipe. */
export const countOf = ({ count, open }: OutlinePipe): string =>
	open
		? count === 0
			? 'fields not known'
			: `${count} columns and more`
		: `${count} ${count === 1 ? 'column' : 'columns'}`;
