import { describe, expect, it } from 'vitest';
import { analyze } from '$lib/esql/analysis/analyze';
import { type Circumstances, diagnose, type Finding, type Fix } from '$lib/esql/analysis/diagnose';
import { isLater } from '$lib/esql/analysis/diagnose/version';
import { parse } from '$lib/esql/syntax/parse';
import { corpus, type CorpusQuery } from './corpus';
import { analyzed } from './schema';

const diagnosed = (query: string, around?: Circumstances) => diagnose(analyzed(query), around);

/** `severity code "text": message` of each finding that is not about a missing LIMIT. */
const told = (query: string, around?: Circumstances) =>
	diagnosed(query, around)
		.filter(({ code }) => code !== 'missing_limit')
		.map(
			({ severity, code, from, to, message }) => `${severity} ${code} "${query.slice(from, to)}": ${message}`
		);

function applied(query: string, { edits }: Fix): string {
	return edits
		.toReversed()
		.reduce((text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to), query);
}

const fixed = (query: string, findings: readonly Finding[]) =>
	findings.flatMap(({ fixes }) => fixes).map((fix) => `${fix.label} → ${applied(query, fix)}`);

describe('findings', () => {
	it.each([
		[
			'FROM shop | WHRE price > 1 | LIMIT 1',
			'error unknown_command "WHRE": Unknown command [WHRE], did you mean [WHERE]?'
		],
		['FORM shop', 'error unknown_command "FORM": Unknown command [FORM], did you mean [FROM]?'],
		[
			'FROM shop | FROM shop',
			'error misplaced_command "FROM": [FROM] begins a query and can\'t follow a pipe'
		],
		[
			'LOOKUP JOIN parts ON sku',
			'error misplaced_command "LOOKUP": [LOOKUP] follows a pipe; a query begins with FROM, TS, ROW, SHOW, EXPLAIN or PROMQL'
		],
		['FROM shop | KEEP prise', 'error unknown_column "prise": Unknown column [prise], did you mean [price]?'],
		[
			'FROM shop | EVAL x = abz(price)',
			'error unknown_function "abz": Unknown function [abz], did you mean [abs]?'
		],
		['FROM shopp | KEEP x', 'warning unknown_index "shopp": Unknown index [shopp], did you mean [shop]?'],
		[
			'FROM shop | LOOKUP JOIN part ON sku',
			'warning unknown_index "part": Unknown index [part], did you mean [parts]?'
		],
		['ROW x = ABS()', 'error wrong_arity "ABS()": error building [abs]: expects exactly one argument'],
		[
			'FROM shop | EVAL x = ABS(sku)',
			'error type_mismatch "ABS(sku)": argument of [ABS(sku)] must be [numeric], found value [sku] type [keyword]'
		],
		[
			'FROM shop | RENAME price AS cost | KEEP sku',
			'warning unused_rename "price AS cost": RENAME to [cost] has no use: nothing reads it and it is not in the result'
		],
		[
			'FROM shop | RENAME sku AS sku',
			'warning unused_rename "sku AS sku": RENAME of [sku] to its own name does nothing'
		],
		[
			'FROM shop | EVAL price = quantity * 2',
			'info shadowed_column "price": [price] takes the place of the column of that name'
		],
		[
			'FROM shop | LOOKUP JOIN shop ON sku',
			'info shadowed_column "shop": [@timestamp, area, big, client.ip, client.name] and 8 more take the place of the columns of those names'
		],
		[
			'FROM shop | LOOKUP JOIN parts ON sku',
			'info shadowed_column "parts": [quantity] takes the place of the column of that name'
		],
		[
			'FROM shop | DISSECT note "%{sku} %{rest}"',
			'info shadowed_column "DISSECT": [sku] takes the place of the column of that name'
		],
		[
			'FROM shop | RENAME sku AS note',
			'info shadowed_column "note": [note] takes the place of the column of that name'
		],
		[
			'FROM shop | INLINESTATS n = COUNT(*)',
			'warning deprecated "INLINESTATS": INLINESTATS is the old spelling of INLINE STATS'
		]
	])('%s', (query, message) => expect(told(query, { indices: ['shop', 'parts'] })).toEqual([message]));

	it.each([
		'FROM shop | RENAME price AS cost | KEEP co*',
		'FROM shop | RENAME price AS cost | STATS SUM(cost)',
		'FROM shop | RENAME price AS cost | SORT cost | DROP cost',
		'FROM shop | RENAME shipped AS `@timestamp` | STATS COUNT(*) BY TBUCKET(1 hour)',
		'FROM shop | RENAME price AS cost | ENRICH policy | KEEP sku',
		'FROM shop | FORK (RENAME price AS cost) (LIMIT 1)',
		'FROM shop | EVAL price = price * 2',
		'FROM shop | STATS price = MAX(price)',
		'FROM unread | EVAL price = 1'
	])('has nothing to say of %s', (query) =>
		expect(told(query).filter((line) => !line.includes('"@timestamp"') && !line.includes('`@'))).toEqual([])
	);

	it('tells the limit that Elasticsearch adds, once, where documents are read', () => {
		const [finding, ...rest] = diagnosed('FROM shop | KEEP sku // all');
		expect(rest).toEqual([]);
		expect(finding).toMatchObject({ severity: 'info', code: 'missing_limit', from: 0, to: 4 });
		expect(fixed('FROM shop | KEEP sku // all', [finding])).toEqual([
			'Add LIMIT 1000 → FROM shop | KEEP sku\n| LIMIT 1000 // all'
		]);
		for (const query of [
			'FROM shop | LIMIT 5 | KEEP sku',
			'ROW x = 1',
			'SHOW INFO',
			'FROM shop | STATS COUNT(*)',
			'FROM'
		])
			expect(diagnosed(query).map(({ code }) => code)).not.toContain('missing_limit');
	});

	it('tells placeholders without a value at each of their places', () => {
		const query = 'FROM shop | WHERE price > ?low AND quantity > ?low OR sku == ?sku';
		expect(told(query, { params: new Set(['sku']) })).toEqual([
			'warning missing_param "?low": Parameter [?low] has no value',
			'warning missing_param "?low": Parameter [?low] has no value'
		]);
		expect(told('ROW x = ?, y = ?', { params: new Set(['1']) })).toEqual([
			'warning missing_param "?": Parameter [?] has no value'
		]);
		expect(told('ROW x = ?2', { params: new Set(['1']) })).toHaveLength(1);
		expect(told(query)).toEqual([]);
	});

	it('tells commands that are newer than the cluster, at any depth', () => {
		const query =
			'FROM shop | FORK (CHANGE_POINT price ON quantity) (LIMIT 1) | INLINE  STATS n = COUNT(*) | LIMIT 1';
		expect(told(query, { version: '8.17.4' })).toEqual([
			'warning newer_version "FORK": FORK needs Elasticsearch 8.19; this cluster is 8.17.4',
			'warning newer_version "CHANGE_POINT": CHANGE_POINT needs Elasticsearch 8.19; this cluster is 8.17.4',
			'warning newer_version "INLINE  STATS": INLINE STATS needs Elasticsearch 9.2; this cluster is 8.17.4'
		]);
		expect(told('FROM shop | FORK (LIMIT 1) (LIMIT 2)', { version: '9.0.4' })).toEqual([
			'warning newer_version "FORK": FORK needs Elasticsearch 9.1; this cluster is 9.0.4'
		]);
		expect(told('FROM shop | WHERE KQL("a") | LIMIT 1', { version: '9.0.4' })).toEqual([]);
		expect(told(query, { version: '9.2.0' })).toEqual([]);
		expect(told(query, { version: 'serverless' })).toEqual([]);
	});

	it('tells functions that are newer than the cluster', () => {
		const query = 'ROW day = DAY_NAME(NOW()), vectors = V_COSINE([1.0], [2.0]) | LIMIT 1';
		expect(told(query, { version: '9.1.2' })).toEqual([
			'warning newer_version "DAY_NAME": DAY_NAME needs Elasticsearch 9.2; this cluster is 9.1.2',
			'warning newer_version "V_COSINE": V_COSINE needs Elasticsearch 9.3; this cluster is 9.1.2'
		]);
		expect(told(query, { version: '9.3.0' })).toEqual([]);
	});

	it.each([
		['8.19', '8.17.3', true],
		['8.19', '8.19.0', false],
		['9.0', '8.19.5', true],
		['8.9', '8.11', false],
		['8.11', '', false]
	])('%s is later than %s: %s', (version, cluster, later) => expect(isLater(version, cluster)).toBe(later));

	it('says nothing lighter where something heavier is said', () => {
		const query = 'FROM shop | EVAL price = ABS(sku, 1) + ?x | LIMIT 1';
		expect(told(query, { params: new Set() }).map((line) => line.split(' ')[1])).toEqual([
			'shadowed_column',
			'wrong_arity',
			'missing_param'
		]);
		expect(told('FROM shop | WHERE price = 1').map((line) => line.split(' ')[1])).toEqual(['syntax']);
	});
});

