import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Field, SchemaSource } from '$lib/esql/analysis/schema';
import { Meaning } from '$lib/esql/editor/meaning';
import { absentFrom, sourcesOf } from '$lib/esql/editor/sources';
import { parse } from '$lib/esql/syntax/parse';

const shop: readonly Field[] = [
	{ name: 'price', type: 'double' },
	{ name: 'sku', type: 'keyword' }
];

/** A schema that notes what it is asked; `answers` says how it answers about fields. */
function schemaOf(answers: (pattern: string) => Promise<readonly Field[]> = async () => shop) {
	const asked: string[] = [];
	const schema: SchemaSource = {
		indices: async () => [{ name: 'shop', kind: 'index' }],
		fields: (pattern) => {
			asked.push(pattern);
			return answers(pattern);
		}
	};
	return { asked, schema };
}

const messages = async (meaning: Meaning, text: string) =>
	(await meaning.findings(text)).map(({ severity, message }) => `${severity}: ${message}`);

describe('sources of a query', () => {
	it.each([
		['FROM a, b*, "c d" | LIMIT 1', ['a,b*,c d']],
		['FROM a | LOOKUP JOIN l ON x | LOOKUP JOIN l ON y', ['a', 'l']],
		['FROM a, (FROM b | WHERE x IN (FROM c)) | FORK (LOOKUP JOIN d ON x) (LIMIT 1)', ['a', 'b', 'c', 'd']],
		['ROW x = 1', []],
		['FROM', []]
	])('%s', (text, expected) => expect([...sourcesOf(parse(text).query)].sort()).toEqual(expected.sort()));

	it('are absent only where the list must have them', () => {
		const names = new Set(['shop', 'logs']);
		expect(absentFrom('shop,logs::failures', names)).toEqual([]);
		expect(absentFrom('shopp,nope::data', names)).toEqual(['shopp', 'nope::data']);
		expect(absentFrom('sho*,.hidden,-shopp,remote:x,<logs-{now/d}>', names)).toEqual([]);
	});
});

describe('meaning of a text', () => {
	afterEach(() => vi.restoreAllMocks());

	it('knows the fields of what the query reads', async () => {
		const { asked, schema } = schemaOf();
		const meaning = new Meaning({ schema });
		expect(await messages(meaning, 'FROM shop | KEEP prise | LIMIT 1')).toEqual([
			'error: Unknown column [prise], did you mean [price]?'
		]);
		expect(asked).toEqual(['shop']);
	});

	it('does not ask for the fields of an index that is still being typed', async () => {
		const { asked, schema } = schemaOf();
		expect(await messages(new Meaning({ schema }), 'FROM sho | KEEP x | LIMIT 1')).toEqual([
			'warning: Unknown index [sho], did you mean [shop]?'
		]);
		expect(asked).toEqual([]);
	});

	it('analyses a text once, and again when the fields are others', async () => {
		let fields = shop;
		const { schema } = schemaOf(async () => fields);
		const meaning = new Meaning({ schema });
		const text = 'FROM shop | KEEP prise';
		const first = await meaning.of(text);
		expect(await meaning.of(text)).toBe(first);
		fields = [{ name: 'prise', type: 'long' }];
		expect((await meaning.of(text)).analysis.columns).toMatchObject([{ name: 'prise', type: 'long' }]);
	});

	it('does not wait for a slow cluster, and says when it has answered', async () => {
		let answer: (fields: readonly Field[]) => void = () => undefined;
		const { schema } = schemaOf(() => new Promise((resolve) => (answer = resolve)));
		const meaning = new Meaning({ schema });
		const learned = new Promise<void>((resolve) => meaning.onLearned(resolve));
		const text = 'FROM shop | KEEP prise | LIMIT 1';
		expect(await messages(meaning, text)).toEqual([]);
		answer(shop);
		await learned;
	});

	it('logs a failing cluster once and says nothing worse than warnings', async () => {
		const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
		const schema: SchemaSource = {
			indices: () => Promise.reject(new Error('down')),
			fields: () => Promise.reject(new Error('down'))
		};
		const meaning = new Meaning({ schema });
		const text = 'FROM shop | EVAL x = abz(prise) | LIMIT 1';
		for (let times = 0; times < 3; times++)
			expect(await messages(meaning, text)).toEqual(['warning: Unknown function [abz], did you mean [abs]?']);
		expect(log.mock.calls.map(([sentence]: unknown[]) => sentence)).toEqual([
			"The indices can't be asked for.",
			"The fields of shop can't be asked for."
		]);
	});

	it('asks for version and parameters each time', async () => {
		const { schema } = schemaOf();
		let version = '8.11.0';
		const params = new Set<string>();
		const meaning = new Meaning({
			schema: { ...schema, version: async () => version },
			params: () => params
		});
		const text = 'ROW x = ?a | CHANGE_POINT x ON x';
		expect(await messages(meaning, text)).toHaveLength(2);
		version = '9.1.0';
		params.add('a');
		expect(await messages(meaning, text)).toEqual([]);
	});
});
