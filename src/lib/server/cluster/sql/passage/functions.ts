import { INTEGER, VARCHAR } from '@duckdb/node-api';
import type { RowFunctionDefinition } from '../rowfunction';
import { wordsOf } from '../search';
import { nonEmpty, quote } from '../value';
import type { Cut } from './split';
import { passagesOf } from './split';

/** Divides passages inside one text. */
const DIVIDER = '\u001f';

/** SQL of the list that a function below gives as one text. */
export const passagesSql = (call: string): string =>
	nonEmpty(`string_split(nullif(${call}, ''), ${quote(DIVIDER)})`);

/** The passages with most words of the query, the best one first. */
function snippets(text: string, query: string, count: number, size: number): string {
	const wanted = new Set(wordsOf(query));
	return passagesOf(text, { strategy: 'sentence', size, overlap: 0 })
		.map((passage) => ({ passage, hits: wordsOf(passage).filter((word) => wanted.has(word)).length }))
		.filter(({ hits }) => hits > 0)
		.sort((a, b) => b.hits - a.hits)
		.slice(0, count)
		.map(({ passage }) => passage)
		.join(DIVIDER);
}

/** The words of a message that hold no digit, as a regular expression that messages of its kind fit. */
function category(text: string): string {
	const fixed = text
		.split(/[\s,;:=()[\]{}"'|]+/)
		.filter((word) => /^[A-Za-z][\w./-]*$/.test(word) && !/\d/.test(word));
	const escaped = fixed.map((word) => word.replace(/[.+*?/-]+$/, '').replace(/[.+*?]/g, '\\$&'));
	return `.*?${escaped.join('.+?')}.*?`;
}

/** Passages of texts for SQL. */
export const passageFunctions: readonly RowFunctionDefinition[] = [
	[
		'esql_chunk',
		[VARCHAR, VARCHAR, INTEGER, INTEGER],
		VARCHAR,
		(text: string, strategy: Cut['strategy'], size: number, overlap: number) =>
			passagesOf(text, { strategy, size, overlap }).join(DIVIDER)
	],
	['esql_snippets', [VARCHAR, VARCHAR, INTEGER, INTEGER], VARCHAR, snippets],
	['esql_category', [VARCHAR], VARCHAR, category]
];
