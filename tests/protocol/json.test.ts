import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	JsonError,
	JsonNumber,
	JsonPlaces,
	type JsonValue,
	isJsonArray,
	isJsonObject,
	parseJson,
	stringifyJson
} from '$lib/protocol/json';

function plain(value: JsonValue): unknown {
	if (value instanceof JsonNumber) return Number(value.text);
	if (isJsonArray(value)) return value.map(plain);
	if (isJsonObject(value)) return Object.fromEntries(Array.from(value, ([key, item]) => [key, plain(item)]));
	return value;
}

function error(text: string): JsonError {
	try {
		parseJson(text);
	} catch (thrown) {
		if (thrown instanceof JsonError) return thrown;
		throw thrown;
	}
	throw new Error(`${text} was accepted`);
}

describe('parseJson', () => {
	it('keeps every digit of a number', () => {
		for (const text of ['9007199254740993', '-18446744073709551615', '1.10', '1E400', '-0', '0.1e-7'])
			expect(stringifyJson(parseJson(text))).toBe(text);
	});

	it('keeps the order of keys, digits among them', () => {
		expect(stringifyJson(parseJson('{"b":1,"2":2,"a":3,"1":4,"__proto__":5}'))).toBe(
			'{"b":1,"2":2,"a":3,"1":4,"__proto__":5}'
		);
	});

	it('agrees with JSON.parse on every value', () => {
		fc.assert(
			fc.property(fc.json(), fc.integer({ min: 0, max: 3 }), (text, indent) => {
				const spaced = JSON.stringify(JSON.parse(text), null, indent);
				const expected = JSON.parse(text) as unknown;
				if (JSON.stringify(expected).includes('"__proto__"')) return;
				expect(plain(parseJson(spaced))).toEqual(expected);
			})
		);
	});

	it('accepts and refuses the same texts as JSON.parse, but for keys that stand twice', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\tru0e1.-+ nl\n') }), (text) => {
				let accepted = true;
				try {
					JSON.parse(text);
				} catch {
					accepted = false;
				}
				if (!accepted) expect(error(text)).toBeInstanceOf(JsonError);
				else if (!text.includes('":')) expect(plain(parseJson(text))).toEqual(JSON.parse(text));
			}),
			{ numRuns: 5000 }
		);
	});

	it.each([
		['', 1, 1, 'Unexpected end'],
		['{"a":1,}', 1, 8, 'field name in double quotes'],
		["{'a':1}", 1, 2, "Unexpected character ('''"],
		['{"a" 1}', 1, 6, 'colon'],
		['[1 2]', 1, 4, "comma or ']'"],
		['[1,\n  01]', 2, 3, "Unrecognized token '01'"],
		['[NaN]', 1, 2, "Unrecognized token 'NaN'"],
		['{"a":tru}', 1, 6, "Unrecognized token 'tru'"],
		['"a', 1, 1, 'inside a string'],
		['"\\x"', 1, 2, 'escape'],
		['"\\u12g4"', 1, 2, 'hexadecimal'],
		['"a\nb"', 1, 3, 'control character'],
		['{"a":1} x', 1, 9, 'end of the text'],
		['{"😀": x}', 1, 7, 'Unrecognized'],
		['{"a":1,\n"a":2}', 2, 1, "Duplicate field 'a'"]
	])('%j is wrong at %i:%i', (text, line, column, words) => {
		const { place, message } = error(text);
		expect([place.line, place.column]).toEqual([line, column]);
		expect(message).toContain(words);
	});

	it('reads 1000 levels and refuses more', () => {
		const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
		expect(stringifyJson(parseJson(deep(1000)))).toBe(deep(1000));
		expect(error(deep(1001)).message).toContain('nesting depth');
		expect(error('{"a":'.repeat(100_000)).message).toContain('nesting depth');
	});

	it('tells where members stand', () => {
		const places = new JsonPlaces();
		const value = parseJson('{"a": 1,\n "bé😀": [true, {"c": null}]}', places);
		if (!isJsonObject(value)) throw new Error('not an object');
		expect(places.key(value, 'bé😀')).toEqual({ offset: 10, line: 2, column: 2 });
		expect(places.value(value, 'bé😀')).toMatchObject({ line: 2, column: 9 });
		const list = value.get('bé😀');
		if (!isJsonArray(list)) throw new Error('not a list');
		expect(places.value(list, 1)).toMatchObject({ line: 2, column: 16 });
		expect(() => places.key(value, 'z')).toThrow(RangeError);
	});
});
