import { isJsonArray } from '$lib/protocol/json';
import type { Clause } from './clause';
import { isSought, type Members, parsing, textOf } from './members';

/** The `fields` of a query, without their boosts; all when there are none. */
export function fieldList(members: Members): readonly string[] {
	const value = members.get('fields');
	if (value === undefined) return ['*'];
	const list = isJsonArray(value) ? value : [value];
	const names = list.map((item) =>
		isSought(item)
			? textOf(item).replace(/\^[\d.]+$/, '')
			: parsing(`[${members.query}] query does not support [fields]`)
	);
	return names.length === 0 ? ['*'] : names;
}

/** A clause for each of the fields; the clause itself where there is one field. */
export function overFields(patterns: readonly string[], of: (field: string) => Clause): Clause {
	const [only] = patterns;
	return patterns.length === 1 && !only.includes('*') ? of(only) : { kind: 'fields', patterns, of };
}
