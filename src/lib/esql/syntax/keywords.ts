import { SET } from './esql.grammar.terms';

/** `source` begins a query, `processing` follows a pipe; some commands are two words, of which this is the first. */
export interface Keyword {
	readonly term: number;
	/** Never a plain name inside an expression. */
	readonly reserved: boolean;
	readonly command?: 'source' | 'processing';
}

/**
 * Every word of the language, in the order of the grammar's `names`, as their terms are counted so. `^` follows those that
 * begin a query, `|` those that follow a pipe, `!` those that are reserved.
 */
const table =
	'SET FROM^ TS^ METADATA ROW^ SHOW^ INFO EXPLAIN^ PROMQL^ WHERE|! EVAL| STATS| INLINE| INLINESTATS| BY! SORT| ASC! DESC! ' +
	'NULLS! FIRST! LAST! LIMIT| KEEP| DROP| RENAME| AS DISSECT| GROK| ENRICH| ON! WITH! MV_EXPAND| LOOKUP| LEFT| RIGHT| ' +
	'JOIN CHANGE_POINT| FORK| FUSE| SCORE KEY GROUP SAMPLE| COMPLETION| RERANK| DEDUP| FILLNULL| DEFAULT URI_PARTS| ' +
	'USER_AGENT| IP_LOCATION| REGISTERED_DOMAIN| MMR| HIGHLIGHT| METRICS_INFO| TS_INFO| AND! OR! NOT! IN! LIKE! RLIKE! IS! ' +
	'NULL! TRUE! FALSE!';

/** Every word of the language, lower-case, in the order of the grammar. */
export const keywords: ReadonlyMap<string, Keyword> = new Map(
	table.split(' ').map((entry, at) => [
		/^\w+/.exec(entry)?.[0].toLowerCase() ?? '',
		{
			term: SET + at,
			reserved: entry.includes('!'),
			command: entry.includes('^') ? 'source' : entry.includes('|') ? 'processing' : undefined
		}
	])
);
