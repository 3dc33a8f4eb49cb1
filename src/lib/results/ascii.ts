/** The bytes JSON is built from. UTF-8 never uses them inside a longer sequence. */
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const BACKSLASH = 0x5c;
export const OPEN_ARRAY = 0x5b;
export const CLOSE_ARRAY = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;

/** Set in `{` and `}`, clear in `[` and `]`: `byte | CASE` folds either bracket onto the object's. */
export const CASE = 0x20;

/** JSON's insignificant whitespace. */
export function isSpace(byte: number): boolean {
	return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** The chunk ended inside the string. */
export const OPEN = -1;
/** The chunk ended inside the string, right after a backslash. */
export const ESCAPED = -2;

/** Index after the quote that closes the string `chunk[at]` is in, or `OPEN`, or `ESCAPED`. */
export function stringEnd(chunk: Uint8Array, at: number): number {
	const length = chunk.length;
	let i = at;
	while (i < length) {
		const byte = chunk[i++];
		if (byte === QUOTE) return i;
		if (byte === BACKSLASH && i++ === length) return ESCAPED;
	}
	return OPEN;
}
