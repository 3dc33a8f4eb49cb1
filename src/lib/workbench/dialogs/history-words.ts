export type Since = 'any' | 'today' | 'week' | 'month';

/** Epoch ms of the first midnight of a span that ends now; undefined without one. */
export function since(span: Since, now: Date): number | undefined {
	const days = { today: 0, week: 6, month: 29 };
	if (span === 'any') return undefined;
	return new Date(now.getFullYear(), now.getMonth(), now.getDate() - days[span]).getTime();
}

/** A name for a file that is written now: `history-2026-11-24.jsonl`. */
export function fileName(now: Date): string {
	return `history-${now.toISOString().slice(0, 10)}.jsonl`;
}
