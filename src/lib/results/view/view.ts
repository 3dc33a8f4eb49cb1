import { Breath } from '../breath';
import type { Columns } from '../columns/columns';
import { Offsets } from '../offsets';
import type { Arrangement, Scope } from '../questions';
import type { Reading } from '../reading';
import { rowTest, type RowTest } from './predicate';
import type { Ranks } from './ranks';
import { TextSearch } from './search';
import { sortRows, type Sortable } from './sort';

/** Milliseconds between two looks at rows that keep coming, at least; and as a multiple of what a look costs. */
const INTERVAL = 200;
const COST_FACTOR = 4;

/** Rows some question is about: all that have been read, or those of a view. */
export interface RowList {
	readonly scope: Scope;
	/** Numbers of the rows, as read; undefined: row `i` is number `i`. */
	readonly order: Uint32Array<ArrayBuffer> | undefined;
}

/** The rows of an arrangement, which follows the reading until its end. */
export class View {
	readonly #arrangement: Arrangement;
	readonly #reading: Reading;
	readonly #columns: Columns;
	readonly #ranks: Ranks;
	readonly #abort = new AbortController();
	readonly #matched = new Offsets();
	#searched = 0;
	#list: RowList | undefined;

	constructor(arrangement: Arrangement, reading: Reading, columns: Columns, ranks: Ranks) {
		this.#arrangement = arrangement;
		this.#reading = reading;
		this.#columns = columns;
		this.#ranks = ranks;
	}

	/** Undefined until the rows have been looked at once. */
	get list(): RowList | undefined {
		return this.#list;
	}

	close(): void {
		this.#abort.abort();
	}

	/** Arranges once there are rows, and again until all are here; tells each time. Rejects when it is closed, or broke. */
	async follow(tell: (scope: Scope) => void): Promise<void> {
		await this.#reading.more(0, 0);
		for (;;) {
			this.#abort.signal.throwIfAborted();
			const { rows, done } = this.#reading.progress;
			const started = performance.now();
			if (this.#list === undefined || rows > this.#searched) this.#list = await this.#arrange(rows, done);
			else this.#list = { ...this.#list, scope: { ...this.#list.scope, settled: done } };
			tell(this.#list.scope);
			if (done) return;
			const pause = Math.max(INTERVAL, COST_FACTOR * (performance.now() - started));
			await this.#reading.more(rows, pause);
		}
	}

	async #arrange(rows: number, settled: boolean): Promise<RowList> {
		const breath = new Breath(this.#abort.signal);
		await this.#search(rows, breath);
		const { sort } = this.#arrangement;
		const matched = this.#matched.toArray();
		const order = sort.length === 0 ? matched : await this.#sort(matched, rows, breath);
		return { order, scope: { rows: order.length, of: rows, settled } };
	}

	/** Finds the rows that match among those that are new. */
	async #search(rows: number, breath: Breath): Promise<void> {
		const { text, predicates } = this.#arrangement;
		let candidates: Uint32Array | undefined;
		if (text !== '') {
			const found = new Offsets();
			await new TextSearch(this.#reading.scanner, text).rows(this.#searched, rows, found, breath);
			candidates = found.toArray();
		}
		const tests: RowTest[] = [];
		for (const predicate of predicates) tests.push(await rowTest(predicate, this.#columns, rows, breath));
		const count = candidates?.length ?? rows - this.#searched;
		for (let i = 0; i < count; i++) {
			const row = candidates === undefined ? this.#searched + i : candidates[i];
			if (tests.every((test) => test(row))) this.#matched.push(row);
			if (i % 8192 === 0) await breath.pause();
		}
		this.#searched = rows;
	}

	async #sort(matched: Uint32Array, rows: number, breath: Breath): Promise<Uint32Array<ArrayBuffer>> {
		const { sort } = this.#arrangement;
		const vectors = await this.#columns.typed(
			sort.map(({ column }) => column),
			rows,
			breath
		);
		const sortables: Sortable[] = [];
		for (const vector of vectors) {
			sortables.push({
				vector,
				ranks: await this.#ranks.of(vector, breath)
			});
		}
		return sortRows(matched, sort, sortables, breath);
	}
}
