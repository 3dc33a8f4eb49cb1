import type { ElasticColumn } from '$lib/protocol/elastic';
import type { Answer } from '$lib/results/store';

/** A result that can be compared. */
export interface Candidate {
	readonly id: string;
	readonly label: string;
	readonly columns: readonly ElasticColumn[];
	readonly answer: Answer;
}

type Result = Omit<Candidate, 'id'>;

const MOST = 8;

/** Results that were put aside on this page, the latest first; their bytes stay in the worker. */
class KeptRows {
	sides: readonly Candidate[] = $state.raw([]);

	#pair: readonly [before: string, after: string] | undefined;

	/** Holds on to a result, and gives back its id. */
	keep({ label, columns, answer }: Result): string {
		return this.#add({ label: `${label}, kept`, columns, answer: answer.share() });
	}

	/** Takes over two results, for the next comparison to begin with. */
	keepPair(before: Result, after: Result): void {
		this.#pair = [this.#add(before), this.#add(after)];
	}

	/** Ids of the two that a comparison begins with, once. */
	takePair(): readonly [before: string, after: string] | undefined {
		const pair = this.#pair;
		this.#pair = undefined;
		return pair;
	}

	/** The oldest of more than eight is let go. */
	#add(result: Result): string {
		const id = crypto.randomUUID();
		const sides = [{ ...result, id }, ...this.sides];
		this.sides = sides.slice(0, MOST);
		for (const { answer } of sides.slice(MOST)) answer.drop();
		return id;
	}
}

export const keptRows = new KeptRows();
