import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDsl } from '$lib/request/dsl/check';
import { dslQueries } from '$lib/request/dsl/definitions';
import { dslDoc, dslPlace, pathText } from '$lib/request/dsl/place';

describe('checkDsl', () => {
	it.each([
		'',
		' {} ',
		'{"match_all": {}}',
		'{"term": {"a": 1}}',
		'{"term": {"a": {"value": "x", "case_insensitive": true, "boost": 2}}}',
		'{"term": {"a": "x", "boost": 2}}',
		'{"terms": {"a": ["x", 1]}}',
		'{"range": {"@timestamp": {"gte": "now-1h", "lt": null, "time_zone": "+01:00"}}}',
		'{"bool": {"filter": {"exists": {"field": "a"}}, "should": [{"match": {"m": "x"}}], "minimum_should_match": "75%"}}',
		'{"multi_match": {"query": "x", "fields": ["a^2"], "type": "best_fields", "operator": "AND"}}',
		'{"geo_distance": {"distance": "1km", "anything": {"lat": 1, "lon": 2}}}',
		'{"nested": {"path": "a", "query": {"bool": {"must_not": [{"term": {"a.b": true}}]}}}}',
		`${'{"bool":{"must":['.repeat(150)}{"match_all":{}}${']}}'.repeat(150)}`
	])('finds nothing wrong with %.60s', (text) => {
		expect(checkDsl(text)).toEqual([]);
	});

	it.each([
		['{"term": {"a": 1}', '', 'Unexpected end'],
		['[1]', '', 'Expected a query'],
		['{"trem": {"a": 1}}', 'trem', 'Unknown query trem: did you mean term?'],
		[
			'{"bool": {"filter": [{"term": {"a": 1}}, {"rnge": {}}]}}',
			'bool.filter[1].rnge',
			'did you mean range?'
		],
		['{"bool": {"filtr": []}}', 'bool.filtr', 'bool has no option filtr: did you mean filter?'],
		['{"range": {"a": {"from": 1}}}', 'range.a.from', 'range has no option from'],
		['{"range": {"a": 1}}', 'range.a', 'range takes an object here'],
		['{"range": {"a": {"gte": [1]}}}', 'range.a.gte', 'gte takes one value'],
		['{"term": {"a": 1, "b": 2}}', 'term.b', 'term takes one field'],
		['{"term": {"a": 1}, "match_all": {}}', 'match_all', 'A query has one name'],
		['{"term": {}}', 'term', 'term takes the name of a field'],
		['{"term": {"a": null}}', 'term.a', 'term takes no null'],
		['{"term": {"a": [1]}}', 'term.a', 'term takes one value here'],
		['{"terms": {"a": 1}}', 'terms.a', 'terms takes a list of values here'],
		['{"exists": {}}', 'exists', 'exists needs field'],
		['{"exists": {"field": 1}}', 'exists.field', 'field takes a text'],
		['{"match": {"m": {"query": "x", "operator": "xor"}}}', 'match.m.operator', 'operator is one of and, or'],
		['{"bool": {"must": [{}]}}', 'bool.must[0]', 'A query is missing here'],
		['{"bool": {"must": ["x"]}}', 'bool.must[0]', 'Expected a query'],
		['{"bool": true}', 'bool', 'bool takes an object']
	])('%s: %s', (text, path, message) => {
		const [issue] = checkDsl(text);
		expect(issue.path).toBe(path);
		expect(issue.message).toContain(message);
		expect(issue.to).toBeGreaterThan(issue.from - 1);
		expect(issue.to).toBeLessThanOrEqual(text.length);
	});

	it('marks the very characters', () => {
		const text = '{\n  "bool": {"filtr": [\n';
		const whole = `${text}]}}`;
		const [issue] = checkDsl(whole);
		expect(whole.slice(issue.from, issue.to)).toBe('"filtr"');
	});

	it('takes every query as it begins', () => {
		for (const [name, { start, form }] of dslQueries) {
			const issues = checkDsl(`{"${name}": ${start}}`).filter(
				({ message }) => message !== 'A query is missing here'
			);
			expect({ name, form, issues }).toEqual({ name, form, issues: [] });
		}
	});

	it('never fails, whatever was typed', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.json(),
					fc.json().map((json) => `{"bool":{"must":${json}}}`)
				),
				(text) => {
					for (const issue of checkDsl(text)) expect(issue.from).toBeLessThanOrEqual(issue.to);
				}
			),
			{ numRuns: 1000 }
		);
	});
});

describe('dslPlace', () => {
	it.each([
		[[], 'query'],
		[['bool'], 'options'],
		[['bool', 'filter'], 'queries'],
		[['bool', 'filter', 0], 'query'],
		[['bool', 'filter', 0, 'term'], 'fields'],
		[['bool', 'filter', 'term'], 'fields'],
		[['bool', 'filter', 0, 'range', '@timestamp'], 'options'],
		[['bool', 'filter', 0, 'range', '@timestamp', 'gte'], 'value'],
		[['multi_match', 'fields', 0], 'value'],
		[['nested', 'query'], 'query'],
		[['nonsense'], 'unknown'],
		[['term', 'boost'], 'value'],
		[['bool', 'constructor'], 'unknown'],
		[['__proto__'], 'unknown']
	] as const)('%j is %s', (path, kind) => {
		expect(dslPlace(path).kind).toBe(kind);
	});

	it('knows what to say about queries and options', () => {
		expect(dslDoc(['bool', 'filter', 0, 'range', 'x', 'lt'])?.doc).toBe('Below this value.');
		expect(dslDoc(['bool'])?.doc).toMatch(/must_not/);
		expect(dslDoc(['range', 'x', 'relation'])?.doc).toContain('INTERSECTS');
		expect(dslDoc(['range', 'x'])).toBeUndefined();
		expect(pathText(['bool', 'filter', 0, 'term'])).toBe('bool.filter[0].term');
	});
});
