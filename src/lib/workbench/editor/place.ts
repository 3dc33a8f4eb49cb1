import type { Text } from '@codemirror/state';

/** Offset of a 1-based line and column counted in code points, as Elasticsearch counts; clamped to the text. */
export function offsetAt(doc: Text, line: number, column: number): number {
	const { from, text } = doc.line(Math.min(Math.max(1, line), doc.lines));
	const before = Array.from(text).slice(0, Math.max(0, column - 1));
	return from + before.join('').length;
}

/** The 1-based line and column, in code points, of an offset. */
export function placeAt(doc: Text, offset: number): { readonly line: number; readonly column: number } {
	const line = doc.lineAt(offset);
	return { line: line.number, column: Array.from(line.text.slice(0, offset - line.from)).length + 1 };
}
