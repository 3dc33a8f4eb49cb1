import { describe, expect, it } from 'vitest';
import type { Cell } from '$lib/results/messages';
import { display } from '$lib/results/format';
import type { Notation } from '$lib/results/notation';

const utc = { timeZone: 'UTC' };
const show = (cell: Cell, type: string, options: Notation = utc) =>
	display(cell, { name: 'c', type }, options);

describe('display', () => {
	it.each<[Cell, string, string, string]>([
		['9007199254740993', 'long', 'number', '9007199254740993'],
		['18446744073709551615', 'unsigned_long', 'number', '18446744073709551615'],
		['44.0', 'double', 'number', '44.0'],
		['1.0E-10', 'double', 'number', '1.0E-10'],
		['-0.0', 'counter_double', 'number', '-0.0'],
		['true', 'boolean', 'boolean', 'true'],
		['null', 'keyword', 'text', 'null'],
		[null, 'keyword', 'null', 'null'],
		[null, 'long', 'null', 'null'],
		['', 'keyword', 'empty', '""'],
		[' ', 'keyword', 'text', ' '],
		['::1', 'ip', 'text', '::1'],
		['POINT (1.0 2.0)', 'geo_point', 'text', 'POINT (1.0 2.0)'],
		['x', 'a_type_of_tomorrow', 'text', 'x'],
		['2026-01-01T00:00:00.123456789Z', 'date_nanos', 'date', '2026-01-01T00:00:00.123456789Z'],
		['2026-01-01T00:00:00.000Z', 'date', 'date', '2026-01-01T00:00:00.000Z']
	])('%j as %s', (cell, type, kind, text) => {
		expect(show(cell, type)).toMatchObject({ kind, text });
	});

	it('shows multi-values one by one with their count', () => {
		expect(show(['1', '9007199254740993'], 'long')).toEqual({
			kind: 'multi',
			text: '[1, 9007199254740993]',
			items: ['1', '9007199254740993'],
			title: '2 values'
		});
		expect(show(['', 'a'], 'keyword')).toMatchObject({ items: ['""', 'a'] });
	});

	it('shows objects compactly, token for token', () => {
		expect(show({ json: '{ "a b" : [ 1.0 ,\n 9007199254740993 ], "c\\" :" : " d " }' }, '_source')).toEqual({
			kind: 'json',
			text: '{"a b":[1.0,9007199254740993],"c\\" :":" d "}'
		});
	});
});

describe('dates in a zone', () => {
	it.each([
		['2026-01-01T00:00:00.123456789Z', 'Europe/Berlin', '2026-01-01T01:00:00.123456789+01:00'],
		['2026-07-01T22:30:00.000Z', 'Europe/Berlin', '2026-07-02T00:30:00.000+02:00'],
		['2026-01-01T00:00:00Z', 'Asia/Kathmandu', '2026-01-01T05:45:00+05:45'],
		['2026-01-01T00:00:00.000Z', 'America/New_York', '2025-12-31T19:00:00.000-05:00'],
		['2026-01-01T00:00:00.000Z', 'Europe/London', '2026-01-01T00:00:00.000+00:00'],
		['not a date', 'Europe/Berlin', 'not a date']
	])('%s in %s', (sent, timeZone, text) => {
		expect(show(sent, 'date', { timeZone })).toMatchObject({ kind: 'date', text });
	});

	it('keeps the instant as sent for the tooltip', () => {
		expect(show('2026-01-01T00:00:00.000Z', 'date', { timeZone: 'Asia/Tokyo' }).title).toBe(
			'2026-01-01T00:00:00.000Z'
		);
		expect(show('2026-01-01T00:00:00.000Z', 'date').title).toBeUndefined();
	});
});

describe('notation', () => {
	it.each([
		['9007199254740993', 'spaces', '9\u202f007\u202f199\u202f254\u202f740\u202f993'],
		['-1234567.000891', 'commas', '-1,234,567.000891'],
		['999', 'commas', '999'],
		['1000', 'commas', '1,000'],
		['1.2345678E10', 'commas', '1.2345678E10'],
		['NaN', 'commas', 'NaN'],
		['18446744073709551615', 'plain', '18446744073709551615']
	] as const)('%s with %s is %s', (sent, numbers, text) => {
		const shown = show(sent, 'double', { ...utc, numbers });
		expect(shown.text).toBe(text);
		expect(shown.text.replaceAll(/[,\u202f]/g, '')).toBe(sent);
		expect(shown.title).toBe(text === sent ? undefined : sent);
	});

	it.each([
		['2026-01-15T08:00:00.123456789Z', 'UTC', '2026-01-15 08:00:00.123456789'],
		['2026-01-15T08:00:00Z', 'Asia/Tokyo', '2026-01-15 17:00:00 +09:00'],
		['yesterday', 'UTC', 'yesterday']
	])('%s in %s, spaced, is %s', (sent, timeZone, text) =>
		expect(show(sent, 'date_nanos', { timeZone, dates: 'spaced' }).text).toBe(text)
	);

	it('in the browser’s language keeps every digit of the fraction', () => {
		const { text, title } = show('2026-01-15T08:09:10.123456789Z', 'date_nanos', { ...utc, dates: 'local' });
		expect(text).toContain('10.123456789');
		expect(text).toContain('2026');
		expect(title).toBe('2026-01-15T08:09:10.123456789Z');
	});

	it('leaves text alone that only looks like a number or a date', () => {
		const notation = { ...utc, numbers: 'commas', dates: 'spaced' } as const;
		expect(show('1234567', 'keyword', notation).text).toBe('1234567');
		expect(show('2026-01-15T08:00:00Z', 'keyword', notation).text).toBe('2026-01-15T08:00:00Z');
	});
});
