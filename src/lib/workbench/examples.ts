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

/** Runnable on the demo data, from simple to rich. */
export const examples: readonly { readonly label: string; readonly query: string }[] = [
	{ label: 'Look at some logs', query: 'FROM logs-web-*\n| SORT @timestamp DESC\n| LIMIT 50' },
	{
		label: 'Requests per hour',
		query: [
			'FROM logs-web-*',
			'| WHERE @timestamp > NOW() - 2 days',
			'| STATS requests = COUNT(*), bytes = SUM(http.response.body.bytes)',
			'    BY hour = DATE_TRUNC(1 hour, @timestamp)',
			'| SORT hour'
		].join('\n')
	},
	{
		label: 'Failed logins by user',
		query: [
			'FROM auth-events',
			'| WHERE event.outcome == "failure"',
			'| STATS failures = COUNT(*), hosts = COUNT_DISTINCT(host.name) BY user.name',
			'| SORT failures DESC',
			'| LIMIT 20'
		].join('\n')
	},
	{
		label: 'Revenue by country',
		query: [
			'FROM orders',
			'| STATS orders = COUNT(*), revenue = ROUND(SUM(total), 2) BY customer.country_iso_code',
			'| SORT revenue DESC',
			'| LIMIT 25'
		].join('\n')
	},
	{ label: 'An exact 64-bit number', query: 'ROW x = 9007199254740993' }
];

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
