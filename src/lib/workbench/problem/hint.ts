import type { Place, Problem } from '$lib/protocol/problem';
import type { RequestPane } from '../Tab.svelte';
import type { DialogName } from '../Workbench.svelte';

/** One click that gets a person further. */
export type Remedy =
	/** Writes `with` in place of `old`, which stands at the place of the problem or after it on its line. */
	| { readonly kind: 'replace'; readonly label: string; readonly old: string; readonly with: string }
	/** Writes `text` behind the query. */
	| { readonly kind: 'append'; readonly label: string; readonly text: string }
	| { readonly kind: 'pane'; readonly label: string; readonly pane: RequestPane }
	| { readonly kind: 'dialog'; readonly label: string; readonly dialog: DialogName }
	| { readonly kind: 'catalog'; readonly label: string }
	| { readonly kind: 'again'; readonly label: string };

/** What is meant by an error, and what to do about it. */
export interface Help {
	/** Names the hint, for tests and bug reports. */
	readonly id: string;
	readonly text: string;
	readonly remedy?: Remedy | undefined;
}

/** Words for one kind of error. `says` is matched against one sentence of the cluster, without its `line L:C:`. */
export interface Hint {
	readonly id: string;
	readonly says?: RegExp;
	/** The error's type. */
	readonly type?: RegExp;
	readonly status?: number;
	/** Plain words. They get what `says` caught. */
	help(caught: readonly string[]): string;
	remedy?(caught: readonly string[]): Remedy | undefined;
}

/** The help of the first hint that fits. `said` is a place's message, or the reason of the whole problem. */
export function helpFrom(
	hints: readonly Hint[],
	{ type, status }: Pick<Problem, 'type' | 'status'>,
	said: string
): Help | undefined {
	for (const hint of hints) {
		if (hint.type && !hint.type.test(type)) continue;
		if (hint.status !== undefined && hint.status !== status) continue;
		const caught = hint.says ? hint.says.exec(said) : [];
		if (caught) return { id: hint.id, text: hint.help(caught), remedy: hint.remedy?.(caught) };
	}
	return undefined;
}

/** A sentence of the cluster, with its place in the query where it has one, and what it means. */
export interface Said {
	readonly message: string;
	readonly place?: Place;
	readonly help?: Help | undefined;
}

/** All that a problem says, one sentence after another; help that would repeat itself is told once. */
export function saidBy(hints: readonly Hint[], problem: Problem): readonly Said[] {
	const sentences: readonly Said[] =
		problem.places.length > 0
			? problem.places.map((place) => ({ message: place.message, place }))
			: [{ message: problem.reason }];
	const told = new Set<string>();
	return sentences.map((said) => {
		const help = helpFrom(hints, problem, said.message);
		if (!help || told.has(help.text)) return said;
		told.add(help.text);
		return { ...said, help };
	});
}
