import { describe, expect, it } from 'vitest';
import { dslCursor, dslPathAt } from '$lib/request/dsl/cursor';
import { dslDoc } from '$lib/request/dsl/place';
import { dslWanted } from '$lib/request/dsl/propose';

const at = (marked: string) => dslCursor(marked.replace('‸', ''), marked.indexOf('‸'));
const labels = (marked: string) => dslWanted(at(marked)).proposals.map(({ label }) => label);

describe('dslCursor', () => {
	it.each([
		['‸', 'value', []],
		['{‸', 'key', []],
		['{"te‸', 'key', []],
		['{"te‸"}', 'key', []],
		['{"bool"‸', 'other', ['bool']],
		['{"bool": ‸', 'value', ['bool']],
		['{"bool": {"filter": [{"term": {"a": 1}}, {‸', 'key', ['bool', 'filter', 1]],
		['{"bool": {"filter": [{"term": {"a": 1}}, ‸', 'value', ['bool', 'filter', 1]],
		['{"range": {"@timestamp": {"gte": "now", "l‸', 'key', ['range', '@timestamp']],
		['{"match": {"m": {"query": "a \\" b", "operator": "‸"}}}', 'value', ['match', 'm', 'operator']],
		['{"a": 1}‸', 'value', []],
		['}]‸', 'value', []]
	] as const)('%s', (marked, role, path) => {
		expect(at(marked)).toMatchObject({ role, path });
	});

	it('knows the word that is replaced', () => {
		expect(at('{ "te‸rm": 1 }')).toMatchObject({ from: 2, to: 8, named: true });
		expect(at('{ "te‸" }')).toMatchObject({ from: 2, to: 6, named: false });
		expect(at('{ te‸ }')).toMatchObject({ from: 2, to: 4 });
	});
});

describe('dslWanted', () => {
	it('offers queries where a query stands, whole where no object is there yet', () => {
		expect(labels('{"‸')).toContain('range');
		expect(dslWanted(at('{"‸"}')).proposals.find(({ label }) => label === 'exists')?.insert).toBe(
			'"exists": { "field": "name" }'
		);
		expect(dslWanted(at('{"bool":{"must":[‸')).proposals[0].insert).toBe('{ "term": { "field": "value" } }');
	});

	it('offers the options of the query around', () => {
		expect(labels('{"bool": {"‸')).toEqual([
			'filter',
			'must',
			'must_not',
			'should',
			'minimum_should_match',
			'boost',
			'_name'
		]);
		expect(labels('{"range": {"x": {"‸')).toContain('time_zone');
		expect(labels('{"match": {"m": {"operator": ‸')).toEqual(['and', 'or']);
		expect(labels('{"term": {"m": {"case_insensitive": ‸')).toEqual(['true', 'false']);
	});

	it('offers fields where one is named', () => {
		expect(dslWanted(at('{"term": {"‸')).field?.('host.name')).toBe('"host.name": ""');
		expect(dslWanted(at('{"terms": {"‸')).field?.('a')).toBe('"a": []');
		expect(dslWanted(at('{"exists": {"field": "‸')).field?.('a')).toBe('"a"');
		expect(dslWanted(at('{"multi_match": {"fields": ["‸')).field?.('a')).toBe('"a"');
		expect(dslWanted(at('{"term": {"a": ‸')).field).toBeUndefined();
	});
});

describe('dslPathAt', () => {
	it('leads to what is known of a key', () => {
		const text = '{"bool": {"must_not": [{"range": {"x": {"gte": 1}}}]}}';
		const doc = (word: string) => {
			const found = dslPathAt(text, text.indexOf(word));
			return found && dslDoc([...found.path, found.name])?.name;
		};
		expect(['bool', 'must_not', 'range', 'gte'].map(doc)).toEqual(['bool', 'must_not', 'range', 'gte']);
		expect(dslPathAt(text, text.indexOf('1'))).toBeUndefined();
	});
});
