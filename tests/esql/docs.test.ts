import { expect, it } from 'vitest';
import { commands } from '$lib/esql/analysis/definitions/commands';
import { commandDocs, functionDocs } from '$lib/esql/analysis/definitions/docs';
import { functions } from '$lib/esql/analysis/definitions';
import { since } from '$lib/esql/analysis/definitions/since';

it('has a place in the documentation for every function and command', () => {
	const links = [...[...functions.values()].map(functionDocs), ...[...commands.values()].map(commandDocs)];
	for (const link of links)
		expect(link).toMatch(
			/^https:\/\/www\.elastic\.co\/docs\/reference\/query-languages\/esql\/[a-z0-9/_-]+(#esql-[a-z0-9_]+)?$/
		);
});

it('tells since when a function is there only for functions that are', () => {
	expect([...since.keys()].filter((name) => !functions.has(name))).toEqual([]);
	expect(functions.get('RATE')?.since).toBe('9.2');
	expect(functions.get('TO_UPPER')?.since).toBe('8.13');
	expect(functions.get('ABS')?.since).toBe('8.11');
	expect(functions.get('CHUNK')?.since).toBeUndefined();
});

it.each([
	['ABS', 'functions-operators/math-functions#esql-abs'],
	['MV_COUNT', 'functions-operators/mv-functions#esql-mv_count'],
	['COUNT_DISTINCT', 'functions-operators/aggregation-functions#esql-count_distinct']
])('documents %s at %s', (name, place) => {
	const definition = functions.get(name);
	expect(definition && functionDocs(definition)).toContain(place);
});

it.each([
	['WHERE', 'commands/where'],
	['STATS', 'commands/stats-by'],
	['LOOKUP JOIN', 'commands/lookup-join'],
	['MV_EXPAND', 'commands/mv_expand']
])('documents %s at %s', (name, place) => {
	const definition = commands.get(name);
	expect(definition && commandDocs(definition)).toMatch(new RegExp(`${place}$`));
});
