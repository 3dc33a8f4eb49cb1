import { refuse } from '../failure';
import { identity } from '../identity';
import { jsonReply } from '../reply';
import type { Endpoint } from './endpoint';
import { maxStoredByDefault } from './query';

/** `GET /`: who answers. */
export const info: Endpoint = {
	methods: ['GET', 'HEAD'],
	path: '/',
	query: [],
	answer: ({ query }) =>
		jsonReply(
			{
				name: identity.nodeName,
				cluster_name: identity.clusterName,
				cluster_uuid: identity.clusterUuid,
				version: {
					number: identity.version,
					build_flavor: 'default',
					build_type: 'demo',
					build_hash: identity.buildHash,
					build_date: identity.buildDate,
					build_snapshot: false,
					lucene_version: '10.4.0',
					minimum_wire_compatibility_version: '8.19.0',
					minimum_index_compatibility_version: '8.0.0'
				},
				tagline: 'You Know, for Search'
			},
			query
		)
};

/** `GET /_security/_authenticate`: everyone is the anonymous user. */
export const authenticate: Endpoint = {
	methods: ['GET'],
	path: '/_security/_authenticate',
	query: [],
	answer: ({ query }) =>
		jsonReply(
			{
				username: '_anonymous',
				roles: ['demo'],
				full_name: null,
				email: null,
				metadata: {},
				enabled: true,
				authentication_realm: { name: '__anonymous', type: '__anonymous' },
				lookup_realm: { name: '__anonymous', type: '__anonymous' },
				authentication_type: 'anonymous'
			},
			query
		)
};

/** `GET /_cluster/settings`: nothing is set; the defaults tell the limits of this cluster. */
export const clusterSettings: Endpoint = {
	methods: ['GET'],
	path: '/_cluster/settings',
	query: ['include_defaults', 'flat_settings', 'master_timeout', 'timeout'],
	answer(call, { maxRows, defaultRows, maxStored = maxStoredByDefault }) {
		const limits = {
			allow_partial_results: 'true',
			result_truncation_default_size: String(defaultRows),
			result_truncation_max_size: String(maxRows)
		};
		const stored = `${maxStored}b`;
		const defaults = call.query.flag('flat_settings')
			? {
					...Object.fromEntries(Object.entries(limits).map(([name, value]) => [`esql.query.${name}`, value])),
					'search.max_async_search_response_size': stored
				}
			: { esql: { query: limits }, search: { max_async_search_response_size: stored } };
		return jsonReply(
			{ persistent: {}, transient: {}, ...(call.query.flag('include_defaults') && { defaults }) },
			call.query
		);
	}
};

/** `GET /_remote/info`: the simulated remote clusters. */
export const remoteInfo: Endpoint = {
	methods: ['GET'],
	path: '/_remote/info',
	query: [],
	answer: ({ query }, { remotes = [] }) =>
		jsonReply(
			Object.fromEntries(
				remotes.map(({ name, available, skipUnavailable }) => [
					name,
					{
						connected: available,
						mode: 'sniff',
						seeds: [`${name}.simulated:9300`],
						num_nodes_connected: available ? 1 : 0,
						max_connections_per_cluster: 3,
						initial_connect_timeout: '30s',
						skip_unavailable: skipUnavailable
					}
				])
			),
			query
		)
};

/** Endpoints of things that the demo cluster has none of; a concrete name is not found. */
export const absent: readonly Endpoint[] = [
	empty('/_inference', { endpoints: [] }),
	missing('/_inference/{name}', { endpoints: [] }, 'inference endpoint'),
	empty('/_inference/{name}/_all', { endpoints: [] })
];

function empty(path: string, none: object, query: readonly string[] = []): Endpoint {
	return { methods: ['GET'], path, query, answer: (call) => jsonReply(none, call.query) };
}

function missing(path: string, none: object, noun: string): Endpoint {
	return {
		methods: ['GET'],
		path,
		query: [],
		answer({ segments: { name }, query }) {
			const concrete = name.split(',').find((part) => part !== '_all' && !part.includes('*'));
			if (concrete !== undefined)
				refuse(404, 'resource_not_found_exception', `${noun} [${concrete}] not found`);
			return jsonReply(none, query);
		}
	};
}

const capabilities: readonly string[] = [
	'async_query_status_headers',
	'documents_found_and_values_loaded',
	'query_monitoring',
	'query_settings_request_body'
];
const capablePaths: Readonly<Record<string, string>> = { '/_query': 'POST', '/_query/async': 'POST' };

/** `GET /_capabilities`: which of the asked features there are. */
export const capabilitiesOf: Endpoint = {
	methods: ['GET'],
	path: '/_capabilities',
	query: ['method', 'path', 'parameters', 'capabilities', 'local_only', 'timeout'],
	answer({ query }) {
		const method = (query.text('method') ?? 'GET').toUpperCase();
		const path = query.text('path') ?? '';
		const asked = query.list('capabilities') ?? [];
		return jsonReply(
			{
				_nodes: { total: 1, successful: 1, failed: 0 },
				cluster_name: identity.clusterName,
				supported: capablePaths[path] === method && asked.every((name) => capabilities.includes(name))
			},
			query
		);
	}
};
