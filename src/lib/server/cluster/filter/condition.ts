import { refuse } from '../failure';
import { textLiteral } from '../literal';
import { matchesPattern } from '../patterns';
import { likeSql, luceneRegex, PatternError } from '../sql/pattern';
import { containsPhrase, containsWildcard, containsWords, wordsOf } from '../sql/search';
import { constantSql } from '../sql/value';
import type { Table, TableField } from '../table';
import type { Clause } from './clause';
import { cannotCreate } from './constant';
import { textOf } from './members';
import { rangeTest, type Test, termTest, type Times } from './fieldtest';

type Leaf = Exclude<Clause, { kind: 'bool' | 'all' | 'none' | 'fields' }>;
type FieldLeaf = Exclude<Leaf, { kind: 'exists' | 'ids' }>;

/**
 * SQL condition of a clause for the rows of a table. It is true where the clause matches, and false or NULL elsewhere:
 * `WHERE` needs no more, and DuckDB can push it into the scan.
 */
export function conditionOf(clause: Clause, table: Table, times: Times): string {
	switch (clause.kind) {
		case 'all':
			return 'true';
		case 'none':
			return 'false';
		case 'bool':
			return boolCondition(clause, table, times);
		case 'fields':
			return fieldsCondition(clause, table, times);
		default:
			return leafCondition(clause, table, times);
	}
}

function fieldsCondition(
	{ patterns, of }: Extract<Clause, { kind: 'fields' }>,
	table: Table,
	times: Times
): string {
	const texts = table.fields.filter(({ type }) => type === 'keyword' || type === 'text');
	const names = patterns.flatMap((pattern) =>
		pattern.includes('*')
			? texts.filter(({ name }) => matchesPattern(name, pattern)).map(({ name }) => name)
			: [pattern]
	);
	if (names.length === 0) return 'false';
	return `(${[...new Set(names)].map((name) => conditionOf(of(name), table, times)).join(' OR ')})`;
}

const known = (condition: string) => `coalesce(${condition}, false)`;

function boolCondition(clause: Extract<Clause, { kind: 'bool' }>, table: Table, times: Times): string {
	const sql = (inner: Clause) => conditionOf(inner, table, times);
	const parts = clause.all.map(sql);
	if (clause.required === 1) parts.push(`(${clause.any.map(sql).join(' OR ')})`);
	else if (clause.required > 1) {
		const count = clause.any.map((inner) => `${known(sql(inner))}::INTEGER`).join(' + ');
		parts.push(`(${count} >= ${clause.required})`);
	}
	parts.push(...clause.none.map((inner) => `NOT ${known(sql(inner))}`));
	return parts.length === 0 ? 'true' : `(${parts.join(' AND ')})`;
}

/** True where any value of the field passes. */
function anyValue(field: TableField, test: Test): string {
	if (test === 'always') return `${field.column} IS NOT NULL`;
	if (test === 'never') return 'false';
	if (!field.multi) return `(${test(field.column)})`;
	return `(len(list_filter(${field.column}, lambda item: ${test('item')})) > 0)`;
}

const METADATA: ReadonlySet<string> = new Set(['_index', '_id', '_source', '_version']);

function leafCondition(clause: Leaf, table: Table, times: Times): string {
	if (clause.kind === 'exists') return existsCondition(clause.field, table);
	if (clause.kind === 'ids') return idsCondition(clause.ids, table);
	if (clause.field === '_id')
		return clause.kind === 'terms' ? idsCondition(clause.values.map(textOf), table) : 'false';
	if (clause.field === '_index') return indexCondition(clause, table);
	const field = table.fields.find(({ name }) => name === clause.field);
	return field ? anyValue(field, leafTest(clause, field, times)) : 'false';
}

function existsCondition(name: string, table: Table): string {
	if (METADATA.has(name)) return 'true';
	const fields = table.fields.filter((field) => field.name === name || field.name.startsWith(`${name}.`));
	return fields.length === 0
		? 'false'
		: `(${fields.map(({ column }) => `${column} IS NOT NULL`).join(' OR ')})`;
}

/** `_id` is the index's name and the row's number. */
function idsCondition(ids: readonly string[], { index, numbered }: Table): string {
	if (numbered !== true)
		return refuse(
			400,
			'illegal_argument_exception',
			`the documents of [${index}] cannot be found by [_id] on the demo cluster, since its files are read where they lie`
		);
	const rows = ids
		.filter((id) => id.startsWith(`${index}#`))
		.map((id) => id.slice(index.length + 1))
		.filter((number) => /^[1-9]\d{0,17}$/.test(number));
	return rows.length === 0 ? 'false' : `rowid IN (${rows.map((row) => `${row} - 1`).join(', ')})`;
}

