import { afterEach, describe, expect, it, vi } from 'vitest';
import { analyze } from '$lib/esql/analysis/analyze';
import type { Analysis } from '$lib/esql/analysis/analysis';
import { diagnose } from '$lib/esql/analysis/diagnose';
import { Columns } from '$lib/esql/analysis/navigate';
import { applyEdits, renameColumn } from '$lib/esql/analysis/navigate/rename';
import type { KnownPolicy, SchemaSource } from '$lib/esql/analysis/schema';
import { Meaning } from '$lib/esql/editor/meaning';
import { parse } from '$lib/esql/syntax/parse';
import { fields } from './schema';

const policies: readonly KnownPolicy[] = [
	{
		name: 'makers',
		matchField: 'sku',
		fields: [
			{ name: 'maker', type: 'keyword' },
			{ name: 'year', type: 'integer' }
		]
	}
];

const analyzed = (query: string, known: readonly KnownPolicy[] | 'unknown' = policies): Analysis =>
	analyze(parse(query), { fields, policies: () => (known === 'unknown' ? undefined : known) });

const told = (query: string) => {
	const analysis = analyzed(query);
	const columns = analysis.columns.map(({ name, type }) => `${name}:${type}`).join(' ');
	return { columns, messages: analysis.diagnostics.map(({ message }) => message) };
};

function renamed(marked: string, name: string, known: readonly KnownPolicy[] | 'unknown' = policies): string {
	const text = marked.replace('‸', '');
	const answer = renameColumn(analyzed(text, known), marked.indexOf('‸'), name, (changed) =>
		analyzed(changed, known)
	);
	return answer.kind === 'edits' ? applyEdits(text, answer.edits) : answer.reason;
}

describe('ENRICH with a policy that is known', () => {
	it.each([
		['ROW sku = "a" | ENRICH makers', 'sku:keyword maker:keyword year:integer'],
		['ROW sku = "a", year = "old" | ENRICH makers', 'sku:keyword maker:keyword year:integer'],
		['ROW k = "a" | ENRICH _any:makers ON k WITH m = maker', 'k:keyword m:keyword'],
		['ROW k = "a" | ENRICH "makers" ON k WITH year, maker', 'k:keyword year:integer maker:keyword']
	])('%s', (query, columns) => expect(told(query)).toEqual({ columns, messages: [] }));

	it.each([
		['ROW sku = "a" | ENRICH maker', 'cannot find enrich policy [maker], did you mean [makers]?'],
		['ROW sku = "a" | ENRICH other ON sku', 'cannot find enrich policy [other]'],
		['ROW k = "a" | ENRICH makers', 'Unknown column [sku]'],
		[
			'ROW sku = "a" | ENRICH makers WITH mker',
			'Enrich field [mker] not found in enrich policy [makers], did you mean [maker]?'
		]
	])('%s: %s', (query, message) => expect(told(query).messages).toEqual([message]));

	it.each([
		['ROW sku = "a" | ENRICH maker', 'ROW sku = "a" | ENRICH makers'],
		['ROW sku = "a" | ENRICH _any:maker', 'ROW sku = "a" | ENRICH _any:makers'],
		['ROW sku = "a" | ENRICH "_any:maker"', 'ROW sku = "a" | ENRICH "_any:makers"'],
		['ROW sku = "a" | ENRICH makers WITH m = mker', 'ROW sku = "a" | ENRICH makers WITH m = maker']
	])('%s has a fix', (query, expected) => {
		const [fix] = diagnose(analyzed(query)).flatMap(({ fixes }) => fixes);
		expect(applyEdits(query, fix.edits)).toBe(expected);
	});

	it('says nothing where the policies are not known', () => {
		expect(analyzed('ROW k = "a" | ENRICH nope WITH x', 'unknown').diagnostics).toEqual([]);
	});
});

describe('renaming a column that an ENRICH without ON matches by', () => {
	it.each([
		[
			'ROW ‸sku = "a" | ENRICH makers | KEEP sku, maker',
			'ROW id = "a" | ENRICH makers ON id | KEEP id, maker'
		],
		['ROW ‸sku = "a" | ENRICH "makers" WITH year', 'ROW id = "a" | ENRICH "makers" ON id WITH year'],
		['ROW sku = "a", ‸b = 1 | ENRICH makers', 'ROW sku = "a", id = 1 | ENRICH makers']
	])('%s', (marked, expected) => expect(renamed(marked, 'id')).toBe(expected));

	it('is refused where it is not known whether it does', () => {
		expect(renamed('ROW ‸sku = "a" | ENRICH makers WITH year', 'id', 'unknown')).toBe(
			'ENRICH makers may match by [sku]: say with ON what it matches by'
		);
		expect(renamed('ROW ‸a = "a", b = 1 | ENRICH makers ON b WITH year', 'id', 'unknown')).toBe(
			'ROW id = "a", b = 1 | ENRICH makers ON b WITH year'
		);
	});

	it('counts as a place of the column, but not as what the cursor is on', () => {
		const columns = new Columns(analyzed('ROW sku = "a" | ENRICH makers'));
		const [column] = columns.analysis.columns;
		expect(columns.places(column).map(({ from, to }) => [from, to])).toEqual([
			[4, 7],
			[29, 29]
		]);
		expect(columns.at(29)?.column.name).not.toBe('sku');
	});
});

describe('an editor beside a cluster with policies', () => {
	afterEach(() => vi.restoreAllMocks());

	const source = (given: Partial<SchemaSource>): SchemaSource => ({
		indices: async () => [{ name: 'shop', kind: 'index' }],
		fields: async (pattern) => fields(pattern) ?? [],
		policies: async () => [
			{ name: 'makers', kind: 'match', indices: ['parts'], matchField: 'sku', fields: ['maker', 'year'] }
		],
		...given
	});
	const query = 'FROM shop | KEEP sku | ENRICH makers | LIMIT 1';

	it('knows the columns and types that ENRICH adds', async () => {
		const { analysis } = await new Meaning({ schema: source({}) }).of(query);
		expect(analysis.columns.map(({ name, type }) => `${name}:${type}`)).toEqual([
			'sku:keyword',
			'maker:keyword',
			'year:integer'
		]);
	});

	it('asks for policies only where the query has ENRICH', async () => {
		const asked = vi.fn(async () => []);
		const meaning = new Meaning({ schema: source({ policies: asked }) });
		await meaning.of('FROM shop');
		expect(asked).not.toHaveBeenCalled();
		expect((await meaning.findings(query)).map(({ message }) => message)).toEqual([
			'cannot find enrich policy [makers]'
		]);
	});

	it('says nothing of policies that the cluster keeps to itself or fails to tell', async () => {
		vi.spyOn(console, 'error').mockImplementation(() => undefined);
		for (const policies of [async () => undefined, () => Promise.reject(new Error('down'))])
			expect(await new Meaning({ schema: source({ policies }) }).findings(query)).toEqual([]);
	});
});
