import { endOfValues, firstValue, type Vector } from '../columns/vector';
import { rowNumbers, valueText, type Context } from '../context';
import type { CellRange, Figures, SelectionStatistics } from '../questions';
import { compareTexts } from '../view/ranks';
import { comparison } from '../view/sort';
import { ExactSum } from './sum';

/** Statistics of all cells in the ranges; cells that are in two of them count twice. */
export async function selectionStatistics(
	ranges: readonly CellRange[],
	context: Context
): Promise<SelectionStatistics> {
	const tally = new Tally(context);
	for (const range of ranges) {
		const rows = rowNumbers(context.list, range.start, range.end);
		for (const column of range.columns) {
			const [vector] = await context.columns.typed([column], context.list.scope.of, context.breath);
			await tally.add(column, vector, rows);
		}
	}
	return tally.statistics;
}

type Value = number | bigint | string;

/** A value where it stands, so that it can be told as it was sent. */
interface Extreme {
	readonly value: Value;
	readonly column: number;
	readonly row: number;
	/** Number of the value within its cell. */
	readonly nth: number;
}

class Tally {
	readonly #context: Context;
	readonly #sum = new ExactSum();
	/** Distinct values: dates apart, because they are numbers too. */
	readonly #distinct = new Set<Value>();
	readonly #dates = new Set<Value>();
	/** Types of what is no number. */
	readonly #types = new Set<string>();
	#cells = 0;
	#nulls = 0;
	#values = 0;
	#numbers = 0;
	#least: Extreme | undefined;
	#greatest: Extreme | undefined;
	#leastNumber: Extreme | undefined;
	#greatestNumber: Extreme | undefined;

	constructor(context: Context) {
		this.#context = context;
	}

	async add(column: number, vector: Vector, rows: Uint32Array): Promise<void> {
		const { breath, ranks } = this.#context;
		const compare = comparison(vector, await ranks.of(vector, breath));
		const seen = vector.kind === 'text' ? new Uint8Array(vector.dictionary.size) : undefined;
		let least = -1;
		let leastRow = 0;
		let greatest = -1;
		let greatestRow = 0;
		for (let i = 0; i < rows.length; i++) {
			const row = rows[i];
			const end = endOfValues(vector, row);
			const first = firstValue(vector, row);
			if (first === end) this.#nulls++;
			for (let place = first; place < end; place++) {
				this.#count(vector, place, seen);
				if (least === -1 || compare(place, least) < 0) [least, leastRow] = [place, row];
				if (greatest === -1 || compare(place, greatest) > 0) [greatest, greatestRow] = [place, row];
			}
			if (i % 4096 === 0) await breath.pause();
		}
		this.#cells += rows.length;
		if (vector.kind === 'text') {
			for (const [code, flag] of seen!.entries()) if (flag) this.#distinct.add(vector.dictionary.text(code));
		}
		if (least === -1) return;
		if (!isNumber(vector)) this.#types.add(vector.type);
		const extreme = (place: number, row: number): Extreme => ({
			value: vector.kind === 'text' ? vector.dictionary.text(vector.items[place]) : vector.items[place],
			column,
			row,
			nth: place - firstValue(vector, row)
		});
		this.#extend(vector, extreme(least, leastRow), extreme(greatest, greatestRow));
	}

	get statistics(): SelectionStatistics {
		const numbers = this.#figures();
		return {
			cells: this.#cells,
			nulls: this.#nulls,
			values: this.#values,
			distinct: this.#distinct.size + this.#dates.size,
			numbers,
			span:
				this.#types.size === 1 && this.#numbers === 0 && this.#least && this.#greatest
					? { min: this.#text(this.#least), max: this.#text(this.#greatest) }
					: undefined
		};
	}

	#figures(): Figures | undefined {
		if (!this.#leastNumber || !this.#greatestNumber) return undefined;
		return {
			count: this.#numbers,
			sum: this.#sum.text,
			average: String(this.#sum.average(this.#numbers)),
			min: this.#text(this.#leastNumber),
			max: this.#text(this.#greatestNumber)
		};
	}

	#count(vector: Vector, place: number, seen: Uint8Array | undefined): void {
		this.#values++;
		if (vector.kind === 'text') {
			seen![vector.items[place]] = 1;
			return;
		}
		const value = vector.items[place];
		if (vector.means === 'date') {
			this.#dates.add(value);
			return;
		}
		this.#distinct.add(typeof value === 'bigint' ? narrow(value) : value);
		this.#numbers++;
		if (vector.kind === 'wide') this.#sum.addBig(vector.items[place]);
		else if (vector.means === 'integer') this.#sum.addInteger(vector.items[place]);
		else this.#sum.addDouble(vector.items[place]);
	}

	#extend(vector: Vector, least: Extreme, greatest: Extreme): void {
		if (isNumber(vector)) {
			if (!this.#leastNumber || least.value < this.#leastNumber.value) this.#leastNumber = least;
			if (!this.#greatestNumber || greatest.value > this.#greatestNumber.value)
				this.#greatestNumber = greatest;
			return;
		}
		if (!this.#least || isLess(least, this.#least, vector)) this.#least = least;
		if (!this.#greatest || isLess(this.#greatest, greatest, vector)) this.#greatest = greatest;
	}

	#text({ column, row, nth }: Extreme): string {
		return valueText(this.#context, row, column, nth);
	}
}

function isNumber(vector: Vector): boolean {
	return vector.kind !== 'text' && vector.means !== 'date';
}

function isLess(a: Extreme, b: Extreme, { type }: Vector): boolean {
	if (typeof a.value === 'string' && typeof b.value === 'string') {
		return compareTexts(a.value, b.value, type) < 0;
	}
	return a.value < b.value;
}

/** A number where one can hold it: in a set, a bigint is never equal to a number. */
function narrow(value: bigint): number | bigint {
	const number = Number(value);
	return Number.isSafeInteger(number) ? number : value;
}
