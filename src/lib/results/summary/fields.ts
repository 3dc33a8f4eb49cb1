import { endOfValues, firstValue, type Vector } from '../columns/vector';
import { rowNumbers, valueText, type Context } from '../context';
import type { ColumnIndex, FieldSummary, Figures, Histogram } from '../questions';
import { comparison, sortPlaces } from '../view/sort';
import { numberAt } from './aggregate';
import { Coding } from './coding';
import { firstOf } from './first';
import { ExactSum } from './sum';

const BINS = 32;
const SHARES = [0.05, 0.25, 0.5, 0.75, 0.95];

/** Summaries of some columns over the rows of the list. */
export async function fields(
	columns: readonly ColumnIndex[],
	top: number,
	context: Context
): Promise<readonly FieldSummary[]> {
	const { list, breath } = context;
	const rows = rowNumbers(list, 0, list.scope.rows);
	const vectors = await context.columns.typed(columns, list.scope.of, breath);
	const summaries: FieldSummary[] = [];
	for (const [i, column] of columns.entries()) {
		summaries.push(await new Field(column, vectors[i], context).summary(rows, top));
	}
	return summaries;
}

/** Counts the distinct values of one column, and draws everything else from them. */
class Field {
	readonly #column: ColumnIndex;
	readonly #vector: Vector;
	readonly #context: Context;
	readonly #coding: Coding;
	/** Of each code, how many values, and in how many rows. */
	readonly #values: number[] = [];
	readonly #rows: number[] = [];
	#nulls = 0;
	#multiple = 0;
	#total = 0;

	constructor(column: ColumnIndex, vector: Vector, context: Context) {
		this.#column = column;
		this.#vector = vector;
		this.#context = context;
		this.#coding = new Coding(vector);
	}

	async summary(rows: Uint32Array, top: number): Promise<FieldSummary> {
		await this.#count(rows);
		const order = await this.#order();
		const isNumber = this.#vector.kind !== 'text' && this.#vector.means !== 'date';
		return {
			column: this.#column,
			rows: rows.length,
			nulls: this.#nulls,
			multiple: this.#multiple,
			values: this.#total,
			distinct: this.#coding.size,
			min: this.#text(order[0]),
			max: this.#text(order[order.length - 1]),
			figures: isNumber && order.length > 0 ? this.#figures(order) : undefined,
			quantiles: this.#vector.kind === 'text' ? [] : this.#quantiles(order),
			histogram: this.#vector.kind === 'text' ? undefined : this.#histogram(order),
			top: this.#top(top)
		};
	}

	async #count(rows: Uint32Array): Promise<void> {
		const vector = this.#vector;
		for (let i = 0; i < rows.length; i++) {
			if (i % 4096 === 0) await this.#context.breath.pause();
			const row = rows[i];
			const from = firstValue(vector, row);
			const end = endOfValues(vector, row);
			if (from === end) this.#nulls++;
			if (end - from > 1) this.#multiple++;
			this.#total += end - from;
			for (let place = from; place < end; place++) {
				const code = this.#coding.code(place, row);
				this.#values[code] = (this.#values[code] ?? 0) + 1;
				if (!this.#stoodBefore(from, place)) this.#rows[code] = (this.#rows[code] ?? 0) + 1;
			}
		}
	}

	/** Whether the value at `place` stands between `from` and it: then its row is counted. */
	#stoodBefore(from: number, place: number): boolean {
		const { items } = this.#vector;
		for (let at = from; at < place; at++) if (items[at] === items[place]) return true;
		return false;
	}

	/** Codes in the order of their values; of texts only the least and the greatest. */
	async #order(): Promise<Uint32Array> {
		const vector = this.#vector;
		const { breath, ranks } = this.#context;
		const { places } = this.#coding;
		if (vector.kind !== 'text') return sortPlaces(Uint32Array.from(places), vector, breath);
		const compare = comparison(vector, await ranks.of(vector, breath));
		const first = (sign: 1 | -1) => firstOf(places.length, 1, (a, b) => sign * compare(places[a], places[b]));
		return Uint32Array.of(...first(1), ...first(-1));
	}

	#text(code: number | undefined): string | undefined {
		if (code === undefined) return undefined;
		const row = this.#coding.rows[code];
		return valueText(
			this.#context,
			row,
			this.#column,
			this.#coding.places[code] - firstValue(this.#vector, row)
		);
	}

	#figures(order: Uint32Array): Figures {
		const sum = new ExactSum();
		const vector = this.#vector;
		for (const code of order) {
			const value = vector.items[this.#coding.places[code]];
			const count = this.#values[code];
			if (vector.means === 'integer') sum.addBig(BigInt(value) * BigInt(count));
			else for (let i = 0; i < count; i++) sum.addDouble(Number(value));
		}
		return {
			count: this.#total,
			sum: sum.text,
			average: String(sum.average(this.#total)),
			min: this.#text(order[0])!,
			max: this.#text(order[order.length - 1])!
		};
	}

	#quantiles(order: Uint32Array): readonly string[] {
		const quantiles: string[] = [];
		let seen = 0;
		for (const code of order) {
			seen += this.#values[code];
			while (quantiles.length < SHARES.length && seen >= SHARES[quantiles.length] * this.#total) {
				quantiles.push(this.#text(code)!);
			}
		}
		return quantiles;
	}

	#histogram(order: Uint32Array): Histogram | undefined {
		if (order.length === 0) return undefined;
		const at = (code: number) => numberAt(this.#vector, this.#coding.places[code]);
		const from = at(order[0]);
		const to = at(order[order.length - 1]);
		if (!Number.isFinite(to - from)) return undefined;
		const bins = to > from ? Math.min(BINS, this.#vector.means === 'integer' ? to - from + 1 : BINS) : 1;
		const counts = new Array<number>(Math.floor(bins)).fill(0);
		for (const code of order) {
			const bin = to > from ? Math.floor(((at(code) - from) / (to - from)) * counts.length) : 0;
			counts[Math.min(bin, counts.length - 1)] += this.#values[code];
		}
		return { from, to, counts };
	}

	#top(limit: number): FieldSummary['top'] {
		const ahead = (a: number, b: number) => this.#rows[b] - this.#rows[a];
		return firstOf(this.#rows.length, limit, ahead).map((code) => ({
			value: this.#text(code)!,
			rows: this.#rows[code]
		}));
	}
}
