import type { CommandDefinition } from './commands';
import type { FunctionDefinition } from './index';

const base = 'https://www.elastic.co/docs/reference/query-languages/esql';

/** The documentation's page of each family of functions. */
const pages: Readonly<Record<string, string>> = {
	aggregate: 'aggregation-functions',
	conditional: 'conditional-functions-and-expressions',
	conversion: 'type-conversion-functions',
	date: 'date-time-functions',
	grouping: 'grouping-functions',
	math: 'math-functions',
	'multi-value': 'mv-functions',
	network: 'ip-functions',
	range: 'date-time-functions',
	search: 'search-functions',
	spatial: 'spatial-functions',
	text: 'string-functions',
	'time series': 'time-series-aggregation-functions',
	vector: 'dense-vector-functions'
};

/** Commands whose page is not named for them alone. */
const commandPages: Readonly<Record<string, string>> = {
	STATS: 'stats-by',
	'INLINE STATS': 'inlinestats-by',
	CHANGE_POINT: 'change-point',
	'LOOKUP JOIN': 'lookup-join'
};

/** Where Elastic documents a function; the list of all where its own place is not known. */
export function functionDocs({ name, family }: Pick<FunctionDefinition, 'name' | 'family'>): string {
	const page = pages[family];
	return page === undefined
		? `${base}/esql-functions-operators`
		: `${base}/functions-operators/${page}#esql-${name.toLowerCase()}`;
}

/** Where Elastic documents a command. */
export function commandDocs({ name }: Pick<CommandDefinition, 'name'>): string {
	return `${base}/commands/${commandPages[name] ?? name.toLowerCase().replaceAll(' ', '-')}`;
}
