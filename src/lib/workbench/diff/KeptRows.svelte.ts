import type { Row } from '$lib/results/messages';
import type { RowSource } from '$lib/results/store';
import type { Side } from './difference';

/** Rows of one side that are compared; more would not fit beside each other in memory. */
export const MOST_ROWS = 100_000;
const BLOCK = 5000;

/** Rows that were kept to compare later ones with. */
export interface KeptSide extends Side {
	readonly id: string;
	readonly label: string;
}

/** Reads rows block by block, so that the page stays free. */
export async function readSide(source: RowSource, columns: Side['columns'], count: number): Promise<Side> {
	const rows: Row[] = [];
	const end = Math.min(count, MOST_ROWS);
	while (rows.length < end) {
		const block = await source.rows(rows.length, Math.min(end, rows.length + BLOCK));
		if (block.length === 0) break;
		for (const row of block) rows.push(row);
	}
	return { columns, rows };
}

/** Results that were put aside on this page, the latest first. */
class KeptRows {
	sides: readonly KeptSide[] = $state.raw([]);
	#pair: readonly [before: string, after: string] | undefined;

	keep(label: string, side: Side): KeptSide {
		const kept = { ...side, label, id: crypto.randomUUID() };
		this.sides = [kept, ...this.sides].slice(0, 8);
		return kept;
	}

	/** Puts two aside for the next comparison to begin with. */
	keepPair(before: Omit<KeptSide, 'id'>, after: Omit<KeptSide, 'id'>): void {
		this.#pair = [this.keep(before.label, before).id, this.keep(after.label, after).id];
	}

	/** Ids of the two that a comparison begins with, once. */
	takePair(): readonly [before: string, after: string] | undefined {
		const pair = this.#pair;
		this.#pair = undefined;
		return pair;
	}

	drop(id: string): void {
		this.sides = this.sides.filter((side) => side.id !== id);
	}
}

export const keptRows = new KeptRows();
