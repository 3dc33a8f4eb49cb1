import { ArrayScan } from './arrayscan';
import { BACKSLASH, CASE, CLOSE_OBJECT, ESCAPED, OPEN, OPEN_OBJECT, QUOTE, stringEnd } from './ascii';
import { Offsets } from './offsets';

/** Indexes the rows of `"values": [[…],[…]]`. */
export class RowScan extends ArrayScan {
	readonly starts = new Offsets();
	/** Complete rows. */
	count = 0;
	/** Offset after the last complete row. */
	end = 0;
	protected readonly item = 'row';

	/** Offset after a complete row, and after the comma and spaces that may follow it. */
	rowEnd(row: number): number {
		return row + 1 < this.starts.length ? this.starts.at(row + 1) : this.end;
	}

	protected open(offset: number): void {
		this.starts.push(offset);
	}

	/** The inner string loop is `stringEnd` written out: called, it costs three times as much. */
	protected within(chunk: Uint8Array, at: number, base: number): number {
		const length = chunk.length;
		let i = at;
		let depth = this.depth;
		let string = this.string;
		if (string !== 0) {
			i = stringEnd(chunk, string === ESCAPED ? i + 1 : i);
			if (i < 0) {
				this.string = i;
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
					if (this.close(byte, base + i - 1)) {
						this.count++;
						this.end = base + i;
					}
					break;
				}
			}
		}
		this.depth = depth;
		this.string = string;
		return i;
	}
}
