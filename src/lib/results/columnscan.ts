import { ArrayScan } from './arrayscan';
import { CASE, CLOSE_OBJECT, COMMA, ESCAPED, OPEN, OPEN_OBJECT, QUOTE, isSpace, stringEnd } from './ascii';
import { Offsets } from './offsets';

/** Where the cells of one column are: cell `i` begins at `starts.at(i)` and ends before the comma that precedes the next. */
interface ColumnCells {
	readonly starts: Offsets;
	/** Complete cells. */
	count: number;
	/** Offset after the last complete cell. */
	end: number;
}

/** Indexes the cells of a columnar `"values": [[…],[…]]` (one array per column). */
export class ColumnScan extends ArrayScan {
	readonly columns: ColumnCells[] = [];
	protected readonly item = 'column';
	/** The column has had nothing but whitespace so far. */
	#blank = true;

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

	protected open(offset: number): void {
		const starts = new Offsets();
		starts.push(offset + 1);
		this.columns.push({ starts, count: 0, end: offset + 1 });
		this.#blank = true;
	}

	protected within(chunk: Uint8Array, at: number, base: number): number {
		const length = chunk.length;
		const column = this.columns[this.columns.length - 1];
		let i = at;
		while (i < length && this.depth > 0) {
			if (this.string !== 0) {
				const end = stringEnd(chunk, this.string === ESCAPED ? i + 1 : i);
				this.string = end < 0 ? end : 0;
				i = end < 0 ? length : end;
				continue;
			}
			const byte = chunk[i++];
			const folded = byte | CASE;
			if (byte === QUOTE) {
				this.string = OPEN;
				this.#blank = false;
			} else if (folded === OPEN_OBJECT) {
				this.depth++;
				this.#blank = false;
			} else if (folded === CLOSE_OBJECT) {
				if (--this.depth === 0 && this.close(byte, base + i - 1) && !this.#blank) {
					column.count++;
					column.end = base + i - 1;
				}
			} else if (byte === COMMA) {
				if (this.depth === 1) {
					column.count++;
					column.end = base + i - 1;
					column.starts.push(base + i);
					this.#blank = false;
				}
			} else if (this.#blank && !isSpace(byte)) this.#blank = false;
		}
		return i;
	}
}
