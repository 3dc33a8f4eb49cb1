import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inferType, readValue } from '$lib/request';
import { durationMs } from '$lib/protocol/duration';
import type { ParamType } from '$lib/request/request';

const read = (type: ParamType, value: string) => readValue({ type, value });
const json = (type: ParamType, value: string) => {
	const reading = read(type, value);
	return reading.kind === 'json' ? reading.json : `wrong: ${reading.message}`;
};

describe('readValue', () => {
	it.each([
		['string', ' a"\n\u0000 ', '" a\\"\\n\\u0000 "'],
		['string', '', '""'],
		['integer', ' 9007199254740993 ', '9007199254740993'],
		['integer', '-9223372036854775808', '-9223372036854775808'],
		['integer', '9223372036854775807', '9223372036854775807'],
		['double', '1', '1.0'],
		['double', '-0.10', '-0.10'],
		['double', '1e5', '1e5'],
		['double', '0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
		['boolean', 'TRUE', 'true'],
		['null', 'whatever', 'null'],
		['list', '[1, 9007199254740993]', '[1,9007199254740993]'],
		['list', '[1, 2.50]', '[1.0,2.50]'],
		['list', '["a", "b,]"]', '["a","b,]"]'],
		['list', 'true\nFALSE', '[true,false]'],
		['list', 'web-1\r\n\n web-2 \n', '["web-1","web-2"]'],
		['list', '10\n20', '[10,20]'],
		['list', '10\n2.5', '[10.0,2.5]'],
		['list', '01234\n56789', '["01234","56789"]'],
		['list', 'one', '["one"]'],
		['identifier', ' host.name ', '"host.name"'],
		['pattern', 'host.*', '"host.*"']
	] as const)('%s %j → %s', (type, value, expected) => {
		expect(json(type, value)).toBe(expected);
	});

	it.each([
		['integer', '', /whole number/],
		['integer', '1.5', /whole number/],
		['integer', '007', /whole number/],
		['integer', '9223372036854775808', /64 bits/],
		['integer', '-9223372036854775809', /64 bits/],
		['integer', '1'.repeat(1_000_000), /64 bits/],
		['double', 'NaN', /Expected a number/],
		['double', '1e999', /too large/],
		['boolean', 'yes', /true or false/],
		['list', '', /at least one/],
		['list', '[]', /at least one/],
		['list', '[1', /Line 1, column 3/],
		['list', '[1, null]', /no null/],
		['list', '[1, "a"]', /number and string/],
		['list', '[[1]]', /no arrays/],
		['list', '1\n9223372036854775808', /64 bits/],
		['identifier', '  ', /name of a field/],
		['pattern', 'host', /with a \*/]
	] as const)('refuses %s %.30j', (type, value, message) => {
		const reading = read(type, value);
		expect(reading.kind === 'wrong' ? reading.message : reading.json).toMatch(message);
	});

	it('sends every integer and every string as it is', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
				expect(json('integer', value.toString())).toBe(value.toString());
			})
		);
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (value) => {
				expect(JSON.parse(json('string', value))).toBe(value);
			})
		);
	});

	it('never throws and always gives JSON', () => {
		const types = fc.constantFrom<ParamType>(
			'string',
			'integer',
			'double',
			'boolean',
			'null',
			'list',
			'identifier',
			'pattern'
		);
		const values = fc.oneof(
			fc.string(),
			fc.json(),
			fc.array(fc.oneof(fc.string(), fc.integer().map(String))).map((lines) => lines.join('\n'))
		);
		fc.assert(
			fc.property(types, values, (type, value) => {
				const reading = read(type, value);
				if (reading.kind === 'json') JSON.parse(reading.json);
				else expect(reading.message).not.toBe('');
			}),
			{ numRuns: 2000 }
		);
	});
});

describe('inferType', () => {
	it.each([
		['42', 'integer'],
		['-1', 'integer'],
		['9223372036854775808', 'string'],
		['2.5', 'double'],
		['1e3', 'double'],
		['1e999', 'string'],
		['true', 'boolean'],
		['null', 'null'],
		['[1, 2]', 'list'],
		['[1, "a"]', 'string'],
		['[not json', 'string'],
		['a\nb', 'list'],
		['007', 'string'],
		['2026-01-15T10:00:00Z', 'string'],
		['', 'string']
	] as const)('%j is %s', (value, type) => {
		expect(inferType(value)).toBe(type);
	});
});

describe('durationMs', () => {
	it.each([
		['20s', 20_000],
		['1500ms', 1500],
		['5D', 432_000_000],
		[' 2 m ', 120_000],
		['0', 0],
		['-1', -1],
		['1000micros', 1],
		['20', undefined],
		['1.5s', undefined],
		['-5s', undefined],
		['', undefined],
		['5 weeks', undefined],
		['5constructor', undefined]
	] as const)('%j is %s', (text, ms) => {
		expect(durationMs(text)).toBe(ms);
	});
});
