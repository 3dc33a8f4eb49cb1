import {
	BACKSLASH,
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

/** Indexes the rows of `"values": [[…],[…]]` from the byte after its opening bracket, over any split into chunks. */
export class RowScan {
	readonly starts = new Offsets();
	/** Complete rows. */
	count = 0;
	/** Offset after the last complete row. */
	end = 0;
	/** The bracket that closes `values` was read. */
	done = false;
	/** What broke the reading, if anything did. */
	fault: string | undefined;

	#depth = 0;
	/** `OPEN` or `ESCAPED` inside a string, else 0. */
	#string = 0;
	#expects: 'row or end' | 'row' | 'comma or end' = 'row or end';

	/** Offset after a complete row, and after the comma and spaces that may follow it. */
	rowEnd(row: number): number {
		return row + 1 < this.starts.length ? this.starts.at(row + 1) : this.end;
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
			this.starts.push(base + i);
			this.#depth = 1;
		} else if (byte === COMMA && this.#expects === 'comma or end') this.#expects = 'row';
		else if (byte === CLOSE_ARRAY && this.#expects !== 'row') this.done = true;
		else if (!isSpace(byte)) this.fault = `expected ${this.#expects} in "values" at byte ${base + i}`;
		return i + 1;
	}

	/** The inner string loop is `stringEnd` written out: called, it costs three times as much. */
	#within(chunk: Uint8Array, at: number, base: number): number {
		const length = chunk.length;
		let i = at;
		let depth = this.#depth;
		let string = this.#string;
		if (string !== 0) {
			i = stringEnd(chunk, string === ESCAPED ? i + 1 : i);
			if (i < 0) {
				this.#string = i;
				return length;
			}
			string = 0;
		}
		while (i < length) {
			const byte = chunk[i++];
			if (byte === QUOTE) {
				string = OPEN;
				while (i < length) {
					const inner = chunk[i++];
					if (inner === QUOTE) {
						string = 0;
						break;
					}
					if (inner === BACKSLASH && i++ === length) {
						string = ESCAPED;
						i = length;
						break;
					}
				}
			} else if (byte > 0x5a) {
				const folded = byte | CASE;
				if (folded === OPEN_OBJECT) depth++;
				else if (folded === CLOSE_OBJECT && --depth === 0) {
					this.#close(byte, base + i);
					break;
				}
			}
		}
		this.#depth = depth;
		this.#string = string;
		return i;
	}

	#close(byte: number, end: number): void {
		if (byte !== CLOSE_ARRAY) {
			this.fault = `expected the end of a row at byte ${end - 1}`;
			return;
		}
		this.count++;
		this.end = end;
		this.#expects = 'comma or end';
	}
}
