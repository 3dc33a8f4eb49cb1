import type { QueryRequest } from '$lib/request/request';

/** A request with nothing but its query. */
export const plainRequest = (query: string): QueryRequest => ({ query, params: [], filter: '', options: {} });

/** What a fresh page offers. */
export const firstQuery = [
	'FROM logs-web-*',
	'| WHERE @timestamp > NOW() - 1 day',
	'| STATS requests = COUNT(*), p95_ms = ROUND(PERCENTILE(event.duration, 95) / 1000000, 1)',
	'    BY service.name, http.response.status_code',
	'| SORT requests DESC',
	'| LIMIT 100'
].join('\n');

/** Shown where the Params pane is empty. */
export const paramsExample: QueryRequest = {
	query: [
		'FROM logs-web-*',
		'| WHERE http.response.status_code >= ?min_status',
		'| STATS errors = COUNT(*) BY service.name',
		'| SORT errors DESC',
		'| LIMIT 20'
	].join('\n'),
	params: [{ name: 'min_status', type: 'integer', value: '500' }],
	filter: '',
	options: {}
};

/** Offered where the Filter pane is empty. */
export const filterExamples: readonly { readonly label: string; readonly filter: string }[] = [
	{ label: 'Last 24 hours', filter: json({ range: { '@timestamp': { gte: 'now-24h' } } }) },
	{ label: 'Server errors', filter: json({ range: { 'http.response.status_code': { gte: 500 } } }) },
	{
		label: 'Errors of the last hour',
		filter: json({
			bool: {
				filter: [
					{ range: { '@timestamp': { gte: 'now-1h' } } },
					{ terms: { 'http.response.status_code': [500, 502, 503] } }
				]
			}
		})
	}
];

function json(value: unknown): string {
	return JSON.stringify(value, null, 2);
}
