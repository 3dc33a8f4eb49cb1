import { describe, expect, it } from 'vitest';
import { bytes, counted, duration, remaining, stateWord } from '$lib/workbench/status/words';

describe('figures in words', () => {
	it.each([
		[0, '0 ms'],
		[842.4, '842 ms'],
		[3_420, '3.4 s'],
		[125_000, '2 min 05 s']
	])('%d ms is %s', (ms, text) => expect(duration(ms)).toBe(text));

	it('counts in the singular and the plural', () => {
		expect(counted(1, 'row')).toBe('1 row');
		expect(counted(0, 'row')).toBe('0 rows');
		expect(counted(1_234_567, 'row')).toBe('1,234,567 rows');
	});

	it.each([
		[999, '999 B'],
		[1_500, '1.5 kB'],
		[163_000_000, '163 MB']
	])('%d bytes are %s', (value, text) => expect(bytes(value)).toBe(text));

	it.each([
		[-1, 'expired'],
		[59_999, 'kept < 1 min'],
		[125_000, 'kept 2 min'],
		[3 * 3_600_000 + 60_000, 'kept 3 h 1 min'],
		[431_999_000, 'kept 4 d 23 h']
	])('%d ms more is %s', (ms, text) => expect(remaining(ms)).toBe(text));

	it('says that it is stopping or reconnecting instead of running', () => {
		expect(stateWord({ kind: 'running', id: 'x', stopping: true })).toBe('Stopping');
		expect(stateWord({ kind: 'running', id: 'x', stopping: false, reconnecting: 'HTTP 503' })).toBe(
			'Reconnecting'
		);
	});
});
