import type { JsonValue } from '$lib/protocol/json';
import { refuse } from '../failure';
import { parseQueryString, type Query, QueryStringError } from '../sql/querystring';
import type { Clause } from './clause';
import { fieldList, overFields } from './fieldlist';
import { operatorOf } from './match';
import { ignore, Members, notHere, objectOf, textOf } from './members';

/** `query_string`: Lucene's language, over the named fields or the keyword and text fields. */
export function queryString(body: JsonValue): Clause {
	const members = new Members('query_string', objectOf('query_string', body));
	const text = textOf(members.sought('query'));
	const single = members.text('default_field');
	const fields = single === undefined ? fieldList(members) : [single];
	if (operatorOf(members, 'default_operator') === 'and')
		notHere('[default_operator: and] of the [query_string] query');
	const timeZone = members.text('time_zone');
	ignore(members, 'analyze_wildcard', 'allow_leading_wildcard', 'lenient', 'analyzer', 'quote_analyzer');
	ignore(members, 'type', 'tie_breaker', 'rewrite', 'max_determinized_states', 'escape', 'phrase_slop');
	members.end();
	return clauseOf(parsed(text), fields, timeZone);
}

function parsed(text: string): Query {
	try {
		return parseQueryString(text, 'lucene');
	} catch (error) {
		if (error instanceof QueryStringError) return refuse(400, 'query_shard_exception', error.message);
		throw error;
	}
}

const bool = (parts: Partial<Extract<Clause, { kind: 'bool' }>>): Clause => ({
	kind: 'bool',
	all: [],
	any: [],
	none: [],
	required: parts.any ? 1 : 0,
	...parts
});

function clauseOf(query: Query, fields: readonly string[], timeZone: string | undefined): Clause {
	const inner = (item: Query) => clauseOf(item, fields, timeZone);
	const over = (field: string | undefined, of: (field: string) => Clause) =>
		overFields(field === undefined ? fields : [field], of);
	switch (query.kind) {
		case 'all':
			return { kind: 'all' };
		case 'and':
			return bool({ all: query.items.map(inner) });
		case 'or':
			return bool({ any: query.items.map(inner) });
		case 'not':
			return bool({ none: [inner(query.item)] });
		case 'exists':
			return over(query.field, (field) => ({ kind: 'exists', field }));
		case 'range':
			return over(query.field, (field) => ({
				kind: 'range',
				field,
				lower: query.from === undefined ? undefined : { value: query.from, inclusive: !query.open[0] },
				upper: query.to === undefined ? undefined : { value: query.to, inclusive: !query.open[1] },
				format: undefined,
				timeZone
			}));
		case 'text':
			if (query.field === '_exists_') return { kind: 'exists', field: query.text };
			return over(query.field, (field) => wordClause(field, query.text, query.phrase));
	}
}

/** One word, pattern or phrase in one field. */
export function wordClause(field: string, text: string, phrase: boolean): Clause {
	if (phrase) return { kind: 'phrase', field, value: text };
	if (text === '*') return { kind: 'exists', field };
	if (/[*?]/.test(text)) return { kind: 'wildcard', field, pattern: text, anyCase: false };
	return { kind: 'match', field, value: text, required: () => 1, wordless: 'none' };
}
