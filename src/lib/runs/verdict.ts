import type { Problem } from '$lib/protocol/problem';
import type { Result } from './exchange';

/** What a result means for its run, once it has been read. */
export type Verdict =
	/** It broke off before it said anything: asking again may bring it whole. */
	| { readonly kind: 'nothing'; readonly message: string }
	| { readonly kind: 'useless'; readonly problem: Problem }
	/** `problem`: what is missing from it. */
	| { readonly kind: 'rows'; readonly whole: boolean; readonly problem: Problem | undefined };

/** Judges a result by how far it came. */
export function verdict({ meta, ending, progress, begun }: Result): Verdict {
	const cut = ending.kind === 'cut' ? ending.message : undefined;
	if (!begun) {
		return cut === undefined
			? { kind: 'useless', problem: brokenAnswer('The answer holds no columns') }
			: { kind: 'nothing', message: cut };
	}
	if (cut !== undefined && progress.rows === 0) return { kind: 'useless', problem: brokenAnswer(cut) };
	return {
		kind: 'rows',
		whole: ending.kind === 'complete' && meta.is_partial !== true,
		problem: cut === undefined ? undefined : brokenAnswer(`${cut}. The rows read until then are kept.`)
	};
}

/** The problem of an answer that is not what Elasticsearch sends. */
export function brokenAnswer(reason: string): Problem {
	return { kind: 'response', status: 200, type: 'workbench_broken_answer', reason, places: [] };
}
