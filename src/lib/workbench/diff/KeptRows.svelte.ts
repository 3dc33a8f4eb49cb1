import type { ElasticColumn } from '$lib/protocol/elastic';
import type { Answer } from '$lib/results/store';

/** A result that can be compared. */
export interface Candidate {
	readonly id: string;
	readonly label: string;
	readonly columns: readonly ElasticColumn[];
	readonly answer: Answer;
}

const MOST = 8;

/** Results that were put aside on this page, the latest first; their bytes stay in the worker. */
class KeptRows {
	sides: readonly Candidate[] = $state.raw([]);

	/** Holds on to a result; the oldest of more than eight is let go. */
	keep({ label, columns, answer }: Omit<Candidate, 'id'>): Candidate {
		const kept = { id: crypto.randomUUID(), label: `${label}, kept`, columns, answer: answer.share() };
		const sides = [kept, ...this.sides];
		this.sides = sides.slice(0, MOST);
		for (const side of sides.slice(MOST)) side.answer.drop();
		return kept;
	}
}

export const keptRows = new KeptRows();
