import { describe, expect, it } from 'vitest';
import { indexInsertion, quoteField, quoteIndex } from '$lib/workbench/rail/insertion';

describe('what a click in the catalog inserts', () => {
	it.each([
		['service.name', 'service.name'],
		['@timestamp', '@timestamp'],
		['2xx.count', '`2xx`.count'],
		['my field', '`my field`'],
		['a`b', '`a``b`'],
		['', '``']
	])('field %j becomes %s', (name, text) => expect(quoteField(name)).toBe(text));

	it.each([
		['logs-web-1', 'logs-web-1'],
		['.ds-logs-2026.01.01-000001', '.ds-logs-2026.01.01-000001'],
		['two words', '"two words"'],
		['a|b', '"a|b"'],
		['q"q', '"q\\"q"']
	])('index %j becomes %s', (name, text) => expect(quoteIndex(name)).toBe(text));

	it('makes a whole query where there is none', () => {
		expect(indexInsertion('orders', '  \n')).toBe('FROM orders\n| LIMIT 100');
		expect(indexInsertion('orders', 'FROM ')).toBe('orders');
	});
});
