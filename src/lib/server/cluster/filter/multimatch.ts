import { refuse } from '../failure';
import type { JsonValue } from '$lib/protocol/json';
import type { Clause } from './clause';
import { fieldList, overFields } from './fieldlist';
import { matchClause } from './match';
import { ignore, Members, notHere, objectOf } from './members';

const types: ReadonlySet<string> = new Set(['best_fields', 'most_fields', 'cross_fields', 'phrase']);

/** `multi_match`: a `match`, or a `match_phrase`, over several fields. */
export function multiMatch(body: JsonValue): Clause {
	const members = new Members('multi_match', objectOf('multi_match', body));
	const value = members.sought('query');
	const fields = fieldList(members);
	const type = members.text('type') ?? 'best_fields';
	const clause = matchClause(members);
	ignore(members, 'tie_breaker', 'slop');
	members.end();
	if (type === 'phrase') return overFields(fields, (field) => ({ kind: 'phrase', field, value }));
	if (types.has(type)) return overFields(fields, (field) => ({ ...clause, field, value }));
	if (type === 'phrase_prefix' || type === 'bool_prefix')
		notHere(`The type [${type}] of the [multi_match] query`);
	return refuse(400, 'parse_exception', `failed to parse [multi_match] query type [${type}]. unknown type.`);
}
