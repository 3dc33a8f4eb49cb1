import type { Hint, Remedy } from './hint';

const again: Remedy = { kind: 'again', label: 'Run again' };

/** What errors of a cluster mean that are not about the language. The first that fits is shown. */
export const clusterHints: readonly Hint[] = [
	{
		id: 'result-gone',
		type: /^resource_not_found_exception$/,
		status: 404,
		help: () => 'A cluster keeps a result for the keep_alive of its query, and only for the user who ran it.',
		remedy: () => again
	},
	{
		id: 'sign-in',
		status: 401,
		help: () => 'The cluster does not know who asks: the key may be wrong, expired or revoked.'
	},
	{
		id: 'licence',
		says: /current license is non-compliant|license/i,
		status: 403,
		help: () => 'This part of ES|QL needs another licence level on the cluster.'
	},
	{
		id: 'forbidden',
		status: 403,
		help: () =>
			'Your user lacks a privilege: reading an index needs read on it, ENRICH needs monitor_enrich, remotes need remote_indices.'
	},
	{
		id: 'circuit-breaker',
		type: /^circuit_breaking_exception$/,
		help: () =>
			'The query wanted more memory than a node has left. Narrow the time, KEEP fewer fields, group by fewer values, or wait until others are done.',
		remedy: () => again
	},
	{
		id: 'rejected',
		type: /^es_rejected_execution_exception$/,
		help: () => 'The queue of a node is full. Wait a moment and run it again.',
		remedy: () => again
	},
	{
		id: 'busy',
		status: 429,
		help: () => 'The cluster is busy. Wait a moment, or narrow the query.',
		remedy: () => again
	},
	{
		id: 'cancelled',
		type: /^task_cancelled_exception$/,
		help: () => 'Someone cancelled the query, or the node that ran it was shut down.',
		remedy: () => again
	},
	{
		id: 'blocked-index',
		type: /^cluster_block_exception$/,
		help: () => 'The index or the whole cluster is blocked: closed, still recovering, or without a master.',
		remedy: () => again
	},
	{
		id: 'no-shard',
		type: /^(?:no_shard_available_action_exception|search_phase_execution_exception|unavailable_shards_exception)$/,
		help: () => 'No copy of a shard answers. allow_partial_results in Options gives the rows of the others.',
		remedy: () => ({ kind: 'pane', label: 'Open Options', pane: 'options' })
	},
	{
		id: 'unknown-remote',
		says: /no such remote cluster: \[(.+?)\]/i,
		help: ([, name]) =>
			`This cluster is not linked with ${name}. Before the colon stands a remote cluster; a field with a colon in a name of an index needs quotes.`,
		remedy: () => ({ kind: 'catalog', label: 'Look in the catalog' })
	},
	{
		id: 'remote-away',
		says: /(?:unable to (?:connect|open)|connect_transport|connect_exception|Unable to connect to)/i,
		help: () =>
			"A remote cluster can't be reached. With skip_unavailable on it, or allow_partial_results in Options, the others answer.",
		remedy: () => ({ kind: 'pane', label: 'Open Options', pane: 'options' })
	},
	{
		id: 'index-not-found',
		type: /^index_not_found_exception$/,
		help: () => 'An index that the request names does not exist, or your user may not see it.',
		remedy: () => ({ kind: 'catalog', label: 'Look in the catalog' })
	},
	{
		id: 'unknown-option',
		type: /^x_content_parse_exception$/,
		says: /unknown field \[(.+?)\]/i,
		help: ([, field]) =>
			`This cluster does not know ${field}: it is newer than the cluster, or misspelt. Take it back in Options.`,
		remedy: () => ({ kind: 'pane', label: 'Open Options', pane: 'options' })
	},
	{
		id: 'bad-duration',
		says: /failed to parse setting \[(.+?)\] with value \[(.+?)\] as a time value/i,
		help: () => 'A duration is a number and a unit without a space: 30s, 5m, 2h, 1d.',
		remedy: () => ({ kind: 'pane', label: 'Open Options', pane: 'options' })
	},
	{
		id: 'bad-zone',
		says: /Unknown time-zone ID|Invalid ID for.*ZoneRegion|zone_rules/i,
		help: () => 'A time zone has a name such as Europe/Paris, or an offset such as +02:00.',
		remedy: () => ({ kind: 'pane', label: 'Open Options', pane: 'options' })
	},
	{
		id: 'bad-params',
		says: /Failed to parse params/i,
		help: () => "One of the values sent beside the query can't be read as its type.",
		remedy: () => ({ kind: 'pane', label: 'Open Params', pane: 'params' })
	},
	{
		id: 'unknown-clause',
		says: /unknown query \[(.+?)\]/i,
		help: () => 'The filter names a kind of query that Query DSL does not have.',
		remedy: () => ({ kind: 'pane', label: 'Open Filter', pane: 'filter' })
	},
	{
		id: 'filter',
		type: /^(?:query_shard_exception|number_format_exception)$/,
		help: () =>
			"The filter does not fit a field of the index: a value of another type, or a query the field can't answer.",
		remedy: () => ({ kind: 'pane', label: 'Open Filter', pane: 'filter' })
	},
	{
		id: 'malformed-filter',
		says: /\[(\w+)\] (?:query )?(?:malformed|does not support|doesn't support|unknown token)/i,
		help: ([, kind]) => `The ${kind} clause of the filter is not built as Query DSL wants it.`,
		remedy: () => ({ kind: 'pane', label: 'Open Filter', pane: 'filter' })
	},
	{
		id: 'empty-query',
		type: /^action_request_validation_exception$/,
		help: () => "The request lacks something that it can't do without."
	},
	{
		id: 'too-old',
		says: /no handler found for uri/i,
		help: () => 'This cluster has no ES|QL: the async API came with Elasticsearch 8.13.'
	},
	{
		id: 'too-much',
		status: 413,
		help: () =>
			'The request is larger than the cluster takes: 100 MB unless it is set otherwise. Long lists of values are what makes one large.',
		remedy: () => ({ kind: 'pane', label: 'Open Params', pane: 'params' })
	},
	{
		id: 'no-master',
		status: 503,
		help: () => 'The cluster is starting, has no master, or is overloaded. It may be back in a moment.',
		remedy: () => again
	},
	{
		id: 'cluster-bug',
		status: 500,
		help: () =>
			'That is a fault of the cluster, not of your query: its log says more. Simplify the query step by step to get around it.',
		remedy: () => ({ kind: 'dialog', label: 'Look step by step', dialog: 'steps' })
	}
];
