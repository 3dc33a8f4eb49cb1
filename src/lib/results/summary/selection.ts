import {
	endOfValues,
	firstValue,
	type NumberVector,
	type TextVector,
	type Vector,
	type WideVector
} from '../columns/vector';
import { rowNumbers, valueText, type Context } from '../context';
import type { CellRange, ColumnIndex, Figures, SelectionStatistics } from '../questions';
import { compareTexts } from '../view/ranks';
import { DistinctNumbers } from './distinct';
import { ExactSum } from './sum';

/** Rows between two looks at the clock. */
const STRIDE = 2048;

/** Statistics of all cells in the ranges; cells that are in two of them count twice. */
export async function selectionStatistics(
	ranges: readonly CellRange[],
	context: Context
): Promise<SelectionStatistics> {
	const tally = new Tally(context);
	for (const range of ranges) {
		const rows = rowNumbers(context.list, range.start, range.end);
		const vectors = await context.columns.typed(range.columns, context.list.scope.of, context.breath);
		for (const [i, column] of range.columns.entries()) await tally.add(column, vectors[i], rows);
	}
	return tally.statistics();
}

/** A number or date where it stands, so that it can be told as it was sent. */
interface Place {
	readonly value: number | bigint;
	readonly column: ColumnIndex;
	readonly row: number;
	/** Number of the value within its cell. */
	readonly nth: number;
}

/** The least and the greatest of something. */
interface Span<Value> {
	least: Value;
	greatest: Value;
}

class Tally {
	readonly #context: Context;
	readonly #sum = new ExactSum();
	readonly #numbers = new DistinctNumbers();
	readonly #dates = new DistinctNumbers();
	readonly #texts = new Set<string>();
	/** Types of what is no number. */
	readonly #types = new Set<string>();
	#cells = 0;
	#nulls = 0;
	#values = 0;
	#count = 0;
	#numberSpan: Span<Place> | undefined;
	#dateSpan: Span<Place> | undefined;
	#textSpan: Span<string> | undefined;

	constructor(context: Context) {
		this.#context = context;
	}

	async add(column: ColumnIndex, vector: Vector, rows: Uint32Array): Promise<void> {
		this.#cells += rows.length;
		if (vector.kind === 'text') await this.#addTexts(vector, rows);
		else await this.#addNumbers(column, vector, rows);
	}

	async statistics(): Promise<SelectionStatistics> {
		const { breath } = this.#context;
		const numbers = this.#figures();
		return {
			cells: this.#cells,
			nulls: this.#nulls,
			values: this.#values,
			distinct: (await this.#numbers.count(breath)) + (await this.#dates.count(breath)) + this.#texts.size,
			numbers,
			span: this.#types.size === 1 && numbers === undefined ? this.#span() : undefined
		};
	}

	#figures(): Figures | undefined {
		if (this.#numberSpan === undefined) return undefined;
		return {
			count: this.#count,
			sum: this.#sum.text,
			average: String(this.#sum.average(this.#count)),
			min: this.#text(this.#numberSpan.least),
			max: this.#text(this.#numberSpan.greatest)
		};
	}

	#span(): SelectionStatistics['span'] {
		if (this.#textSpan) return { min: this.#textSpan.least, max: this.#textSpan.greatest };
		if (!this.#dateSpan) return undefined;
		return { min: this.#text(this.#dateSpan.least), max: this.#text(this.#dateSpan.greatest) };
	}

	#text({ column, row, nth }: Place): string {
		return valueText(this.#context, row, column, nth);
	}

	async #addNumbers(
		column: ColumnIndex,
		vector: NumberVector | WideVector,
		rows: Uint32Array
	): Promise<void> {
		const isDate = vector.means === 'date';
		const take = this.#taker(vector);
		const { items } = vector;
		let least = -1;
		let leastRow = 0;
		let greatest = -1;
		let greatestRow = 0;
		for (let i = 0; i < rows.length; i++) {
			if (i % STRIDE === 0) await this.#context.breath.pause();
			const row = rows[i];
			const first = firstValue(vector, row);
			const end = endOfValues(vector, row);
			if (first === end) this.#nulls++;
			for (let place = first; place < end; place++) {
				take(place);
				if (least === -1 || items[place] < items[least]) [least, leastRow] = [place, row];
				if (greatest === -1 || items[place] > items[greatest]) [greatest, greatestRow] = [place, row];
			}
			this.#values += end - first;
			if (!isDate) this.#count += end - first;
		}
		if (least === -1) return;
		const at = (place: number, row: number): Place => ({
			value: items[place],
			column,
			row,
			nth: place - firstValue(vector, row)
		});
		const span = { least: at(least, leastRow), greatest: at(greatest, greatestRow) };
		const isLess = (a: Place, b: Place) => a.value < b.value;
		if (isDate) {
			this.#types.add(vector.type);
			this.#dateSpan = widened(this.#dateSpan, span, isLess);
		} else this.#numberSpan = widened(this.#numberSpan, span, isLess);
	}

	/** What is done with each value of a vector of numbers. */
	#taker(vector: NumberVector | WideVector): (place: number) => void {
		const distinct = vector.means === 'date' ? this.#dates : this.#numbers;
		const sum = this.#sum;
		if (vector.kind === 'wide') {
			const { items, means } = vector;
			return (place) => {
				distinct.addBig(items[place]);
				if (means === 'integer') sum.addBig(items[place]);
			};
		}
		const { items } = vector;
		switch (vector.means) {
			case 'date':
				return (place) => distinct.add(items[place]);
			case 'integer':
				return (place) => {
					distinct.add(items[place]);
					sum.addInteger(items[place]);
				};
			case 'double':
				return (place) => {
					distinct.add(items[place]);
					sum.addDouble(items[place]);
				};
		}
	}

	async #addTexts(vector: TextVector, rows: Uint32Array): Promise<void> {
		const { dictionary, items, type } = vector;
		const { breath, ranks } = this.#context;
		const seen = new Uint8Array(dictionary.size);
		for (let i = 0; i < rows.length; i++) {
			if (i % STRIDE === 0) await breath.pause();
			const row = rows[i];
			const first = firstValue(vector, row);
			const end = endOfValues(vector, row);
			if (first === end) this.#nulls++;
			this.#values += end - first;
			for (let place = first; place < end; place++) seen[items[place]] = 1;
		}
		const rank = await ranks.of(vector, breath);
		let least = -1;
		let greatest = -1;
		for (let code = 0; code < seen.length; code++) {
			if (code % STRIDE === 0) await breath.pause();
			if (seen[code] === 0) continue;
			this.#texts.add(dictionary.text(code));
			if (least === -1 || rank[code] < rank[least]) least = code;
			if (greatest === -1 || rank[code] > rank[greatest]) greatest = code;
		}
		if (least === -1) return;
		this.#types.add(type);
		const span = { least: dictionary.text(least), greatest: dictionary.text(greatest) };
		this.#textSpan = widened(this.#textSpan, span, (a, b) => compareTexts(a, b, type) < 0);
	}
}

/** A span that holds both. */
function widened<Value>(
	known: Span<Value> | undefined,
	added: Span<Value>,
	isLess: (a: Value, b: Value) => boolean
): Span<Value> {
	if (known === undefined) return added;
	return {
		least: isLess(added.least, known.least) ? added.least : known.least,
		greatest: isLess(known.greatest, added.greatest) ? added.greatest : known.greatest
	};
}
