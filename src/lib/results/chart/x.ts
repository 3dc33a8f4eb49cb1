import { endOfValues, firstValue, type Vector } from '../columns/vector';
import { numberAt } from '../summary/aggregate';

/** The first value of a row as a number or epoch ms; NaN where there is none. */
export function xOf(vector: Vector, row: number): number {
	const place = firstValue(vector, row);
	return place === endOfValues(vector, row) || vector.kind === 'text' ? NaN : numberAt(vector, place);
}
