import { describe, expect, it } from 'vitest';
import type { Abilities } from '$lib/protocol/abilities';
import { syncParams } from '$lib/request';
import { lackOf, knownZones, zoneDoubt } from '$lib/workbench/request/option-gates';
import { optionGroups } from '$lib/workbench/request/option-fields';
import { paramLines, pastedList } from '$lib/workbench/request/param-rows';
import { tsvOf } from '$lib/workbench/request/sweep-words';
import type { ClusterHealth } from '$lib/workbench/cluster';

const up = (version: string, flavor = 'default', abilities: Abilities = {}): ClusterHealth => ({
	kind: 'up',
	info: { name: '', uuid: '', version, flavor, abilities }
});
const settings = { since: '9.5', capability: 'query_settings_request_body' } as const;
const told = (query_settings_request_body: boolean): Abilities => ({ query_settings_request_body });

describe('options that a cluster lacks', () => {
	it.each([
		[{ since: '9.4' }, up('9.2.1'), 'Needs 9.4; this cluster is 9.2.1'],
		[{ since: '9.4' }, up('9.4.0'), undefined],
		[{ since: '9.4' }, up('10.0.0'), undefined],
		[{ since: '9.4' }, up('8.11.0', 'serverless'), undefined],
		[{ since: '9.4' }, { kind: 'asking' } as const, undefined],
		[{ since: '9.4' }, up(''), undefined],
		[settings, up('9.4.2'), 'Needs 9.5; this cluster is 9.4.2'],
		[settings, up('9.4.2', 'default', told(true)), undefined],
		[settings, up('9.4.2', 'default', told(false)), 'Needs 9.5; this cluster is 9.4.2'],
		[settings, up('9.5.0', 'default', told(false)), 'This cluster does not have it'],
		[settings, up('8.11.0', 'serverless', told(false)), 'This cluster does not have it'],
		[settings, up('8.11.0', 'serverless', told(true)), undefined],
		[settings, up('8.11.0', 'serverless'), undefined],
		[{ only: 'serverless' as const }, up('9.5.0'), 'Elasticsearch Serverless only'],
		[{ only: 'serverless' as const }, up('9.5.0', 'serverless'), undefined],
		[{ only: 'snapshots' as const }, up('9.5.0'), 'Snapshot builds only'],
		[{ only: 'snapshots' as const }, up('9.5.0-SNAPSHOT'), undefined]
	])('%j on %j', (field, health, lack) => {
		expect(lackOf(field, health)).toBe(lack);
	});

	it('have each a name of their own', () => {
		const names = optionGroups.flatMap(({ fields }) => fields.map(({ name }) => name));
		expect(new Set(names).size).toBe(names.length);
		expect(names).toHaveLength(16);
	});
});

describe('zones', () => {
	it.each(['', 'UTC', 'Z', 'Europe/Paris', '+02:00', 'UTC+1', '-0530'])('%j is one', (zone) => {
		expect(zoneDoubt(zone)).toBeUndefined();
	});

	it.each(['Europe/Pari', 'CET+', '25'])('%j is doubted', (zone) => {
		expect(zoneDoubt(zone)).toBeDefined();
	});

	it('are offered, UTC first', () => {
		expect(knownZones()[0]).toBe('UTC');
		expect(knownZones()).toContain('America/New_York');
	});
});

describe('paramLines', () => {
	it('knows the line of every place, at both ends of a line', () => {
		const query = '?a\n\nROW ?b, x = ?c\n?d';
		expect(paramLines(query, syncParams(query, [])).map(({ usedOn }) => usedOn)).toEqual([
			[1],
			[3],
			[3],
			[4]
		]);
	});

	it('keeps up with keys in a query of a thousand lines', () => {
		const lines = Array.from({ length: 1000 }, (_, at) => `| WHERE field_${at} == ?p${at % 150}`);
		const query = ['FROM logs-*', ...lines].join('\n');
		const params = syncParams(query, []);
		const times = Array.from({ length: 20 }, () => {
			const start = performance.now();
			paramLines(query, params);
			return performance.now() - start;
		});
		expect(times.toSorted((a, b) => a - b)[10]).toBeLessThan(16);
	});

	it('say where a placeholder stands and how it is called', () => {
		const query = 'FROM a\n| WHERE x == ?v AND y == ?v\n| KEEP ??f\n| WHERE z == ?v';
		expect(paramLines(query, syncParams(query, [])).map(({ label, usedOn }) => [label, usedOn])).toEqual([
			['?v', [2, 4]],
			['??f', [3]]
		]);
		expect(
			paramLines('ROW a = ?, b = ?', syncParams('ROW a = ?, b = ?', [])).map(({ label }) => label)
		).toEqual(['? #1', '? #2']);
	});
});

describe('pastedList', () => {
	it.each([
		['a\nb', 'a\nb'],
		[' a \r\n\r\n b\r\n', 'a\nb'],
		['a', undefined],
		['a\n', undefined],
		['', undefined]
	])('%j', (text, list) => {
		expect(pastedList(text)).toBe(list);
	});
});

describe('tsvOf', () => {
	it('writes stacked rows exactly', () => {
		const columns = [
			{ name: 'a', type: 'long' },
			{ name: 'b', type: 'keyword' }
		];
		const rows = [
			{ value: 'x', cells: ['9007199254740993', null] },
			{ value: 'y', cells: ['1', ['p', 'q"']] }
		];
		expect(tsvOf('?v', { columns, rows })).toBe('?v\ta\tb\nx\t9007199254740993\t\ny\t1\t"[""p"",""q\\""""]"');
	});
});
