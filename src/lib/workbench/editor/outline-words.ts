import type { OutlinePipe } from '$lib/esql/analysis/outline';

/** One change of a pipe, as shown. */
export interface Change {
	readonly kind: 'added' | 'removed' | 'renamed' | 'replaced';
	readonly text: string;
}

const most = 6;

/** The changes of a pipe that are shown, and how many there are beside them. */
export interface Changes {
	readonly named: readonly Change[];
	readonly more: number;
}

/** What a pipe does to the columns, in a few words each; what is beyond six is counted. */
export function changesOf({ added, removed, renamed, replaced }: OutlinePipe): Changes {
	const all: readonly Change[] = [
		...renamed.map(({ old, name }): Change => ({ kind: 'renamed', text: `${old} → ${name}` })),
		...replaced.map((name): Change => ({ kind: 'replaced', text: `${name} anew` })),
		...added.map((name): Change => ({ kind: 'added', text: `+ ${name}` })),
		...removed.map((name): Change => ({ kind: 'removed', text: `− ${name}` }))
	];
	return { named: all.slice(0, most), more: Math.max(0, all.length - most) };
}

/** How many columns there are after a pipe. */
export const countOf = ({ count, open }: OutlinePipe): string =>
	open
		? count === 0
			? 'fields not known'
			: `${count} columns and more`
		: `${count} ${count === 1 ? 'column' : 'columns'}`;
