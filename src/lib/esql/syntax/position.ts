/** A place as Elasticsearch counts it: both 1-based, columns in code points. */
export interface Place {
	readonly line: number;
	readonly column: number;
}

/** Code points between two UTF-16 offsets; half of a surrogate pair counts as one. */
function codePoints(text: string, from: number, to: number): number {
	let count = to - from;
	for (let at = from; at + 1 < to; at++) {
		const pair = (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
		if (pair) count--;
	}
	return count;
}

/** The place of a UTF-16 offset. A line ends at `\n`; an offset beyond the text is its end. */
export function placeAt(text: string, offset: number): Place {
	const end = Math.max(0, Math.min(offset, text.length));
	let line = 1;
	let start = 0;
	for (let next = text.indexOf('\n'); next >= 0 && next < end; next = text.indexOf('\n', next + 1)) {
		line++;
		start = next + 1;
	}
	return { line, column: codePoints(text, start, end) + 1 };
}

/** The UTF-16 offset of a place; a column beyond its line is the line's end, a line beyond the text the text's end. */
export function offsetAt(text: string, { line, column }: Place): number {
	let start = 0;
	for (let current = 1; current < line; current++) {
		const next = text.indexOf('\n', start);
		if (next < 0) return text.length;
		start = next + 1;
	}
	const newline = text.indexOf('\n', start);
	const end = newline < 0 ? text.length : newline;
	let at = start;
	for (let left = column - 1; left > 0 && at < end; left--) {
		at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
	}
	return Math.min(at, end);
}
