import { VARCHAR } from '@duckdb/node-api';
import { quote } from '../value';
import type { RowFunctionDefinition } from '../rowfunction';
import { agentParts } from './agent';
import { domainParts } from './domain';
import { uriParts } from './uri';

type Parts = Readonly<Partial<Record<string, string>>>;

/** Control characters: they divide the parts of one text, and stand for a missing part. */
const DIVIDER = '\u001f';
const MISSING = '\u001e';

/** The commands that take texts apart: the names of the parts, and how to find them. */
const takers = {
	uri_parts: [
		'domain fragment path extension port query scheme user_info username password',
		(text: string): Parts | undefined => uriParts(text)
	],
	registered_domain: [
		'domain registered_domain top_level_domain subdomain',
		(text: string): Parts | undefined => domainParts(text)
	],
	user_agent: [
		'name version os.name os.version os.full device.name',
		(text: string): Parts | undefined => agentParts(text)
	]
} as const;

export type Taker = keyof typeof takers;

export const isTaker = (command: string): command is Taker => Object.hasOwn(takers, command);

/** SQL of all parts of a text as one text; NULL where it can't be taken apart. */
export const partsSql = (taker: Taker, text: string): string => `esql_${taker}(${text})`;

/** SQL of one part, by its name, out of all. */
export function partSql(taker: Taker, parts: string, name: string): string {
	const index = takers[taker][0].split(' ').indexOf(name) + 1;
	return `nullif(string_split(${parts}, ${quote(DIVIDER)})[${index}], ${quote(MISSING)})`;
}

/** The functions for SQL. */
export const partFunctions: readonly RowFunctionDefinition[] = Object.entries(takers).map(
	([name, [names, take]]) => [
		`esql_${name}`,
		[VARCHAR],
		VARCHAR,
		(text: string) => {
			const parts = take(text);
			return (
				parts &&
				names
					.split(' ')
					.map((part) => parts[part] ?? MISSING)
					.join(DIVIDER)
			);
		}
	]
);
