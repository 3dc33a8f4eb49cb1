import * as terms from './esql.grammar.terms';

/** `source` begins a query, `processing` follows a pipe; some commands are two words, of which this is the first. */
export interface Keyword {
	readonly term: number;
	/** Never a plain name inside an expression. */
	readonly reserved: boolean;
	readonly command?: 'source' | 'processing';
}

const source = ['FROM', 'TS', 'ROW', 'SHOW', 'EXPLAIN', 'PROMQL'] as const;

const processing = [
	...([
		'WHERE',
		'EVAL',
		'STATS',
		'INLINE',
		'INLINESTATS',
		'SORT',
		'LIMIT',
		'KEEP',
		'DROP',
		'RENAME'
	] as const),
	...([
		'DISSECT',
		'GROK',
		'ENRICH',
		'MV_EXPAND',
		'LOOKUP',
		'LEFT',
		'RIGHT',
		'CHANGE_POINT',
		'FORK',
		'FUSE'
	] as const),
	...([
		'SAMPLE',
		'COMPLETION',
		'RERANK',
		'DEDUP',
		'FILLNULL',
		'URI_PARTS',
		'USER_AGENT',
		'IP_LOCATION'
	] as const),
	...(['REGISTERED_DOMAIN', 'MMR', 'HIGHLIGHT', 'METRICS_INFO', 'TS_INFO'] as const)
];

const reserved = [
	...([
		'AND',
		'ASC',
		'BY',
		'DESC',
		'FALSE',
		'FIRST',
		'IN',
		'IS',
		'LAST',
		'LIKE',
		'NOT',
		'NULL',
		'NULLS'
	] as const),
	...(['ON', 'OR', 'RLIKE', 'TRUE', 'WITH', 'WHERE'] as const)
];

const contextual = ['SET', 'METADATA', 'INFO', 'AS', 'JOIN', 'SCORE', 'KEY', 'GROUP', 'DEFAULT'] as const;

/** Every word of the language, lower-case. */
export const keywords: ReadonlyMap<string, Keyword> = new Map(
	[...source, ...processing, ...reserved, ...contextual].map((name) => [
		name.toLowerCase(),
		{
			term: terms[name],
			reserved: (reserved as readonly string[]).includes(name),
			command: (source as readonly string[]).includes(name)
				? 'source'
				: (processing as readonly string[]).includes(name)
					? 'processing'
					: undefined
		}
	])
);
