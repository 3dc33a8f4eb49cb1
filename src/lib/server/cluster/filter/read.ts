import { isJsonArray, isJsonObject, type JsonValue } from '$lib/protocol/json';
import { refuse } from '../failure';
import { unknownField } from '../malformed';
import type { Bound, Clause } from './clause';
import { isSought, Members, objectOf, oneField, parsing, textOf } from './members';
import { minimumMatch } from './minimum';

type Reader = (body: JsonValue) => Clause;

/** Queries of Elasticsearch that the demo cluster can not answer. */
const unsupported = new Set(
	(
		'boosting combined_fields common distance_feature fuzzy function_score geo_bounding_box geo_distance geo_grid ' +
		'geo_polygon geo_shape has_child has_parent ids intervals knn match_bool_prefix match_phrase_prefix more_like_this ' +
		'multi_match nested parent_id percolate pinned query_string rank_feature rule script script_score semantic shape ' +
		'simple_query_string span_containing span_field_masking span_first span_multi span_near span_not span_or span_term ' +
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

const notHere = (what: string): never =>
	refuse(400, 'illegal_argument_exception', `${what} is not available on the demo cluster`);

function nothingMore(query: string, body: JsonValue, clause: Clause): Clause {
	new Members(query, objectOf(query, body)).end();
	return clause;
}

/** What changes only the score or the analysis. */
function ignore(members: Members, ...names: readonly string[]): void {
	for (const name of names) members.get(name);
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
	const operator = (members.text('operator') ?? 'or').toLowerCase();
	if (operator !== 'or' && operator !== 'and')
		refuse(400, 'illegal_argument_exception', `operator needs to be either OR or AND, but not [${operator}]`);
	const minimum = members.text('minimum_should_match');
	const wordless = (members.text('zero_terms_query') ?? 'none').toLowerCase();
	if (wordless !== 'none' && wordless !== 'all') {
		return parsing(`Unsupported zero_terms_query value [${wordless}]`);
	}
	if (members.text('fuzziness') !== undefined) notHere('[fuzziness] of the [match] query');
	ignore(members, 'analyzer', 'auto_generate_synonyms_phrase_query', 'lenient', 'max_expansions');
	ignore(members, 'prefix_length', 'fuzzy_transpositions', 'fuzzy_rewrite');
	members.end();
	const atLeast = minimum === undefined ? () => 1 : minimumMatch(minimum);
	const required = (words: number) => (operator === 'and' ? words : Math.max(1, atLeast(words)));
	return { kind: 'match', field, value, required, wordless };
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
