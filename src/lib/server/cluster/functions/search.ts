import type { Expression } from '$lib/esql/syntax/ast';
import { convert } from '../sql/cast';
import type { Emit } from '../sql/emit';
import { isNumeric, isString } from '../sql/types';
import type { Dialect, Query } from '../sql/querystring';
import { parseQueryString, QueryStringError } from '../sql/querystring';
import { containsPhrase, containsWildcard, containsWords, equalsKeyword, wordsOf } from '../sql/search';
import type { Value } from '../sql/value';
import { constantValue, isNull, quote } from '../sql/value';
import type { CallSite, Rule, Rules } from './rule';
import { approximate, refused, value } from './rule';

type Place = { readonly emit: Emit; readonly node: Expression };
const boolean = (sql: string): Value => ({ sql, type: 'boolean', multi: false });

/** True where any value of the field fulfils the test. */
function anyValue(field: Value, test: (x: string) => string): string {
	if (isNull(field)) return 'false';
	if (field.multi) return `coalesce(len(list_filter(${field.sql}, lambda m: ${test('m')})) > 0, false)`;
	return `coalesce(${test(field.sql)}, false)`;
}

interface MatchOptions {
	readonly all: boolean;
	readonly phrase: boolean;
}

/** SQL condition: the field matches a text as the search engine would match it, without scoring. */
function textCondition(field: Value, text: string, { all, phrase }: MatchOptions, { emit }: Place): string {
	if (field.type === 'text') {
		return anyValue(field, (x) => {
			if (phrase) return containsPhrase(x, text);
			return /[*?]/.test(text)
				? containsWildcard(x, text.toLowerCase())
				: containsWords(x, wordsOf(text), all);
		});
	}
	if (field.type === 'keyword')
		return anyValue(field, (x) => (phrase ? `(${x} = ${quote(text)})` : equalsKeyword(x, text)));
	const wanted = convert(constantValue(text, 'keyword'), field.type, emit.zone);
	return wanted && !isNull(wanted) ? anyValue(field, (x) => `(${x} = ${wanted.sql})`) : 'false';
}

function queryText(query: Value, place: Place): string {
	const { constant } = query;
	if (typeof constant === 'string' && isString(query.type)) return constant;
	if (typeof constant === 'bigint' || typeof constant === 'number' || typeof constant === 'boolean')
		return String(constant);
	return place.emit.refuse(
		place.node,
		`Query must be a valid string in [${place.emit.source(place.node)}], found [${query.type}]`
	);
}

/** `field : query` and MATCH. */
export function matches(
	field: Value,
	query: Value,
	place: Place,
	options: MatchOptions = { all: false, phrase: false }
): Value {
	if (query.multi) place.emit.refuse(place.node, 'a search takes one value, not several');
	const known = query.constant;
	if (!isString(field.type) && !isString(query.type) && known !== undefined) {
		return boolean(`(${anyValue(field, (x) => `(${x} = ${query.sql})`)})`);
	}
	const text = queryText(query, place);
	const exact = field.type === 'keyword' && !options.phrase ? { ...options, phrase: true } : options;
	return boolean(`(${textCondition(field, text, exact, place)})`);
}

/** SQL of how many of `words` a field holds: of a keyword, whether it is the query. */
function hits(field: Value, text: string, place: Place): string {
	if (isNull(field)) return '0.0::DOUBLE';
	const tests =
		field.type === 'text'
			? [...new Set(wordsOf(text))].map((word) => anyValue(field, (x) => containsWords(x, [word], true)))
			: [textCondition(field, text, { all: true, phrase: true }, place)];
	return `(${tests.map((test) => `${test}::INTEGER`).join(' + ') || '0'})::DOUBLE`;
}

/** SQL of the score of `field : query` and MATCH. */
export function matchScore(field: Value, query: Value, place: Place): string {
	return hits(field, queryText(query, place), place);
}

/** The score times the option `boost`; 0 for a row that does not match. */
function boosted(matched: Value, score: string, { options }: CallSite): string {
	const boost = options.get('boost');
	const factor = typeof boost === 'number' || typeof boost === 'bigint' ? ` * ${Number(boost)}::DOUBLE` : '';
	return `CASE WHEN ${matched.sql} THEN ${score}${factor} ELSE 0.0 END`;
}

function rangeCondition(field: Value, query: Extract<Query, { kind: 'range' }>, { emit }: Place): string {
	const bound = (text: string) => convert(constantValue(text, 'keyword'), field.type, emit.zone);
	const sides = [
		query.from === undefined ? undefined : { operator: query.open[0] ? '>' : '>=', value: bound(query.from) },
		query.to === undefined ? undefined : { operator: query.open[1] ? '<' : '<=', value: bound(query.to) }
	].filter((side) => side !== undefined);
	if (sides.some((side) => !side.value)) return 'false';
	return anyValue(
		field,
		(x) => `(${sides.map((side) => `${x} ${side.operator} ${side.value?.sql}`).join(' AND ') || 'true'})`
	);
}

