import { DuckDBTypeId } from '@duckdb/node-api';
import type { EsType } from '$lib/esql/analysis/schema';
import type { Connection } from '../database';
import type { Leaf } from './leaves';

/** Types that texts can turn out to be, in the order in which they are tried. */
const guesses = ['ip', 'date', 'version'] as const satisfies readonly EsType[];
export type Guess = (typeof guesses)[number];

/** What a text of the type looks like; cheap, and not the last word. */
const looks: Readonly<Record<Guess, string>> = {
	ip: '[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F.]*){2,}',
	date: '[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]{1,9})?)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?',
	version: 'v?[0-9]{1,4}(?:\\.[0-9]{1,6}){2}(?:-[0-9A-Za-z.-]+)?(?:[+][0-9A-Za-z.-]+)?'
};

/** Is the text one, to the last? */
const truths: Readonly<Record<Guess, (text: string) => string>> = {
	ip: (text) => `esql_ip(${text}) IS NOT NULL`,
	date: (text) => `TRY_CAST(${text} AS TIMESTAMPTZ) IS NOT NULL`,
	version: (text) => `regexp_full_match(${text}, '${looks.version}')`
};

export const isGuess = (type: EsType): type is Guess => guesses.some((guess) => guess === type);

/** Can a leaf's values turn out to be something else than texts? */
export const isGuessable = ({ type }: Leaf): boolean =>
	type.typeId === DuckDBTypeId.VARCHAR && type.alias !== 'JSON';

const every = ({ sql, list }: Leaf, holds: (text: string) => string): string =>
	list
		? `len(list_filter(${sql}, lambda t: t IS NOT NULL AND NOT (${holds('t')}))) = 0`
		: `CASE WHEN ${sql} IS NOT NULL THEN ${holds(sql)} END`;

/** SQL aggregate: the type that all values look like, NULL where they look like nothing. */
export function guessSql(leaf: Leaf): string {
	const cases = guesses.map(
		(guess) =>
			`WHEN bool_and(${every(leaf, (text) => `regexp_full_match(${text}, '${looks[guess]}')`)}) THEN '${guess}'`
	);
	return `CASE ${cases.join(' ')} END`;
}

/** Of guesses from a sample, those that hold for every row of `from`. */
export async function confirmed(
	connection: Connection,
	from: string,
	guessed: readonly { readonly leaf: Leaf; readonly type: Guess }[]
): Promise<readonly boolean[]> {
	if (guessed.length === 0) return [];
	const questions = guessed.map(({ leaf, type }) => `bool_and(${every(leaf, truths[type])})`);
	const [answers] = await connection.rows(`SELECT ${questions.join(', ')} FROM ${from}`);
	return answers.map((answer) => answer === true);
}

const nouns: Readonly<Record<Guess, string>> = { ip: 'IP addresses', date: 'dates', version: 'versions' };

/** Why a field has a type that its file does not name. */
export const noteOf = (type: Guess): string =>
	`All values in the file are ${nouns[type]}, so the field is of the type ${type}; a mapping file can say otherwise.`;
