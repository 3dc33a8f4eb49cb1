import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SchemaSource } from '$lib/esql/analysis/schema';
import { completionSource, cursorContext, esqlLanguage } from '$lib/esql/editor';
import { parser } from '$lib/esql/syntax/parse';

const schema: SchemaSource = {
	indices: async () => [
		{ name: 'logs-web-1', kind: 'data_stream' },
		{ name: 'orders', kind: 'index' },
		{ name: 'countries', kind: 'index', mode: 'lookup' }
	],
	fields: async (pattern) =>
		pattern === 'orders'
			? [
					{ name: '@timestamp', type: 'date' },
					{ name: 'order.id', type: 'long' },
					{ name: 'my-field', type: 'keyword' },
					{ name: 'total', type: 'double' }
				]
			: []
};

function split(marked: string) {
	const offset = marked.indexOf('‸');
	return { offset, text: marked.replace('‸', '') };
}

async function complete(marked: string, source: SchemaSource | undefined = schema, explicit = true) {
	const { text, offset } = split(marked);
	const state = EditorState.create({ doc: text, extensions: esqlLanguage });
	return completionSource(source)(new CompletionContext(state, offset, explicit));
}

async function labels(marked: string, source?: SchemaSource) {
	return (await complete(marked, source))?.options.map(({ label }) => label) ?? [];
}

describe('completion', () => {
	afterEach(() => vi.restoreAllMocks());

	it.each([
		['‸', ['FROM', 'ROW', 'TS', 'SET'], ['WHERE', 'METADATA']],
		['F‸', ['FROM'], ['EVAL']],
		['FROM ‸', ['orders', 'logs-web-1'], ['FROM', 'order.id']],
		['FROM orders, lo‸', ['logs-web-1'], []],
		['FROM orders ‸', ['METADATA'], ['WHERE', 'orders']],
		['FROM orders meta‸', ['METADATA'], ['orders']],
		['FROM orders METADATA ‸', ['_id', '_index'], ['orders']],
		['FROM orders | ‸', ['WHERE', 'STATS', 'LOOKUP'], ['FROM', 'SET']],
		['FROM orders | WHE‸', ['WHERE'], ['FROM']],
		['FROM orders /* | */ | // x\n ‸', ['WHERE'], ['FROM']],
		['FROM orders | WHERE ‸', ['total', 'order.id', 'TO_LONG', 'NOT'], ['COUNT', 'BY', 'WHERE']],
		['FROM orders | WHERE total ‸', ['IS', 'LIKE', 'IN', 'AND'], ['total', 'TO_LONG']],
		['FROM orders | EVAL x = 1 | WHERE x > order.‸', ['order.id', 'x'], []],
		['FROM orders | STATS ‸', ['COUNT', 'SUM', 'total', 'BY'], []],
		['FROM orders | STATS c = COUNT(*) ‸', ['BY', 'WHERE'], ['total']],
		['FROM orders | KEEP ‸', ['total', 'order.id'], ['TO_LONG']],
		['FROM orders | RENAME total ‸', ['AS'], ['total']],
		['FROM orders | SORT total ‸', ['ASC', 'DESC', 'NULLS'], ['WHERE']],
		['FROM orders | EVAL t = total::‸', ['integer', 'keyword'], ['total']],
		['FROM orders | EVAL t = @timestamp - 1 ‸', ['hours', 'days'], ['total']],
		['FROM orders | LOOKUP JOIN ‸', ['countries'], ['orders']],
		['FROM orders | LOOKUP JOIN countries ON ‸', ['total'], []],
		['FROM orders | FORK (‸', ['WHERE', 'LIMIT'], ['FROM']],
		['FROM x, (FROM orders | WHERE ‸) | LIMIT 1', ['total'], []],
		['FROM (‸', ['FROM', 'ROW'], ['WHERE']],
		['SHOW ‸', ['INFO'], []]
	])('offers at %s', async (marked, present, absent) => {
		const offered = await labels(marked);
		expect(offered).toEqual(expect.arrayContaining(present));
		for (const label of absent) expect(offered).not.toContain(label);
	});

	it.each([
		'ROW a = "te‸xt"',
		'FROM a // com‸ment',
		'FROM a /* co‸mment */',
		'ROW a = 12‸',
		'PROMQL (u‸p)',
		'ROW a = ?p‸'
	])('is silent at %s', async (marked) => expect(await complete(marked)).toBeNull());

	it('waits for a letter unless asked, except after a pipe', async () => {
		expect(await complete('FROM orders | WHERE ‸', schema, false)).toBeNull();
		expect(await complete('FROM orders | ‸', schema, false)).not.toBeNull();
	});

	it('replaces the whole dotted name and quotes what needs it', async () => {
		const result = await complete('FROM orders | KEEP order.‸');
		expect(result?.from).toBe('FROM orders | KEEP '.length);
		expect(result?.options.find(({ label }) => label === 'my-field')?.apply).toBe('`my-field`');
	});

	it('keeps functions when the schema fails, and logs why', async () => {
		const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
		const failing: SchemaSource = { ...schema, fields: () => Promise.reject(new Error('down')) };
		expect(await labels('FROM orders | WHERE ‸', failing)).toContain('TO_LONG');
		expect(await labels('FROM orders | KEEP ‸', failing)).toEqual([]);
		expect(log).toHaveBeenCalledTimes(2);
	});

	it('classifies the cursor without a schema', () => {
		const { text, offset } = split('FROM a, b* METADATA _id | EVAL c = 1 | WHERE ‸');
		expect(cursorContext(text, parser.parse(text), offset)).toMatchObject({
			kind: 'expression',
			from: offset,
			indices: 'a,b*',
			defined: ['_id', 'c'],
			aggregates: false
		});
	});
});
