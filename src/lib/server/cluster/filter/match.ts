import { refuse } from '../failure';
import type { Clause } from './clause';
import { ignore, type Members, notHere, parsing } from './members';
import { minimumMatch } from './minimum';

/** What `match` and `multi_match` say of how words must be found. */
export function matchClause(
	members: Members
): Pick<Extract<Clause, { kind: 'match' }>, 'kind' | 'required' | 'wordless'> {
	const { query } = members;
	const operator = operatorOf(members, 'operator');
	const minimum = members.text('minimum_should_match');
	const wordless = (members.text('zero_terms_query') ?? 'none').toLowerCase();
	if (wordless !== 'none' && wordless !== 'all')
		return parsing(`Unsupported zero_terms_query value [${wordless}]`);
	if (members.text('fuzziness') !== undefined) notHere(`[fuzziness] of the [${query}] query`);
	ignore(members, 'analyzer', 'auto_generate_synonyms_phrase_query', 'lenient', 'max_expansions');
	ignore(members, 'prefix_length', 'fuzzy_transpositions', 'fuzzy_rewrite');
	const atLeast = minimum === undefined ? () => 1 : minimumMatch(minimum);
	const required = (words: number) => (operator === 'and' ? words : Math.max(1, atLeast(words)));
	return { kind: 'match', required, wordless };
}

/** `or` unless the member says `and`. */
export function operatorOf(members: Members, name: string): 'or' | 'and' {
	const operator = (members.text(name) ?? 'or').toLowerCase();
	if (operator === 'or' || operator === 'and') return operator;
	return refuse(
		400,
		'illegal_argument_exception',
		`operator needs to be either OR or AND, but not [${operator}]`
	);
}
