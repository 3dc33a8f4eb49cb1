import { analyze } from '$lib/esql/analysis/analyze';
import type { Analysis } from '$lib/esql/analysis/analysis';
import { refusal } from '$lib/esql/analysis/report';
import type { EsType, Field } from '$lib/esql/analysis/schema';
import { parse } from '$lib/esql/syntax/parse';

const indices: Readonly<Record<string, Readonly<Record<string, EsType>>>> = {
	shop: {
		'@timestamp': 'date',
		area: 'geo_shape',
		big: 'unsigned_long',
		'client.ip': 'ip',
		'client.name': 'keyword',
		note: 'text',
		paid: 'boolean',
		price: 'double',
		quantity: 'integer',
		release: 'version',
		serial: 'long',
		shipped: 'date_nanos',
		sku: 'keyword',
		spot: 'geo_point'
	},
	parts: { sku: 'keyword', quantity: 'keyword', maker: 'keyword', year: 'integer' },
	meters: { '@timestamp': 'date', host: 'keyword', requests: 'counter_long', cpu: 'double' }
};

const odd: readonly Field[] = [
	{ name: 'mixed', type: 'unsupported', originalTypes: ['integer', 'keyword'] },
	{ name: 'shape', type: 'unsupported', originalTypes: ['percolator'] },
	{ name: 'size', type: 'integer' }
];

/** The fields of the tests' indices; `unread` is there but its fields are not known. */
export function fields(pattern: string): readonly Field[] | undefined {
	if (pattern === 'odd') return odd;
	const types = indices[pattern];
	return types && Object.entries(types).map(([name, type]) => ({ name, type }));
}

const missing = (pattern: string) =>
	pattern.split(',').filter((name) => !(name in indices) && !['odd', 'unread'].includes(name));

export const analyzed = (query: string): Analysis => analyze(parse(query), { fields, missing });

/** Columns of the result as `name:type`, in order. */
export const columns = (query: string): string =>
	analyzed(query)
		.columns.map(({ name, type }) => `${name}:${type}`)
		.join(' ');

/** What Elasticsearch would refuse the query with; `undefined` where it would run. */
export const refused = (query: string): string | undefined => {
	const answer = refusal(analyzed(query));
	return answer && answer.reason.replace(/^Found \d+ problems?\n/, '');
};
