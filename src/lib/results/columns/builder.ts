import { OPEN_ARRAY } from '../ascii';
import { roomFor } from './growth';
import { DateValues, NanosValues, NumberValues, TextValues, type Values } from './values';
import type { Vector } from './vector';
import { walkValues, type CellSink } from './walk';

const integers = new Set([
	'integer',
	'long',
	'unsigned_long',
	'counter_integer',
	'counter_long',
	'short',
	'byte'
]);
const doubles = new Set(['double', 'counter_double', 'float', 'half_float', 'scaled_float']);

/** How a column of a type is read. Anything unknown is text, which fits everything. */
function valuesFor(type: string): Values {
	if (integers.has(type)) return new NumberValues('integer');
	if (doubles.has(type)) return new NumberValues('double');
	if (type === 'date') return new DateValues();
	if (type === 'date_nanos') return new NanosValues();
	return new TextValues();
}

/** Builds the vector of one column, row by row. */
export class ColumnBuilder implements CellSink {
	rows = 0;
	/** A value came that the type doesn't allow: read the column again with `asText`. */
	misfit = false;
	readonly #type: string;
	#values: Values;
	#valid = new Uint8Array(256);
	#starts: Uint32Array<ArrayBuffer> | undefined;

	constructor(type: string, asText = false) {
		this.#type = type;
		this.#values = asText ? new TextValues() : valuesFor(type);
	}

	get vector(): Vector {
		return {
			type: this.#type,
			rows: this.rows,
			valid: this.#valid,
			starts: this.#starts,
			...this.#values.content
		};
	}

	cell(bytes: Uint8Array, start: number, end: number): void {
		if (bytes[start] === OPEN_ARRAY) this.#multiple(bytes, start + 1, end - 1);
		else if (isNull(bytes, start, end)) this.none();
		else {
			this.#push(bytes, start, end);
			this.#close(1);
		}
	}

	none(): void {
		this.#values.skip();
		this.#close(0);
	}

	#multiple(bytes: Uint8Array, start: number, end: number): void {
		const first = this.#values.length;
		walkValues(bytes, start, end, (from, to) => {
			if (!isNull(bytes, from, to)) this.#push(bytes, from, to);
		});
		const count = this.#values.length - first;
		if (count !== 1) this.#starts ??= firstStarts(this.rows);
		this.#close(count > 0 ? 1 : 0);
	}

	#push(bytes: Uint8Array, start: number, end: number): void {
		if (this.#values.push(bytes, start, end)) return;
		if (this.#values instanceof NumberValues && this.#values.means === 'integer') {
			this.#values = this.#values.widened(this.#type !== 'unsigned_long');
			if (this.#values.push(bytes, start, end)) return;
		}
		this.misfit = true;
		this.#values.skip();
	}

	#close(valid: 0 | 1): void {
		this.#valid = roomFor(this.#valid, this.rows + 1);
		this.#valid[this.rows++] = valid;
		if (this.#starts === undefined) return;
		this.#starts = roomFor(this.#starts, this.rows + 1);
		this.#starts[this.rows] = this.#values.length;
	}
}

/** Starts of rows that had one place each, and of the next row. */
function firstStarts(rows: number): Uint32Array<ArrayBuffer> {
	const starts = new Uint32Array(Math.max(256, rows * 2));
	for (let row = 0; row <= rows; row++) starts[row] = row;
	return starts;
}

function isNull(bytes: Uint8Array, start: number, end: number): boolean {
	return (
		end - start === 4 &&
		bytes[start] === 0x6e &&
		bytes[start + 1] === 0x75 &&
		bytes[start + 2] === 0x6c &&
		bytes[start + 3] === 0x6c
	);
}
