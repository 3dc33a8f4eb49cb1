import type { Expression } from '$lib/esql/syntax/ast';
import { convert } from '../sql/cast';
import type { Emit } from '../sql/emit';
import { isNumeric, isString } from '../sql/types';
import type { Dialect, Query } from '../sql/querystring';
import { parseQueryString, QueryStringError } from '../sql/querystring';
import { containsPhrase, containsWildcard, containsWords, equalsKeyword, wordsOf } from '../sql/search';
import type { Value } from '../sql/value';
import { constantValue, isNull, quote } from '../sql/value';
import type { CallSite, Rules } from './rule';
import { approximate, refused, scalar, value } from './rule';

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
	const known = query.constant;
	if (!isString(field.type) && !isString(query.type) && known !== undefined) {
		return boolean(`(${anyValue(field, (x) => `(${x} = ${query.sql})`)})`);
	}
	const text = queryText(query, place);
	const exact = field.type === 'keyword' && !options.phrase ? { ...options, phrase: true } : options;
	return boolean(`(${textCondition(field, text, exact, place)})`);
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

const queryString = (dialect: Dialect) =>
	value(([query], site) => {
		const text = queryText(query, site);
		try {
			return boolean(condition(parseQueryString(text, dialect), site));
		} catch (error) {
			if (error instanceof QueryStringError) return site.emit.refuse(site.node, error.message);
			throw error;
		}
	});

const unanalysed = 'words are compared as written, without stemming or scoring';

export const search: Rules = {
	KQL: approximate(queryString('kql'), unanalysed),
	MATCH: approximate(
		value(([field, query], site) =>
			matches(field, query, site, {
				all: String(site.options.get('operator')).toLowerCase() === 'and',
				phrase: false
			})
		),
		unanalysed
	),
	MATCH_PHRASE: approximate(
		value(([field, query], site) => matches(field, query, site, { all: true, phrase: true })),
		unanalysed
	),
	QSTR: approximate(queryString('lucene'), unanalysed),
	EMBEDDING: refused('EMBEDDING needs an inference model, which this cluster does not have'),
	KNN: refused('KNN needs a vector index, which this cluster does not have'),
	SCORE: approximate(
		scalar(([matched]) => `CASE WHEN ${matched} THEN 1.0 ELSE 0.0 END::DOUBLE`),
		'1 for a match, 0 for none'
	),
	TEXT_EMBEDDING: refused('TEXT_EMBEDDING needs an inference model, which this cluster does not have')
};
