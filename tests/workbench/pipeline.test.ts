import { describe, expect, it } from 'vitest';
import { counting, ownLimit, raisedLimit, withLimit } from '$lib/workbench/pipeline';
import { queryName } from '$lib/workbench/query-name';

describe('ownLimit', () => {
	it.each([
		['FROM a | LIMIT 10', 10],
		['FROM a | LIMIT 10 | SORT x | KEEP x', 10],
		['FROM a | LIMIT 10 | STATS COUNT(*)', undefined],
		['FROM a | LIMIT 10 | MV_EXPAND x', undefined],
		['FROM a | LIMIT 10 | LIMIT 3', 3],
		['FROM a', undefined],
		['FROM a | LIMIT ?n', undefined],
		['FROM a | LIMIT', undefined],
		['', undefined]
	])('%s', (text, limit) => expect(ownLimit(text)).toBe(limit));
});

describe('withLimit', () => {
	it('adds a last pipe and keeps a comment at the end', () => {
		expect(withLimit('FROM a', 10)).toBe('FROM a\n| LIMIT 10');
		expect(withLimit('FROM a // all of it\n', 10)).toBe('FROM a\n| LIMIT 10 // all of it\n');
	});
});

describe('raisedLimit', () => {
	it.each([
		['FROM a | LIMIT 10', 'FROM a | LIMIT 500'],
		['FROM a | LIMIT 10 | SORT b | LIMIT 3 // few', 'FROM a | LIMIT 10 | SORT b | LIMIT 500 // few'],
		['FROM a', 'FROM a']
	])('%s → %s', (text, raised) => expect(raisedLimit(text, 500)).toBe(raised));
});

describe('counting', () => {
	it.each([
		['FROM a | SORT b | LIMIT 20000', 'FROM a | SORT b\n| STATS rows = COUNT(*)'],
		['FROM a | LIMIT 20000 | EVAL c = 1 // why', 'FROM a | EVAL c = 1\n| STATS rows = COUNT(*)'],
		['FROM a', 'FROM a\n| STATS rows = COUNT(*)']
	])('%s → %s', (text, query) => expect(counting(text)).toBe(query));
});

describe('queryName', () => {
	it.each([
		['FROM logs-web-* | LIMIT 1', 'logs-web-*'],
		['FROM a, b, remote:c', 'a +2'],
		['// which\n/* of\nthem */ from\n  logs METADATA _id', 'logs'],
		['TS k8s', 'k8s'],
		['FROM (FROM a | LIMIT 1), b', '(…) +1'],
		['FROM "odd name"', 'odd name'],
		['FROM', 'FROM'],
		['ROW x = 1', 'ROW x'],
		['SHOW INFO', 'SHOW INFO'],
		['', 'New query'],
		['// nothing yet', '// nothing'],
		['/* a * b **/FROM logs', 'logs']
	])('%j is called %s', (text, name) => expect(queryName(text)).toBe(name));

	it.each(['/'.repeat(900), '// '.repeat(300), '/**/'.repeat(200), '/*'.repeat(400)])(
		'is found at once behind what looks like many comments: %.12s',
		(comments) => expect(queryName(`${comments}\nROW a = 1`)).not.toBe('')
	);
});
