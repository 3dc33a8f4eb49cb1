import { firstValue, endOfValues, type Vector } from '../columns/vector';
import { valueText, type Context } from '../context';
import type { ColumnIndex, GroupKey } from '../questions';
import { Coding } from '../summary/coding';
import { firstOf } from '../summary/first';

/** The most frequent values of a column, numbered from 0; of a multi-value the first counts. */
export interface Splits {
	readonly keys: readonly GroupKey[];
	/** How many values are left out. */
	readonly omitted: number;
	/** The number of a row's value, or -1 when that is left out. */
	of(row: number): number;
}

/** At most `limit` values of the column, by the number of `rows` that have them. */
export async function frequentValues(
	column: ColumnIndex,
	rows: Uint32Array,
	limit: number,
	context: Context
): Promise<Splits> {
	const [vector] = await context.columns.typed([column], context.list.scope.of, context.breath);
	const coding = new Coding(vector);
	const codeOf = (row: number) => codeIn(vector, coding, row);
	/** Rows by code + 1; those without a value come first. */
	const counts: number[] = [0];
	for (let i = 0; i < rows.length; i++) {
		if (i % 8192 === 0) await context.breath.pause();
		const code = codeOf(rows[i]) + 1;
		counts[code] = (counts[code] ?? 0) + 1;
	}
	const shown = firstOf(
		counts.length,
		limit,
		(a, b) => counts[b] - counts[a],
		(code) => counts[code] > 0
	);
	const numbers = new Int32Array(counts.length).fill(-1);
	shown.forEach((code, number) => (numbers[code] = number));
	return {
		keys: shown.map((code) => {
			if (code === 0) return null;
			const row = coding.rows[code - 1];
			return valueText(context, row, column, coding.places[code - 1] - firstValue(vector, row));
		}),
		omitted: coding.size + Number(counts[0] > 0) - shown.length,
		of: (row) => numbers[codeOf(row) + 1]
	};
}

function codeIn(vector: Vector, coding: Coding, row: number): number {
	const place = firstValue(vector, row);
	return place === endOfValues(vector, row) ? -1 : coding.code(place, row);
}
