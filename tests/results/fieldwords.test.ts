import { describe, expect, it } from 'vitest';
import { edges, percent, rounded } from '$lib/workbench/fields/field-words';
import { narrow } from '$lib/workbench/fields/narrowing';

describe('words of a field', () => {
	it.each([
		[0, 10, '0 %'],
		[0, 0, '0 %'],
		[10, 10, '100 %'],
		[1, 100_000, '< 0.1 %'],
		[99_999, 100_000, '> 99.9 %'],
		[1, 8, '12.5 %']
	])('%i of %i is %s', (part, whole, text) => {
		expect(percent(part, whole)).toBe(text);
	});

	it('rounds for the eye only', () => {
		expect([1234567, 0.1 + 0.2, 1e21, 1e-9, -5].map(rounded)).toEqual([
			'1,234,567',
			'0.3',
			'1.000e+21',
			'1.000e-9',
			'-5'
		]);
	});

	it('tells the ends of dates as exact as the stretch needs', () => {
		const from = Date.parse('2026-01-01T10:20:30.456Z');
		const ends = (span: number) => edges({ from, to: from + span, counts: [1] }, 'date')[0];
		expect(ends(86_400_000)).toBe('2026-01-01 10:20');
		expect(ends(600_000)).toBe('2026-01-01 10:20:30');
		expect(ends(10)).toBe('2026-01-01 10:20:30.456');
		expect(edges({ from: 1, to: 2000, counts: [1] }, 'long')).toEqual(['1', '2,000']);
	});
});

describe('narrowing a query to a value', () => {
	const keyword = { name: 'host.name', type: 'keyword' };
	const narrowed = (
		value: string | null,
		options: { isMultiple?: boolean; not?: boolean; column?: { name: string; type: string } } = {}
	) =>
		narrow('FROM logs | SORT a | LIMIT 5', {
			column: keyword,
			isMultiple: false,
			not: false,
			value,
			...options
		});

	it('puts the condition before a final SORT and LIMIT', () => {
		expect(narrowed('a"b')).toBe('FROM logs | WHERE host.name == "a\\"b"\n| SORT a | LIMIT 5');
	});

	it('keeps rows without a value when it rids of one, and heeds several values in a row', () => {
		expect(narrowed('x', { not: true })).toContain('WHERE NOT (host.name == "x") OR host.name IS NULL');
		expect(narrowed('x', { isMultiple: true })).toContain('WHERE MV_CONTAINS(host.name, "x")');
		expect(narrowed('x', { isMultiple: true, not: true })).toContain(
			'WHERE NOT MV_CONTAINS(host.name, "x") OR host.name IS NULL'
		);
		expect(narrowed(null)).toContain('WHERE host.name IS NULL');
		expect(narrowed(null, { not: true, isMultiple: true })).toContain('WHERE host.name IS NOT NULL');
	});

	it('writes literals of the type', () => {
		expect(narrowed('9007199254740993', { column: { name: 'id', type: 'long' } })).toContain(
			'id == 9007199254740993'
		);
		expect(narrowed('true', { column: { name: 'ok', type: 'boolean' } })).toContain('ok == true');
		expect(narrowed('10.0.0.1', { column: { name: 'strange name', type: 'ip' } })).toContain(
			'`strange name` == "10.0.0.1"'
		);
	});
});