function condition(query: Query, site: CallSite): string {
	switch (query.kind) {
		case 'all':
			return 'true';
		case 'and':
		case 'or':
			return `(${query.items.map((item) => condition(item, site)).join(query.kind === 'and' ? ' AND ' : ' OR ')})`;
		case 'not':
			return `(NOT ${condition(query.item, site)})`;
		case 'exists': {
			const field = site.columns().get(query.field);
			return field && !isNull(field) ? `(${field.sql} IS NOT NULL)` : 'false';
		}
		case 'range': {
			const field = query.field === undefined ? undefined : site.columns().get(query.field);
			return field ? rangeCondition(field, query, site) : 'false';
		}
		case 'text': {
			const options = { all: false, phrase: query.phrase };
			if (query.field !== undefined) {
				const field = site.columns().get(query.field);
				return field ? textCondition(field, query.text, options, site) : 'false';
			}
			const fields = [...site.columns().values()].filter(
				(field) => isString(field.type) || (isNumeric(field.type) && /^\d+$/.test(query.text))
			);
			return `(${fields.map((field) => textCondition(field, query.text, options, site)).join(' OR ') || 'false'})`;
		}
	}
}

/** SQL of the hits of all texts that a matching row may hold. */
function queryHits(query: Query, site: CallSite): readonly string[] {
	if (query.kind === 'and' || query.kind === 'or')
		return query.items.flatMap((item) => queryHits(item, site));
	if (query.kind !== 'text') return [];
	const field = query.field === undefined ? undefined : site.columns().get(query.field);
	if (field) return [hits(field, query.text, site)];
	return [`(${condition(query, site)})::INTEGER::DOUBLE`];
}

function parsedQuery(query: Value, dialect: Dialect, site: CallSite): Query {
	try {
		return parseQueryString(queryText(query, site), dialect);
	} catch (error) {
		if (error instanceof QueryStringError) return site.emit.refuse(site.node, error.message);
		throw error;
	}
}

function queryString(dialect: Dialect): Rule {
	const matched = ([query]: readonly Value[], site: CallSite) =>
		boolean(condition(parsedQuery(query, dialect, site), site));
	return value(matched, (args, site) => {
		const found = queryHits(parsedQuery(args[0], dialect, site), site);
		return boosted(matched(args, site), found.length === 0 ? '1.0' : `(${found.join(' + ')})`, site);
	});
}

function matchRule(optionsOf: (site: CallSite) => MatchOptions): Rule {
	const matched = ([field, query]: readonly Value[], site: CallSite) =>
		matches(field, query, site, optionsOf(site));
	return value(matched, (args, site) =>
		boosted(matched(args, site), matchScore(args[0], args[1], site), site)
	);
}

/** How alike two vectors are, 0 to 1, as the search engine scores cosines. */
const likeness = (field: string, query: string) =>
	`CASE WHEN len(${field}) = len(${query}) THEN (1 + list_cosine_similarity(${field}, ${query})) / 2 END::DOUBLE`;

/** Of all rows, the `k` whose vectors are nearest. */
function nearest([field, query]: readonly Value[], { options, emit, node }: CallSite): Value {
	if (field.type !== 'dense_vector')
		emit.refuse(node, 'KNN needs a dense_vector field on this cluster, which has no inference model');
	const k = options.get('k') ?? 10n;
	if (typeof k !== 'bigint' || k < 1n)
		emit.refuse(node, `[k] must be a positive number, found [${String(k)}]`);
	const like = likeness(field.sql, query.sql);
	const least = options.get('similarity');
	const close =
		typeof least === 'number' || typeof least === 'bigint' ? ` AND ${like} * 2 - 1 >= ${Number(least)}` : '';
	return boolean(
		`(${like} IS NOT NULL${close} AND rank() OVER (ORDER BY ${like} DESC NULLS LAST) <= ${String(k)})`
	);
}

const unanalysed = 'words are compared as written, without stemming; a score counts the words found';

export const search: Rules = {
	KQL: approximate(queryString('kql'), unanalysed),
	MATCH: approximate(
		matchRule(({ options }) => ({
			all: String(options.get('operator')).toLowerCase() === 'and',
			phrase: false
		})),
		unanalysed
	),
	MATCH_PHRASE: approximate(
		matchRule(() => ({ all: true, phrase: true })),
		unanalysed
	),
	QSTR: approximate(queryString('lucene'), unanalysed),
	EMBEDDING: refused('EMBEDDING needs an inference model, which this cluster does not have'),
	KNN: approximate(
		value(nearest, ([field, query], site) =>
			boosted(boolean(`${field.sql} IS NOT NULL`), likeness(field.sql, query.sql), site)
		),
		'the truly nearest of all rows, by cosine; `k` is 10 when absent'
	),
	SCORE: approximate(
		value((_, { scored }) => ({ sql: `(${scored()})`, type: 'double', multi: false })),
		'how many words of the query a text holds'
	),
	TEXT_EMBEDDING: refused('TEXT_EMBEDDING needs an inference model, which this cluster does not have')
};
