import { isJsonArray, isJsonObject, type JsonValue } from '$lib/protocol/json';
import { refuse } from '../failure';
import { unknownField } from '../malformed';
import type { Bound, Clause } from './clause';
import { cannotCreate } from './constant';
import { boundingBox } from './box';
import { ignore, isSought, Members, notHere, objectOf, oneField, parsing, textOf } from './members';
import { multiMatch } from './multimatch';
import { queryString } from './strings';
import { simpleQueryString } from './simplestring';
import { matchClause } from './match';
import { minimumMatch } from './minimum';

type Reader = (body: JsonValue) => Clause;

/** Queries of Elasticsearch that the demo cluster can not answer. */
const unsupported = new Set(
	(
		'boosting combined_fields common distance_feature fuzzy function_score geo_distance geo_grid ' +
		'geo_polygon geo_shape has_child has_parent intervals knn match_bool_prefix match_phrase_prefix more_like_this ' +
		'parent_id percolate pinned rank_feature rule script script_score semantic shape ' +
		'span_containing span_field_masking span_first span_multi span_near span_not span_or span_term ' +
		'span_within sparse_vector term_set terms_set text_expansion weighted_tokens wrapper'
	).split(' ')
);

const readers: Readonly<Record<string, Reader>> = {
	match_all: (body) => nothingMore('match_all', body, { kind: 'all' }),
	match_none: (body) => nothingMore('match_none', body, { kind: 'none' }),
	term(body) {
		const [field, members] = valueMembers('term', body);
		const values = [members.sought('value')];
		const anyCase = members.flag('case_insensitive');
		members.end();
		return { kind: 'terms', field, values, anyCase };
	},
	terms(body) {
		const [field, list] = oneField('terms', body);
		if (!isJsonArray(list)) return parsing(`[terms] query does not support [${field}]`);
		const values = list.filter(isSought);
		if (values.length < list.length)
			return refuse(400, 'illegal_argument_exception', 'No value specified for terms query');
		return { kind: 'terms', field, values, anyCase: false };
	},
	range,
	ids(body) {
		const members = new Members('ids', objectOf('ids', body));
		const values = members.get('values');
		members.end();
		if (values === undefined) return { kind: 'ids', ids: [] };
		const list = isJsonArray(values) ? values : [values];
		if (!list.every(isSought)) return parsing('[ids] failed to parse field [values]');
		return { kind: 'ids', ids: list.map(textOf) };
	},
	exists(body) {
		const members = new Members('exists', objectOf('exists', body));
		const field = members.text('field');
		members.end();
		if (!field) return parsing('[exists] must be provided with a [field]');
		return { kind: 'exists', field };
	},
	match,
	match_phrase(body) {
		const [field, members] = valueMembers('match_phrase', body, 'query');
		const value = members.sought('query');
		if (Number(members.text('slop') ?? 0) > 0) notHere('[slop] of the [match_phrase] query');
		ignore(members, 'analyzer', 'zero_terms_query');
		members.end();
		return { kind: 'phrase', field, value };
	},
	prefix: pattern('prefix'),
	wildcard: pattern('wildcard'),
	regexp: pattern('regexp'),
	multi_match: multiMatch,
	query_string: queryString,
	simple_query_string: simpleQueryString,
	geo_bounding_box: boundingBox,
	nested(body) {
		const members = new Members('nested', objectOf('nested', body));
		const path = members.text('path');
		const unmapped = members.flag('ignore_unmapped');
		if (path === undefined) return parsing("[nested] requires 'path' field");
		if (unmapped) return { kind: 'none' };
		return cannotCreate(
			`[nested] failed to find nested object under path [${path}]`,
			'illegal_state_exception'
		);
	},
	bool,
	constant_score(body) {
		const members = new Members('constant_score', objectOf('constant_score', body));
		const filter = members.get('filter');
		members.end();
		if (filter === undefined) return parsing("[constant_score] requires a 'filter' element");
		return readClause(filter);
	},
	dis_max(body) {
		const members = new Members('dis_max', objectOf('dis_max', body));
		const any = clauses(members.get('queries'));
		ignore(members, 'tie_breaker');
		members.end();
		if (any.length === 0) return parsing("[dis_max] requires 'queries' field with at least one clause");
		return { kind: 'bool', all: [], any, none: [], required: 1 };
	}
};

