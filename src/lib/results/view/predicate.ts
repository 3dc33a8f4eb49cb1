import type { Breath } from '../breath';
import type { Columns } from '../columns/columns';
import { literal } from '../columns/literal';
import { endOfValues, firstValue, type TextVector, type Vector } from '../columns/vector';
import type { Bound, Predicate } from '../questions';
import { compareBytes, keyBytes } from './ranks';

/** Whether a row passes. */
export type RowTest = (row: number) => boolean;

type ValueTest = (place: number) => boolean;

/** A test for rows below `rows`. */
export async function rowTest(
	predicate: Predicate,
	columns: Columns,
	rows: number,
	breath: Breath
): Promise<RowTest> {
	const { column, not = false } = predicate;
	const vector =
		predicate.kind === 'contains'
			? await columns.text(column, rows, breath)
			: (await columns.typed([column], rows, breath))[0];
	if (predicate.kind === 'null') return (row) => (vector.valid[row] === 0) !== not;
	const test = valueTest(predicate, vector);
	return (row) => {
		const end = endOfValues(vector, row);
		for (let place = firstValue(vector, row); place < end; place++) if (test(place)) return !not;
		return not;
	};
}

function valueTest(predicate: Exclude<Predicate, { kind: 'null' }>, vector: Vector): ValueTest {
	if (vector.kind === 'text') return textTest(textOf(predicate, vector.type), vector);
	const { items } = vector;
	if (predicate.kind === 'is') {
		const wanted = new Set(predicate.values.map((value) => literal(value, vector)).map(comparable(vector)));
		return (place) => wanted.has(items[place]);
	}
	if (predicate.kind === 'contains') return () => false;
	const from = predicate.from && { ...predicate.from, value: literal(predicate.from.value, vector) };
	const to = predicate.to && { ...predicate.to, value: literal(predicate.to.value, vector) };
	return (place) => {
		const value = items[place];
		if (
			from !== undefined &&
			!(from.value !== undefined && (value > from.value || (from.inclusive && value >= from.value)))
		)
			return false;
		return (
			to === undefined ||
			(to.value !== undefined && (value < to.value || (to.inclusive && value <= to.value)))
		);
	};
}

/** Integers as the vector holds them, so that equal ones are the same. */
function comparable(vector: Vector): (value: number | bigint | undefined) => number | bigint | undefined {
	if (vector.kind !== 'wide') return (value) => (typeof value === 'bigint' ? Number(value) : value);
	return (value) => (typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value);
}

/** Tests each distinct text once. */
function textTest(test: (text: string) => boolean, { dictionary, items }: TextVector): ValueTest {
	const passes = new Uint8Array(dictionary.size);
	for (let code = 0; code < passes.length; code++) passes[code] = Number(test(dictionary.text(code)));
	return (place) => passes[items[place]] === 1;
}

function textOf(predicate: Exclude<Predicate, { kind: 'null' }>, type: string): (text: string) => boolean {
	switch (predicate.kind) {
		case 'is': {
			const wanted = new Set(predicate.values);
			return (text) => wanted.has(text);
		}
		case 'contains': {
			const needle = predicate.text.toLowerCase();
			return (text) => text.toLowerCase().includes(needle);
		}
		case 'range': {
			const from = predicate.from && bound(predicate.from, type);
			const to = predicate.to && bound(predicate.to, type);
			return (text) => {
				const value = keyBytes(text, type);
				if (from !== undefined && compareBytes(value, from.key) < from.least) return false;
				return to === undefined || compareBytes(to.key, value) >= to.least;
			};
		}
	}
}

/** `least` is what comparing a value with the bound must come to at least. */
function bound({ value, inclusive }: Bound, type: string) {
	return { key: keyBytes(value, type), least: inclusive ? 0 : 1 };
}
