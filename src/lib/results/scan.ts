import type { AnswerMeta, ElasticColumn } from '$lib/protocol/elastic';
import { CLOSE_OBJECT, COLON, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE, isSpace } from './ascii';
import { Bytes } from './bytes';
import { parseCells } from './cells';
import { ColumnScan } from './columnscan';
import type { Layout } from './messages';
import { Nest } from './nest';
import { RowScan } from './rowscan';

type Expects =
	| 'an object'
	| 'a key or the end'
	| 'a key'
	| 'a colon'
	| 'a value'
	| 'a comma or the end'
	| 'nothing more'
	/** Inside a token; where it began is `#from`. */
	| 'rest of key'
	| 'rest of value'
	| 'rest of scalar'
	| 'rest of values';

const byteOrderMark = [0xef, 0xbb, 0xbf];

/**
 * Reads an ES|QL answer while its bytes arrive, in any split: keeps the chunks, indexes `values`, parses `columns`
 * and every other top-level value once it is complete. Keys may come in any order; unknown ones are kept.
 */
export class Scanner {
	readonly bytes = new Bytes();
	/** Top-level values other than `columns` and `values`. */
	readonly #meta = new Map<string, unknown>();
	readonly #nest = new Nest();
	#hint: Layout | undefined;

	#columns: readonly ElasticColumn[] | undefined;
	#values: RowScan | ColumnScan | undefined;
	/** The layout of `values` is beyond doubt. */
	#settled: boolean;
	#valuesFrom = 0;
	#expects: Expects = 'an object';
	#from = 0;
	#key = '';
	#fault: string | undefined;
	#profile: readonly [start: number, end: number] | undefined;

	constructor(layout?: Layout) {
		this.#hint = layout;
		this.#settled = layout !== undefined;
	}

	/** What comes is one array per row, whatever was expected. */
	expectRows(): void {
		this.#hint = 'rows';
		this.#settled = true;
	}

	/** Known once the array is complete. */
	get columns(): readonly ElasticColumn[] | undefined {
		return this.#columns;
	}

	/** How many top-level values other than `columns` and `values` are known. */
	get metaCount(): number {
		return this.#meta.size;
	}

	/** Where the text of the profile is. */
	get profile(): readonly [start: number, end: number] | undefined {
		return this.#profile;
	}