/** Reads one Query DSL clause. Throws `Refusal` for what Elasticsearch refuses, or what this cluster has not. */
export function readClause(dsl: JsonValue): Clause {
	if (!isJsonObject(dsl)) return parsing('[_na] query malformed, must start with start_object');
	const [first, second] = [...dsl];
	if (!first) return parsing('query malformed, empty clause found');
	const [name, body] = first;
	if (!Object.hasOwn(readers, name)) {
		if (unsupported.has(name)) notHere(`The [${name}] query`);
		const known = [...Object.keys(readers), ...unsupported];
		return parsing(unknownField('', name, known).replace('[] unknown field', 'unknown query'));
	}
	if (!isJsonObject(body)) return parsing(`[${name}] query malformed, no start_object after query name`);
	const clause = readers[name](body);
	if (second) return parsing(`[${name}] malformed query, expected [END_OBJECT] but found [FIELD_NAME]`);
	return clause;
}

function nothingMore(query: string, body: JsonValue, clause: Clause): Clause {
	new Members(query, objectOf(query, body)).end();
	return clause;
}

/** `{field: value}` or `{field: {value: …, option: …}}`. */
function valueMembers(query: string, body: JsonValue, short = 'value'): readonly [string, Members] {
	const [field, inner] = oneField(query, body);
	if (isJsonArray(inner)) return parsing(`[${query}] query does not support array of values`);
	const object = isJsonObject(inner) ? inner : new Map([[short, inner]]);
	return [field, new Members(query, object)];
}

function bound(members: Members, exclusive: string, inclusive: string): Bound | undefined {
	for (const name of [exclusive, inclusive]) {
		const value = members.get(name);
		if (value === undefined || value === null) continue;
		if (!isSought(value)) return parsing(`[range] query does not support [${name}]`);
		return { value, inclusive: name === inclusive };
	}
	return undefined;
}

function range(body: JsonValue): Clause {
	const [field, inner] = oneField('range', body);
	if (!isJsonObject(inner)) return parsing(`[range] query does not support [${field}]`);
	const members = new Members('range', inner);
	const clause: Clause = {
		kind: 'range',
		field,
		lower: bound(members, 'gt', 'gte'),
		upper: bound(members, 'lt', 'lte'),
		format: members.text('format'),
		timeZone: members.text('time_zone')
	};
	ignore(members, 'relation');
	members.end();
	return clause;
}

function match(body: JsonValue): Clause {
	const [field, members] = valueMembers('match', body, 'query');
	const value = members.sought('query');
	const clause = matchClause(members);
	members.end();
	return { ...clause, field, value };
}

function pattern(kind: 'prefix' | 'wildcard' | 'regexp'): Reader {
	return (body) => {
		const [field, members] = valueMembers(kind, body);
		const sought = textOf(members.sought('value', kind));
		const anyCase = members.flag('case_insensitive');
		ignore(members, 'rewrite', 'flags', 'max_determinized_states');
		members.end();
		return { kind, field, pattern: sought, anyCase };
	};
}

function clauses(value: JsonValue | undefined): readonly Clause[] {
	if (value === undefined) return [];
	return (isJsonArray(value) ? value : [value]).map(readClause);
}

function bool(body: JsonValue): Clause {
	const members = new Members('bool', objectOf('bool', body));
	const all = [...clauses(members.get('must')), ...clauses(members.get('filter'))];
	const any = clauses(members.get('should'));
	const none = clauses(members.get('must_not'));
	const minimum = members.text('minimum_should_match');
	members.end();
	const otherwise = any.length > 0 && all.length === 0 ? 1 : 0;
	const required = minimum === undefined ? otherwise : minimumMatch(minimum)(any.length);
	return { kind: 'bool', all, any, none, required };
}