describe('fixes', () => {
	it.each([
		['FROM shop | WHRE price > 1 | LIMIT 1', 'Change to WHERE → FROM shop | WHERE price > 1 | LIMIT 1'],
		['FROM shop | WHERE price = 1', 'Change to == → FROM shop | WHERE price == 1'],
		['FROM shop | WHERE price <> 1', 'Change to != → FROM shop | WHERE price != 1'],
		['FROM shop | WHERE paid && paid', 'Change to AND → FROM shop | WHERE paid AND paid'],
		['FROM shop | WHERE paid || paid', 'Change to OR → FROM shop | WHERE paid OR paid'],
		['FROM shop | WHERE !paid', 'Change to NOT → FROM shop | WHERE NOT paid'],
		['FROM shop | WHERE sku == \'a "b"\'', 'Use double quotes → FROM shop | WHERE sku == "a \\"b\\""'],
		['FROM shop | SORT price DECS', 'Change to DESC → FROM shop | SORT price DESC'],
		['FROM shop | STATS COUNT(*) GROUP BY sku', 'Change to BY → FROM shop | STATS COUNT(*) BY sku'],
		[
			'FROM shop | EVAL x = Abz(price) | LIMIT 1',
			'Change to abs → FROM shop | EVAL x = abs(price) | LIMIT 1'
		],
		[
			'FROM shop | EVAL x = ABZ(price) | LIMIT 1',
			'Change to ABS → FROM shop | EVAL x = ABS(price) | LIMIT 1'
		],
		['FROM shop | KEEP `prise` | LIMIT 1', 'Change to price → FROM shop | KEEP price | LIMIT 1'],
		[
			'ROW `total price` = 1 | WHERE total.prise > 0',
			'Change to `total price` → ROW `total price` = 1 | WHERE `total price` > 0'
		],
		['FROM "shopp" | LIMIT 1', 'Change to shop → FROM "shop" | LIMIT 1']
	])('%s', (query, expected) => {
		expect(fixed(query, diagnosed(query, { indices: ['shop', 'parts'] }))).toEqual([expected]);
	});

	it('offers three names at most, and none where nothing is close', () => {
		const query = 'ROW aa1 = 1, aa2 = 1, aa3 = 1, aa4 = 1 | KEEP aa5';
		expect(diagnosed(query)[0].fixes).toHaveLength(3);
		expect(diagnosed('ROW a = 1 | KEEP zzzzzz')[0].fixes).toEqual([]);
	});

	it.each([
		['ROW a = "1"::intger', 'integer'],
		['ROW a = "1"::BIGINT', 'long'],
		['ROW a = 1::strng', 'string'],
		['ROW a = 1::varchar', 'keyword']
	])('%s offers the type that is meant', (query, type) => {
		const [{ code, fixes }] = diagnosed(query).filter(({ severity }) => severity !== 'info');
		expect(code).toBe('unknown_type');
		expect(applied(query, fixes[0])).toBe(query.replace(/::\w+/, `::${type}`));
	});

	it('has no fix for a type that resembles none', () => {
		expect(diagnosed('ROW a = 1::zzz')[0]).toMatchObject({ code: 'unknown_type', fixes: [] });
	});
});

const queries = corpus<CorpusQuery>('queries.jsonl') ?? [];

describe.skipIf(queries.length === 0)('the corpus', () => {
	it('has no error in a valid query when nothing is known of the cluster', () => {
		const wrong = queries
			.filter(({ valid }) => valid)
			.flatMap(({ query }) =>
				diagnose(analyze(parse(query)), { params: new Set(), version: '8.11.0' })
					.filter(({ severity }) => severity === 'error')
					.map(({ message }) => `${message}\n${query}`)
			);
		expect(wrong).toEqual([]);
	});

	it('gets spans inside the text and fixes that change it, valid or not', () => {
		for (const { query } of queries) {
			for (const { from, to, fixes } of diagnose(analyze(parse(query)))) {
				expect(0 <= from && from <= to && to <= query.length).toBe(true);
				for (const fix of fixes) expect(applied(query, fix)).not.toBe(query);
			}
		}
	});

	it('has an error in every invalid query that the parser refuses', () => {
		const silent = queries
			.filter(({ query, valid }) => !valid && parse(query).issues.length > 0)
			.filter(({ query }) => diagnose(analyze(parse(query))).every(({ severity }) => severity !== 'error'));
		expect(silent).toEqual([]);
	});
});