	meta(): AnswerMeta {
		return Object.fromEntries(this.#meta) as AnswerMeta;
	}

	/** What is not JSON, or not an answer, with its byte offset. Nothing is read after it. */
	get fault(): string | undefined {
		return this.#fault;
	}

	/** The closing brace was read. */
	get complete(): boolean {
		return this.#fault === undefined && this.#expects === 'nothing more';
	}

	/** Rows of which every cell has been read, once the columns are known too. */
	get rows(): number {
		if (!this.#settled || this.#columns === undefined || this.#values === undefined) return 0;
		return this.#values instanceof RowScan ? this.#values.count : this.#values.rows(this.#columns.length);
	}

	/** The index of `values`; meaningful for `rows` rows. */
	get index(): RowScan | ColumnScan | undefined {
		return this.#values;
	}

	push(chunk: Uint8Array): void {
		if (this.#fault !== undefined) return;
		const base = this.bytes.length;
		this.bytes.append(chunk);
		let i = 0;
		while (i < chunk.length && this.#fault === undefined) i = this.#step(chunk, i, base);
		this.#settle();
	}

	#step(chunk: Uint8Array, i: number, base: number): number {
		switch (this.#expects) {
			case 'rest of key':
			case 'rest of value': {
				const end = this.#nest.run(chunk, i);
				if (this.#nest.closed) this.#token(base + end);
				return end;
			}
			case 'rest of scalar': {
				let end = i;
				while (end < chunk.length && !endsScalar(chunk[end])) end++;
				if (end < chunk.length) this.#token(base + end);
				return end;
			}
			case 'rest of values':
				return this.#scanValues(chunk, i, base);
			default:
				this.#structure(chunk[i], base + i);
				return i + 1;
		}
	}

	#structure(byte: number, offset: number): void {
		if (isSpace(byte)) return;
		const expects = this.#expects;
		if (expects === 'an object' && byte === OPEN_OBJECT) this.#expects = 'a key or the end';
		else if (expects === 'an object' && byte === byteOrderMark[offset]) return;
		else if (expects === 'a colon' && byte === COLON) this.#expects = 'a value';
		else if (expects === 'a comma or the end' && byte === COMMA) this.#expects = 'a key';
		else if ((expects === 'a key' || expects === 'a key or the end') && byte === QUOTE) {
			this.#open(byte, offset, 'rest of key');
		} else if (
			(expects === 'a comma or the end' || expects === 'a key or the end') &&
			byte === CLOSE_OBJECT
		) {
			if (this.#values !== undefined && this.#columns === undefined)
				this.#fault = '"values" without "columns"';
			else this.#expects = 'nothing more';
		} else if (expects === 'a value') this.#openValue(byte, offset);
		else this.#fault = `expected ${expects} at byte ${offset}`;
	}

	#openValue(byte: number, offset: number): void {
		if (this.#key === 'values') {
			if (byte !== OPEN_ARRAY) this.#fault = `"values" is not an array at byte ${offset}`;
			else if (this.#values !== undefined) this.#fault = `"values" comes twice at byte ${offset}`;
			else {
				this.#values = this.#hint === 'columns' ? new ColumnScan() : new RowScan();
				this.#valuesFrom = offset + 1;
				this.#expects = 'rest of values';
			}
		} else if (byte === QUOTE || byte === OPEN_ARRAY || byte === OPEN_OBJECT)
			this.#open(byte, offset, 'rest of value');
		else if (endsScalar(byte)) this.#fault = `expected a value at byte ${offset}`;
		else {
			this.#from = offset;
			this.#expects = 'rest of scalar';
		}
	}

	#open(byte: number, offset: number, expects: 'rest of key' | 'rest of value'): void {
		this.#nest.open(byte);
		this.#from = offset;
		this.#expects = expects;
	}

	#token(end: number): void {
		if (this.#expects === 'rest of value' && this.#key === 'profile') {
			this.#profile = [this.#from, end];
			this.#meta.set(this.#key, { bytes: end - this.#from });
			this.#expects = 'a comma or the end';
			return;
		}
		let value: unknown;
		try {
			value = JSON.parse(this.bytes.text(this.#from, end));
		} catch (error) {
			this.#fault = `invalid JSON at byte ${this.#from}: ${(error as SyntaxError).message}`;
			return;
		}
		if (this.#expects === 'rest of key') {
			this.#key = value as string;
			this.#expects = 'a colon';
			return;
		}
		this.#expects = 'a comma or the end';
		if (this.#key !== 'columns') this.#meta.set(this.#key, value);
		else if (isColumns(value)) this.#columns = value;
		else this.#fault = `"columns" is not a list of {name, type} at byte ${this.#from}`;
	}

	#scanValues(chunk: Uint8Array, i: number, base: number): number {
		const values = this.#values;
		if (values === undefined) return i;
		const end = values.run(chunk, i, base);
		if (values.fault !== undefined) this.#fault = values.fault;
		else if (values.done) this.#expects = 'a comma or the end';
		return end;
	}

	/** Decides the layout once the columns and the first inner array are complete; re-reads a columnar answer as such. */
	#settle(): void {
		const rows = this.#values;
		if (this.#settled || this.#columns === undefined || !(rows instanceof RowScan)) return;
		if (rows.count === 0) {
			this.#settled = rows.done;
			return;
		}
		this.#settled = true;
		const end = rows.count > 1 ? rows.starts.at(1) : rows.end;
		const first = parseCells(this.bytes.text(rows.starts.at(0) + 1, end));
		if (first.length === this.#columns.length) return;
		const columns = new ColumnScan();
		for (const { piece, offset } of this.bytes.pieces(this.#valuesFrom, this.bytes.length)) {
			columns.run(piece, 0, offset);
		}
		this.#values = columns;
	}
}

function endsScalar(byte: number): boolean {
	return byte === COMMA || byte === CLOSE_OBJECT || isSpace(byte);
}

function isColumns(value: unknown): value is readonly ElasticColumn[] {
	return (
		Array.isArray(value) &&
		value.every(
			(column: unknown) =>
				typeof column === 'object' &&
				column !== null &&
				'name' in column &&
				typeof column.name === 'string' &&
				'type' in column &&
				typeof column.type === 'string'
		)
	);
}
