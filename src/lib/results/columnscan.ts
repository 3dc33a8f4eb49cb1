import {
	CASE,
	CLOSE_ARRAY,
	CLOSE_OBJECT,
	COMMA,
	ESCAPED,
	OPEN,
	OPEN_ARRAY,
	OPEN_OBJECT,
	QUOTE,
	isSpace,
	stringEnd
} from './ascii';
import { Offsets } from './offsets';

/** Where the cells of one column are: cell `i` begins at `starts.at(i)` and ends before the comma that precedes the next. */
export interface ColumnIndex {
	readonly starts: Offsets;
	/** Complete cells. */
	count: number;
	/** Offset after the last complete cell. */
	end: number;
}

/** Indexes the cells of a columnar `"values": [[…],[…]]` (one array per column), over any split into chunks. */
export class ColumnScan {
	readonly columns: ColumnIndex[] = [];
	done = false;
	fault: string | undefined;

	#depth = 0;
	/** `OPEN` or `ESCAPED` inside a string, else 0. */
	#string = 0;
	/** The column has had nothing but whitespace so far. */
	#blank = true;
	#expects: 'column or end' | 'column' | 'comma or end' = 'column or end';

	/** Rows whose cells are known in all of `width` columns. */
	rows(width: number): number {
		if (width === 0 || this.columns.length < width) return 0;
		return this.columns.reduce((least, column) => Math.min(least, column.count), Infinity);
	}

	/** Where a cell begins and ends. */
	cell(column: number, row: number): readonly [from: number, to: number] {
		const { starts, count, end } = this.columns[column];
		return [starts.at(row), row + 1 < count ? starts.at(row + 1) - 1 : end];
	}

	/** Reads on from `chunk[at]`, whose offset in the body is `base + at`; returns where it stopped. */
	run(chunk: Uint8Array, at: number, base: number): number {
		let i = at;
		while (i < chunk.length && !this.done && this.fault === undefined) {
			i = this.#depth === 0 ? this.#between(chunk, i, base) : this.#within(chunk, i, base);
		}
		return i;
	}

	#between(chunk: Uint8Array, i: number, base: number): number {
		const byte = chunk[i];
		if (byte === OPEN_ARRAY && this.#expects !== 'comma or end') {
			const starts = new Offsets();
			starts.push(base + i + 1);
			this.columns.push({ starts, count: 0, end: base + i + 1 });
			this.#depth = 1;
			this.#blank = true;
		} else if (byte === COMMA && this.#expects === 'comma or end') this.#expects = 'column';
		else if (byte === CLOSE_ARRAY && this.#expects !== 'column') this.done = true;
		else if (!isSpace(byte)) this.fault = `expected ${this.#expects} in "values" at byte ${base + i}`;
		return i + 1;
	}

	#within(chunk: Uint8Array, at: number, base: number): number {
		const length = chunk.length;
		const column = this.columns[this.columns.length - 1];
		let i = at;
		while (i < length && this.#depth > 0) {
			if (this.#string !== 0) {
				const end = stringEnd(chunk, this.#string === ESCAPED ? i + 1 : i);
				this.#string = end < 0 ? end : 0;
				i = end < 0 ? length : end;
				continue;
			}
			const byte = chunk[i++];
			const folded = byte | CASE;
			if (byte === QUOTE) {
				this.#string = OPEN;
				this.#blank = false;
			} else if (folded === OPEN_OBJECT) {
				this.#depth++;
				this.#blank = false;
			} else if (folded === CLOSE_OBJECT) {
				if (--this.#depth === 0) this.#close(byte, base + i - 1, column);
			} else if (byte === COMMA) {
				if (this.#depth === 1) {
					column.count++;
					column.end = base + i - 1;
					column.starts.push(base + i);
					this.#blank = false;
				}
			} else if (this.#blank && !isSpace(byte)) this.#blank = false;
		}
		return i;
	}

	#close(byte: number, end: number, column: ColumnIndex): void {
		if (byte !== CLOSE_ARRAY) {
			this.fault = `expected the end of a column at byte ${end}`;
			return;
		}
		if (!this.#blank) {
			column.count++;
			column.end = end;
		}
		this.#expects = 'comma or end';
	}
}
