import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offsetAt, placeAt } from '$lib/esql/syntax/position';

describe('places', () => {
	it.each([
		['FROM a', 0, 1, 1],
		['FROM a', 6, 1, 7],
		['a\n😀b', 2, 2, 1],
		['a\n😀b', 4, 2, 2],
		['a\r\nb', 2, 1, 3],
		['a\r\nb', 3, 2, 1],
		['', 0, 1, 1]
	])('%j at %i is %i:%i', (text, offset, line, column) => {
		expect(placeAt(text, offset)).toEqual({ line, column });
		expect(offsetAt(text, { line, column })).toBe(offset);
	});

	it('clamps what lies outside the text', () => {
		expect(placeAt('ab', 99)).toEqual({ line: 1, column: 3 });
		expect(placeAt('ab', -1)).toEqual({ line: 1, column: 1 });
		expect(offsetAt('ab\nc', { line: 1, column: 99 })).toBe(2);
		expect(offsetAt('ab\nc', { line: 9, column: 1 })).toBe(4);
		expect(offsetAt('ab\nc', { line: -1, column: -1 })).toBe(0);
	});

	it('goes there and back at every code point', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '😀', 'é', '|') }), (text) => {
				let offset = 0;
				for (const character of text) {
					expect(offsetAt(text, placeAt(text, offset))).toBe(offset);
					offset += character.length;
				}
			})
		);
	});
});
