import type { QueryRequest } from '$lib/request/request';
import type { ClusterChoice } from '../cluster';
import { plainRequest } from '../examples';
import type { AnswerPane } from '../Tab.svelte';

/** A request to open and run, and what it shows that the one before did not. */
export interface Example {
	readonly label: string;
	readonly lesson: string;
	readonly request: QueryRequest;
	/** Where its answer is best looked at. */
	readonly pane?: AnswerPane;
}

const query = (...lines: string[]): QueryRequest => plainRequest(lines.join('\n'));

/** On the demo data, each a step further than the one before. */
export const demoExamples: readonly Example[] = [
	{
		label: 'Look at some logs',
		lesson: 'A source and how many rows',
		request: query('FROM logs-web-*', '| LIMIT 10')
	},
	{
		label: 'The latest errors',
		lesson: 'Keep rows, order them, choose columns',
		request: query(
			'FROM logs-web-*',
			'| WHERE http.response.status_code >= 500 AND @timestamp > NOW() - 1 day',
			'| SORT @timestamp DESC',
			'| KEEP @timestamp, service.name, http.response.status_code, url.path, event.duration',
			'| LIMIT 10'
		)
	},
	{
		label: 'Errors per service',
		lesson: 'Count and compute by group',
		request: query(
			'FROM logs-web-*',
			'| WHERE @timestamp > NOW() - 1 day',
			'| STATS requests = COUNT(*),',
			'    errors = COUNT(*) WHERE http.response.status_code >= 500,',
			'    p95_ms = ROUND(PERCENTILE(event.duration, 95) / 1000000, 1)',
			'    BY service.name',
			'| EVAL error_pct = ROUND(100.0 * errors / requests, 2)',
			'| SORT error_pct DESC',
			'| LIMIT 20'
		)
	},
	{
		label: 'Who owns the errors',
		lesson: 'Join a table, and a param instead of a number in the text',
		request: {
			...query(
				'FROM logs-web-*',
				'| WHERE http.response.status_code >= ?min_status AND @timestamp > NOW() - 1 day',
				'| STATS errors = COUNT(*) BY service.name, status_code = http.response.status_code',
				'| LOOKUP JOIN services ON service.name',
				'| LOOKUP JOIN status_codes ON status_code',
				'| KEEP team, tier, service.name, status_code, status.text, errors',
				'| SORT errors DESC',
				'| LIMIT 50'
			),
			params: [{ name: 'min_status', type: 'integer', value: '500' }]
		}
	},
	{
		label: 'A week of errors by team',
		lesson: 'All of it: a join, params, a time range and a filter, drawn over time',
		request: {
			...query(
				'FROM logs-web-*',
				'| WHERE http.response.status_code >= ?min_status',
				'| STATS errors = COUNT(*) BY hour = BUCKET(@timestamp, ?span::time_duration), service.name',
				'| LOOKUP JOIN services ON service.name',
				'| STATS errors = SUM(errors) BY hour, team',
				'| SORT hour'
			),
			params: [
				{ name: 'min_status', type: 'integer', value: '500' },
				{ name: 'span', type: 'string', value: '6 hours' }
			],
			filter: JSON.stringify({ bool: { must_not: { term: { 'http.request.method': 'OPTIONS' } } } }, null, 2),
			time: { field: '@timestamp', from: 'now-7d', to: 'now', enabled: true }
		},
		pane: 'chart'
	}
];

/** Examples that a cluster can run: its own data are not known here. */
export function examplesFor(
	cluster: Pick<ClusterChoice, 'kind' | 'indexPattern'> | undefined
): readonly Example[] {
	if (cluster === undefined || cluster.kind === 'demo') return demoExamples;
	const source = `FROM ${cluster.indexPattern ?? '*'}`;
	return [
		{ label: 'Which cluster is this', lesson: 'The cluster and its version', request: query('SHOW INFO') },
		{
			label: 'An exact 64-bit number',
			lesson: 'Rows without any index',
			request: query('ROW x = 9007199254740993')
		},
		{
			label: 'Look at some documents',
			lesson: 'A source and how many rows',
			request: query(source, '| LIMIT 10')
		},
		{
			label: 'Documents per index',
			lesson: 'Count by group',
			request: query(
				`${source} METADATA _index`,
				'| WHERE @timestamp > NOW() - 1 day',
				'| STATS documents = COUNT(*) BY _index',
				'| SORT documents DESC',
				'| LIMIT 50'
			)
		}
	];
}
