import type { Breath } from '../breath';
import type { Cell, Row } from '../messages';
import { Offsets } from '../offsets';
import { RowScan } from '../rowscan';
import type { Scanner } from '../scan';
import { Table } from '../table';

/** Bytes that are searched at a time. */
const BLOCK = 131_072;
/** One character per byte, so that a place in the text is a place in the bytes. */
const bytewise = new TextDecoder('windows-1252');

/**
 * Finds rows of which a cell holds a text. Plain ASCII is looked for in the bytes as they are, and only doubtful rows are
 * parsed; anything else is looked for in decoded blocks.
 */
export class TextSearch {
	readonly #scanner: Scanner;
	readonly #table: Table;
	readonly #needle: string;
	readonly #matchCase: boolean;
	/** A hit in the bytes may be no hit in a cell. */
	readonly #doubtful: boolean;
	readonly #plain: boolean;

	constructor(scanner: Scanner, text: string, matchCase = false) {
		this.#scanner = scanner;
		this.#table = new Table(scanner);
		this.#matchCase = matchCase;
		this.#needle = this.#fold(text);
		this.#plain = /^[\x20-\x7e]+$/.test(text) && !/["\\]/.test(text);
		this.#doubtful = /[[\]{},:]|^ | $/.test(text) || 'null'.includes(this.#needle);
	}

	/** Appends to `found` those of the rows `from … to - 1` that match. */
	async rows(from: number, to: number, found: Offsets, breath: Breath): Promise<void> {
		let row = from;
		while (row < to) {
			const end = this.#blockEnd(row, to);
			if (this.#plain && this.#scanner.index instanceof RowScan)
				this.#searchBytes(this.#scanner.index, row, end, found);
			else this.#searchCells(row, end, found);
			row = end;
			await breath.pause();
		}
	}

	/** Whether a cell holds the text. */
	holds(cell: Cell): boolean {
		if (cell === null) return false;
		if (typeof cell === 'string') return this.#fold(cell).includes(this.#needle);
		if ('json' in cell) return this.#fold(cell.json).includes(this.#needle);
		return cell.some((value) => this.#fold(value).includes(this.#needle));
	}

	#holdsAny(row: Row | undefined): boolean {
		return row?.some((cell) => this.holds(cell)) ?? false;
	}

	#fold(text: string): string {
		return this.#matchCase ? text : text.toLowerCase();
	}

	#blockEnd(row: number, to: number): number {
		const { index } = this.#scanner;
		if (!(index instanceof RowScan)) return Math.min(to, row + 500);
		const limit = index.starts.at(row) + BLOCK;
		let low = row + 1;
		let high = to;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if (index.rowEnd(middle - 1) <= limit) low = middle;
			else high = middle - 1;
		}
		return low;
	}

	#searchBytes(index: RowScan, from: number, to: number, found: Offsets): void {
		const base = index.starts.at(from);
		let text = '';
		for (const { piece } of this.#scanner.bytes.pieces(base, index.rowEnd(to - 1)))
			text += bytewise.decode(piece);
		text = this.#fold(text);
		let row = from;
		let at = 0;
		let hit = text.indexOf(this.#needle);
		let escape = text.indexOf('\\');
		while (hit !== -1 || escape !== -1) {
			const isHit = hit !== -1 && (escape === -1 || hit < escape);
			const place = base + (isHit ? hit : escape);
			while (index.rowEnd(row) <= place) row++;
			if ((isHit && !this.#doubtful) || this.#holdsAny(this.#table.row(row))) found.push(row);
			at = index.rowEnd(row) - base;
			if (hit !== -1 && hit < at) hit = text.indexOf(this.#needle, at);
			if (escape !== -1 && escape < at) escape = text.indexOf('\\', at);
		}
	}

	#searchCells(from: number, to: number, found: Offsets): void {
		const rows = this.#table.rows(from, to);
		rows.forEach((row, i) => {
			if (this.#holdsAny(row)) found.push(from + i);
		});
	}
}
