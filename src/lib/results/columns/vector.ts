import type { Dictionary } from './dictionary';

interface Cells {
	readonly type: string;
	/** Rows that have been read into this vector. */
	readonly rows: number;
	/** Per row: 0 for null. */
	readonly valid: Uint8Array;
	/** Where each row's values begin, and one more; undefined while no row has several: then row `i` has value `i`. */
	readonly starts: Uint32Array | undefined;
}

/** Integers within ± 2^53, doubles, or dates in epoch ms. */
export interface NumberVector extends Cells {
	readonly kind: 'number';
	readonly means: 'integer' | 'double' | 'date';
	readonly items: Float64Array;
}

/** Integers of 64 bits, or dates in epoch ns. */
export interface WideVector extends Cells {
	readonly kind: 'wide';
	readonly means: 'integer' | 'date';
	readonly items: BigInt64Array | BigUint64Array;
}

/** Anything else: each value is the code of a text. */
export interface TextVector extends Cells {
	readonly kind: 'text';
	readonly means: 'text';
	readonly items: Uint32Array;
	readonly dictionary: Dictionary;
}

/**
 * The values of one column, typed; a view of what was built at one moment, which later rows don't change. A null row
 * may still have a place among the values.
 */
export type Vector = NumberVector | WideVector | TextVector;

/** Where the values of a row begin. */
export function firstValue({ starts }: Vector, row: number): number {
	return starts === undefined ? row : starts[row];
}

/** Where the values of a row end: at their beginning when the row is null. */
export function endOfValues(vector: Vector, row: number): number {
	const { starts, valid } = vector;
	if (valid[row] === 0) return firstValue(vector, row);
	return starts === undefined ? row + 1 : starts[row + 1];
}
