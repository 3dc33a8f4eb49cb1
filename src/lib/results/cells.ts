import {
	BACKSLASH,
	CLOSE_ARRAY,
	CLOSE_OBJECT,
	COMMA,
	OPEN_ARRAY,
	OPEN_OBJECT,
	QUOTE,
	isSpace
} from './ascii';
import type { Cell, Row } from './messages';

/** Rows of `[…],[…]`, the brackets counted exactly as `RowScan` counts them, so that both find the same rows. */
export function parseRows(text: string): Row[] {
	const reader = new CellReader(text);
	const rows: Row[] = [];
	while (reader.skipTo(OPEN_ARRAY)) rows.push(reader.list());
	return rows;
}

/** Cells of `1,"a",[2,3]`: a stretch of one column. */
export function parseCells(text: string): Cell[] {
	return new CellReader(text).list();
}

/**
 * Reads cells as `Cell` promises. It never throws: what is not JSON becomes the text that was sent, and a string
 * whose escapes are invalid stays as it was written.
 */
class CellReader {
	readonly #text: string;
	#at = 0;

	constructor(text: string) {
		this.#text = text;
	}

	/** Moves past the next `code`; false at the end of the text. */
	skipTo(code: number): boolean {
		const { length } = this.#text;
		while (this.#at < length) if (this.#text.charCodeAt(this.#at++) === code) return true;
		return false;
	}

	/** Cells up to the closing bracket, or to the end of the text. */
	list(): Cell[] {
		const cells: Cell[] = [];
		let code = this.#space();
		if (Number.isNaN(code) || closes(code)) {
			this.#at++;
			return cells;
		}
		for (;;) {
			cells.push(this.#cell(code));
			if (!this.#comma()) return cells;
			code = this.#space();
		}
	}

	#cell(code: number): Cell {
		if (code === QUOTE) return this.#string();
		if (code === OPEN_OBJECT) return { json: this.#nested() };
		if (code === OPEN_ARRAY) {
			this.#at++;
			return this.#values();
		}
		const text = this.#scalar();
		return text === 'null' ? null : text;
	}

	#values(): readonly string[] {
		const values: string[] = [];
		let code = this.#space();
		if (Number.isNaN(code) || closes(code)) {
			this.#at++;
			return values;
		}
		for (;;) {
			if (code === QUOTE) values.push(this.#string());
			else values.push(opens(code) ? this.#nested() : this.#scalar());
			if (!this.#comma()) return values;
			code = this.#space();
		}
	}

	/** Moves past the comma that ends a cell (true), or past the closing bracket or the end of the text (false). */
	#comma(): boolean {
		for (;;) {
			const code = this.#space();
			if (code === COMMA) {
				this.#at++;
				return true;
			}
			if (Number.isNaN(code) || closes(code)) {
				this.#at++;
				return false;
			}
			if (code === QUOTE) this.#closeQuote();
			else if (opens(code)) this.#nested();
			else this.#at++;
		}
	}

	#space(): number {
		let code = this.#text.charCodeAt(this.#at);
		while (isSpace(code)) code = this.#text.charCodeAt(++this.#at);
		return code;
	}

	#scalar(): string {
		const start = this.#at;
		for (;;) {
			const code = this.#text.charCodeAt(this.#at);
			if (Number.isNaN(code) || code === COMMA || code === QUOTE || closes(code) || opens(code)) break;
			this.#at++;
		}
		return this.#text.slice(start, this.#at).trimEnd();
	}

	#string(): string {
		const start = this.#at;
		const escaped = this.#closeQuote();
		const raw = this.#text.slice(start + 1, this.#at - 1);
		return escaped ? unescape(raw) : raw;
	}

	/** Moves past the string that begins here; says whether it holds a backslash. */
	#closeQuote(): boolean {
		let escaped = false;
		this.#at++;
		for (;;) {
			const code = this.#text.charCodeAt(this.#at++);
			if (code === QUOTE || Number.isNaN(code)) return escaped;
			if (code === BACKSLASH) {
				escaped = true;
				this.#at++;
			}
		}
	}

	/** Moves past the array or object that begins here; its text as sent. */
	#nested(): string {
		const start = this.#at;
		let depth = 0;
		for (;;) {
			const code = this.#text.charCodeAt(this.#at);
			if (Number.isNaN(code)) break;
			if (code === QUOTE) {
				this.#closeQuote();
				continue;
			}
			this.#at++;
			if (opens(code)) depth++;
			else if (closes(code) && --depth === 0) break;
		}
		return this.#text.slice(start, this.#at);
	}
}

function opens(code: number): boolean {
	return code === OPEN_ARRAY || code === OPEN_OBJECT;
}

function closes(code: number): boolean {
	return code === CLOSE_ARRAY || code === CLOSE_OBJECT;
}

/** What a JSON string means; as it was written when its escapes are invalid. */
export function unescape(raw: string): string {
	try {
		return JSON.parse(`"${raw}"`) as string;
	} catch {
		return raw;
	}
}
