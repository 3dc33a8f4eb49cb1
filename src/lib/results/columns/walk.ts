import { BACKSLASH, CASE, CLOSE_OBJECT, COMMA, OPEN_OBJECT, QUOTE, isSpace } from '../ascii';

/** Takes the cells of one column, row by row. */
export interface CellSink {
	/** The JSON value in `bytes[start … end - 1]`. */
	cell(bytes: Uint8Array, start: number, end: number): void;
	/** The row is too short to have one. */
	none(): void;
}

/**
 * Hands the cells of one row to those who want them. `bytes[at]` is the first byte after the row's bracket, `end` that of
 * its closing bracket; `wanted` are columns in ascending order, `sinks` their takers.
 */
export function walkRow(
	bytes: Uint8Array,
	at: number,
	end: number,
	wanted: readonly number[],
	sinks: readonly CellSink[]
): void {
	let column = 0;
	let next = 0;
	let i = skipSpace(bytes, at, end);
	const more = i < end;
	while (more && next < wanted.length) {
		const stop = valueEnd(bytes, i, end);
		if (column === wanted[next]) sinks[next++].cell(bytes, i, trimEnd(bytes, i, stop));
		if (stop >= end) break;
		column++;
		i = skipSpace(bytes, stop + 1, end);
	}
	while (next < wanted.length) sinks[next++].none();
}

/** Hands the values of `1,"a",[2]` in `bytes[at … end - 1]` to `take`. */
export function walkValues(
	bytes: Uint8Array,
	at: number,
	end: number,
	take: (start: number, end: number) => void
): void {
	let i = skipSpace(bytes, at, end);
	if (i === end) return;
	for (;;) {
		const stop = valueEnd(bytes, i, end);
		take(i, trimEnd(bytes, i, stop));
		if (stop >= end) return;
		i = skipSpace(bytes, stop + 1, end);
	}
}

/** Index of the comma that ends the value at `bytes[at]`, or `end`. */
function valueEnd(bytes: Uint8Array, at: number, end: number): number {
	let depth = 0;
	let i = at;
	while (i < end) {
		const byte = bytes[i++];
		if (byte === COMMA) {
			if (depth === 0) return i - 1;
		} else if (byte === QUOTE) {
			while (i < end) {
				const inner = bytes[i++];
				if (inner === QUOTE) break;
				if (inner === BACKSLASH) i++;
			}
		} else if (byte > 0x5a) {
			const folded = byte | CASE;
			if (folded === OPEN_OBJECT) depth++;
			else if (folded === CLOSE_OBJECT) depth--;
		}
	}
	return end;
}

function skipSpace(bytes: Uint8Array, at: number, end: number): number {
	let i = at;
	while (i < end && isSpace(bytes[i])) i++;
	return i;
}

function trimEnd(bytes: Uint8Array, start: number, end: number): number {
	let i = end;
	while (i > start && isSpace(bytes[i - 1])) i--;
	return i;
}