/** `_index` behaves as a keyword whose one value is the index's name. */
function indexCondition(clause: FieldLeaf, table: Table): string {
	const column = textLiteral(table.index);
	const field: TableField = { name: '_index', type: 'keyword', column, multi: false };
	return anyValue(field, leafTest(clause, field, { now: 0, timeZone: 'UTC' }));
}

function leafTest(clause: FieldLeaf, field: TableField, times: Times): Test {
	switch (clause.kind) {
		case 'terms':
			return termTest(field, clause.values, clause.anyCase, times);
		case 'range':
			return rangeTest(field, clause, times);
		case 'match':
			return matchTest(clause, field, times);
		case 'phrase':
			if (field.type === 'text') return (x) => containsPhrase(x, textOf(clause.value));
			return termTest(field, [clause.value], false, times);
		case 'box':
			return boxTest(clause, field);
		case 'prefix':
		case 'wildcard':
		case 'regexp':
			return patternTest(clause, field);
	}
}

function matchTest(clause: Extract<Clause, { kind: 'match' }>, field: TableField, times: Times): Test {
	if (field.type !== 'text') return termTest(field, [clause.value], false, times);
	const words = [...new Set(wordsOf(textOf(clause.value)))];
	if (words.length === 0) return clause.wordless === 'all' ? 'always' : 'never';
	const required = clause.required(words.length);
	if (required === 1) return (x) => containsWords(x, words, false);
	if (required === words.length) return (x) => containsWords(x, words, true);
	return (x) =>
		`${words.map((word) => `${known(containsWords(x, [word], true))}::INTEGER`).join(' + ')} >= ${required}`;
}

function boxTest({ top, left, bottom, right }: Extract<Clause, { kind: 'box' }>, field: TableField): Test {
	const { type, name } = field;
	if (type !== 'geo_point')
		return cannotCreate(`failed to find geo field [${name}], which is of type [${type}]`);
	const number = (value: number) => constantSql(value, 'double');
	return (x) => {
		const [east, west] = [`${x}.x >= ${number(left)}`, `${x}.x <= ${number(right)}`];
		const between = left <= right ? `${east} AND ${west}` : `(${east} OR ${west})`;
		return `${x}.y <= ${number(top)} AND ${x}.y >= ${number(bottom)} AND ${between}`;
	};
}

type Pattern = Extract<Clause, { kind: 'prefix' | 'wildcard' | 'regexp' }>;

function patternTest({ kind, pattern, anyCase }: Pattern, field: TableField): Test {
	const { type, name } = field;
	if (type !== 'keyword' && type !== 'text' && type !== 'version') {
		return cannotCreate(
			`Can only use ${kind} queries on keyword, text and wildcard fields - not on [${name}] which is of type [${type}]`
		);
	}
	if (type === 'version')
		return refuse(
			400,
			'illegal_argument_exception',
			`The [${kind}] query on the version field [${name}] is not available on the demo cluster`
		);
	const wild = kind === 'prefix' ? `${pattern.replace(/[*?\\]/g, '\\$&')}*` : pattern;
	if (type === 'text' && kind !== 'regexp') return (x) => containsWildcard(x, wild.toLowerCase());
	const [fold, sought] = anyCase
		? [(x: string) => `lower(${x})`, wild.toLowerCase()]
		: [(x: string) => x, wild];
	if (kind !== 'regexp') return (x) => likeSql(fold(x), sought);
	const regex = regularExpression(pattern, anyCase || type === 'text');
	if (type === 'text') {
		const word = `(?:^|[^\\p{L}\\p{N}_])(?:${regex})(?:[^\\p{L}\\p{N}_]|$)`;
		return (x) => `regexp_matches(${x}, ${textLiteral(word)})`;
	}
	return (x) => `regexp_full_match(${x}, ${textLiteral(regex)})`;
}

function regularExpression(pattern: string, anyCase: boolean): string {
	try {
		const regex = luceneRegex(pattern);
		return anyCase ? `(?i)${regex}` : regex;
	} catch (error) {
		if (error instanceof PatternError) return cannotCreate(error.message);
		throw error;
	}
}
