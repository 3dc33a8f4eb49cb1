import type { Breath } from '../breath';
import { endOfValues, firstValue, type Vector } from '../columns/vector';
import { valueText, type Context } from '../context';
import type { Aggregate, ColumnIndex } from '../questions';
import { comparison } from '../view/sort';
import { Coding } from './coding';
import { eachRun, sortNumbers } from './numbers';
import { ExactSum } from './sum';

/** Computes one figure for each of many groups, which are numbered from 0. */
export interface Accumulator {
	/** All values of the row count for the group. */
	add(group: number, row: number): void;
	/** To be called when all rows are added. */
	finish(breath: Breath): Promise<void>;
	/** Whether a group has something to compute it from. */
	has(group: number): boolean;
	/** Null where it has nothing. */
	text(group: number): string | null;
	/** For comparing and drawing; NaN where there is none. */
	value(group: number): number;
	/** The order of two groups that have something. */
	compare(a: number, b: number): number;
}

/** An accumulator for an aggregate; figures of what is no number are null, but for counts, least and greatest. */
export async function accumulator(aggregate: Aggregate, context: Context): Promise<Accumulator> {
	const { columns, list, ranks, breath } = context;
	const [vector] = await columns.typed([aggregate.column], list.scope.of, breath);
	switch (aggregate.fn) {
		case 'count':
			return new Count(vector);
		case 'count_distinct':
			return new Distinct(vector);
		case 'sum':
			return new Sum(
				vector,
				({ text }) => text,
				({ text }) => Number(text)
			);
		case 'avg':
			return new Sum(
				vector,
				(sum, count) => String(sum.average(count)),
				(sum, count) => sum.average(count)
			);
		case 'min':
		case 'max':
			return new Extreme(
				vector,
				comparison(vector, await ranks.of(vector, breath)),
				aggregate.fn === 'min' ? 1 : -1,
				(row, nth) => valueText(context, row, aggregate.column as ColumnIndex, nth)
			);
		case 'median':
			return new Median(vector);
	}
}

abstract class Figures implements Accumulator {
	constructor(protected readonly vector: Vector) {}

	add(group: number, row: number): void {
		const end = endOfValues(this.vector, row);
		for (let place = firstValue(this.vector, row); place < end; place++) this.take(group, place, row);
	}

	async finish(breath: Breath): Promise<void> {
		await breath.pause();
	}

	has(group: number): boolean {
		return !Number.isNaN(this.value(group));
	}

	text(group: number): string | null {
		return this.has(group) ? String(this.value(group)) : null;
	}

	compare(a: number, b: number): number {
		return this.value(a) - this.value(b);
	}

	abstract value(group: number): number;
	protected abstract take(group: number, place: number, row: number): void;
}

class Count extends Figures {
	readonly #counts: number[] = [];

	value(group: number): number {
		return this.#counts[group] ?? 0;
	}

	protected take(group: number): void {
		this.#counts[group] = (this.#counts[group] ?? 0) + 1;
	}
}

/** Collects pairs of group and value as one number each. */
class Distinct extends Figures {
	readonly #coding: Coding;
	readonly #groups: number[] = [];
	readonly #codes: number[] = [];
	readonly #counts: number[] = [];

	constructor(vector: Vector) {
		super(vector);
		this.#coding = new Coding(vector);
	}

	override async finish(breath: Breath): Promise<void> {
		const pairs = Float64Array.from(this.#groups, (group, i) => group * this.#coding.size + this.#codes[i]);
		eachRun(await sortNumbers(pairs, breath), (pair) => {
			const group = Math.floor(Number(pair) / this.#coding.size);
			this.#counts[group] = (this.#counts[group] ?? 0) + 1;
		});
	}

	value(group: number): number {
		return this.#counts[group] ?? 0;
	}

	protected take(group: number, place: number, row: number): void {
		this.#groups.push(group);
		this.#codes.push(this.#coding.code(place, row));
	}
}

class Sum extends Figures {
	readonly #sums: ExactSum[] = [];
	readonly #counts: number[] = [];
	readonly #text: (sum: ExactSum, count: number) => string;
	readonly #value: (sum: ExactSum, count: number) => number;

	constructor(
		vector: Vector,
		text: (sum: ExactSum, count: number) => string,
		value: (sum: ExactSum, count: number) => number
	) {
		super(vector);
		this.#text = text;
		this.#value = value;
	}

	override text(group: number): string | null {
		const sum = this.#sums[group];
		return sum === undefined ? null : this.#text(sum, this.#counts[group]);
	}

	value(group: number): number {
		const sum = this.#sums[group];
		return sum === undefined ? NaN : this.#value(sum, this.#counts[group]);
	}

	protected take(group: number, place: number): void {
		const { vector } = this;
		if (vector.kind === 'text' || vector.means === 'date') return;
		const sum = (this.#sums[group] ??= new ExactSum());
		this.#counts[group] = (this.#counts[group] ?? 0) + 1;
		if (vector.kind === 'wide') sum.addBig(vector.items[place]);
		else if (vector.means === 'integer') sum.addInteger(vector.items[place]);
		else sum.addDouble(vector.items[place]);
	}
}

class Extreme extends Figures {
	readonly #places: number[] = [];
	readonly #rows: number[] = [];
	readonly #compare: (a: number, b: number) => number;
	readonly #direction: 1 | -1;
	readonly #textOf: (row: number, nth: number) => string;

	constructor(
		vector: Vector,
		compare: (a: number, b: number) => number,
		direction: 1 | -1,
		textOf: (row: number, nth: number) => string
	) {
		super(vector);
		this.#compare = compare;
		this.#direction = direction;
		this.#textOf = textOf;
	}

	override has(group: number): boolean {
		return this.#places[group] !== undefined;
	}

	override text(group: number): string | null {
		const place = this.#places[group];
		if (place === undefined) return null;
		const row = this.#rows[group];
		return this.#textOf(row, place - firstValue(this.vector, row));
	}

	value(group: number): number {
		const place = this.#places[group];
		return place === undefined || this.vector.kind === 'text' ? NaN : numberAt(this.vector, place);
	}

	override compare(a: number, b: number): number {
		return this.#compare(this.#places[a], this.#places[b]);
	}

	protected take(group: number, place: number, row: number): void {
		const best = this.#places[group];
		if (best !== undefined && this.#compare(place, best) * this.#direction >= 0) return;
		this.#places[group] = place;
		this.#rows[group] = row;
	}
}

class Median extends Figures {
	readonly #values: number[][] = [];
	readonly #medians: number[] = [];

	override async finish(breath: Breath): Promise<void> {
		for (const [group, values] of this.#values.entries()) {
			if (values === undefined) continue;
			const sorted = await sortNumbers(Float64Array.from(values), breath);
			const middle = sorted.length >> 1;
			this.#medians[group] =
				sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
		}
	}

	value(group: number): number {
		return this.#medians[group] ?? NaN;
	}

	protected take(group: number, place: number): void {
		if (this.vector.kind === 'text' || this.vector.means === 'date') return;
		(this.#values[group] ??= []).push(numberAt(this.vector, place));
	}
}

/** A number, or an instant in epoch ms, as a double. */
export function numberAt(vector: Vector, place: number): number {
	const value = vector.items[place];
	if (typeof value === 'number') return value;
	return vector.means === 'date' ? Number(value / 1000n) / 1000 : Number(value);
}
