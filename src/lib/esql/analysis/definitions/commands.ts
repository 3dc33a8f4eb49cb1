/** One command. `name` is upper-case; `syntax` has `[ ]` around what may be left out and `…` where more may follow. */
export interface CommandDefinition {
	readonly name: string;
	readonly kind: 'source' | 'processing';
	readonly syntax: string;
	readonly description: string;
	/** The command alone: a source command begins a query, another follows a pipe. */
	readonly example: string;
	/** The Elasticsearch version that had it first, where known. */
	readonly since?: string;
	readonly preview: boolean;
}

type Row = readonly [
	name: string,
	syntax: string,
	description: string,
	example: string,
	since?: string,
	preview?: 'preview'
];

const source: readonly Row[] = [
	[
		'FROM',
		'FROM index[, …] [METADATA field[, …]]',
		'Reads the documents of indices, data streams, aliases and views.',
		'FROM logs-* METADATA _index',
		'8.11'
	],
	[
		'TS',
		'TS index[, …] [METADATA field[, …]]',
		'Reads time series, so that STATS may use functions over time.',
		'TS metrics-*',
		'9.2',
		'preview'
	],
	['ROW', 'ROW [name =] value[, …]', 'Makes one row out of values.', 'ROW a = 1, b = "two"', '8.11'],
	['SHOW', 'SHOW INFO', 'Gives version, build date and hash of the cluster.', 'SHOW INFO', '8.11'],
	['EXPLAIN', 'EXPLAIN (query)', 'Gives the plans of a query instead of its rows.', 'EXPLAIN (ROW a = 1)'],
	[
		'PROMQL',
		'PROMQL [option=value …] expression',
		'Runs a PromQL expression over time series.',
		'PROMQL index=metrics step=5m avg(cpu)',
		undefined,
		'preview'
	]
];

const processing: readonly Row[] = [
	[
		'WHERE',
		'WHERE condition',
		'Keeps the rows for which a condition is true.',
		'WHERE status >= 500',
		'8.11'
	],
	[
		'EVAL',
		'EVAL [name =] value[, …]',
		'Adds columns, or replaces those of the same name.',
		'EVAL total = price * quantity',
		'8.11'
	],
	[
		'STATS',
		'STATS [name =] aggregate [WHERE condition][, …] [BY [name =] key[, …]]',
		'Aggregates the rows of each group; only aggregates and keys remain.',
		'STATS hits = COUNT(*) BY host',
		'8.11'
	],
	[
		'INLINE STATS',
		'INLINE STATS [name =] aggregate [WHERE condition][, …] [BY [name =] key[, …]]',
		'Aggregates the rows of each group and adds the result to every row.',
		'INLINE STATS average = AVG(price) BY customer',
		'9.2'
	],
	[
		'SORT',
		'SORT value [ASC | DESC] [NULLS FIRST | NULLS LAST][, …]',
		'Orders the rows.',
		'SORT @timestamp DESC',
		'8.11'
	],
	[
		'LIMIT',
		'LIMIT count [BY key[, …]]',
		'Keeps the first rows, of each group if there are keys.',
		'LIMIT 100',
		'8.11'
	],
	['KEEP', 'KEEP pattern[, …]', 'Keeps the named columns, in this order.', 'KEEP @timestamp, host.*', '8.11'],
	['DROP', 'DROP pattern[, …]', 'Takes the named columns away.', 'DROP agent.*', '8.11'],
	['RENAME', 'RENAME old AS new[, …]', 'Gives columns other names.', 'RENAME host.name AS host', '8.11'],
	[
		'DISSECT',
		'DISSECT text "pattern" [APPEND_SEPARATOR="separator"]',
		'Takes a text apart by the delimiters between its parts.',
		'DISSECT message "%{verb} %{path} %{status}"',
		'8.11'
	],
	[
		'GROK',
		'GROK text "pattern"[, …]',
		'Takes a text apart by named regular expressions.',
		'GROK message "%{IP:client} %{WORD:verb}"',
		'8.11'
	],
	[
		'ENRICH',
		'ENRICH policy [ON field] [WITH [name =] field[, …]]',
		'Adds fields of an enrich policy where a value matches.',
		'ENRICH countries ON country_code WITH country_name',
		'8.11'
	],
	['MV_EXPAND', 'MV_EXPAND field', 'Makes a row of each value of a field.', 'MV_EXPAND tags', '8.11'],
	[
		'LOOKUP JOIN',
		'LOOKUP JOIN index ON field[, …] | condition',
		'Adds the fields of a lookup index where keys are equal or a condition is true.',
		'LOOKUP JOIN services ON service.name',
		'8.18'
	],
	[
		'CHANGE_POINT',
		'CHANGE_POINT value [ON key] [AS type, pvalue] [BY group[, …]]',
		'Finds spikes, dips and changes in a series of values.',
		'CHANGE_POINT hits ON hour',
		'8.19'
	],
	[
		'FORK',
		'FORK (commands) (commands) …',
		'Runs several branches on the same rows and puts their results together.',
		'FORK (WHERE status >= 500 | LIMIT 10) (STATS hits = COUNT(*))',
		'8.19',
		'preview'
	],
	[
		'FUSE',
		'FUSE [method] [SCORE BY field] [GROUP BY field] [KEY BY field[, …]] [WITH {options}]',
		'Merges the rankings of several branches into one score.',
		'FUSE RRF',
		'9.2',
		'preview'
	],
	[
		'SAMPLE',
		'SAMPLE probability',
		'Keeps each row with a probability, to estimate quickly.',
		'SAMPLE 0.01',
		'8.19',
		'preview'
	],
	[
		'COMPLETION',
		'COMPLETION [name =] prompt WITH {"inference_id": endpoint}',
		'Sends a prompt for each row to a language model and adds its answer.',
		'COMPLETION answer = question WITH {"inference_id": "my-model"}',
		'8.19',
		'preview'
	],
	[
		'RERANK',
		'RERANK [name =] "query" ON field[, …] WITH {"inference_id": endpoint}',
		'Scores rows anew with an inference endpoint.',
		'RERANK "red bicycle" ON title WITH {"inference_id": "my-reranker"}',
		'9.2',
		'preview'
	],
	['DEDUP', 'DEDUP', 'Leaves one of each set of equal rows.', 'DEDUP'],
	[
		'FILLNULL',
		'FILLNULL value ON field[, …]',
		'Puts a value where the named columns have none.',
		'FILLNULL 0 ON price, quantity'
	],
	[
		'URI_PARTS',
		'URI_PARTS prefix = text',
		'Takes a URI apart into columns below a prefix.',
		'URI_PARTS url = link'
	],
	[
		'USER_AGENT',
		'USER_AGENT prefix = text [WITH {options}]',
		'Tells browser, system and device of a user agent, below a prefix.',
		'USER_AGENT agent = header'
	],
	[
		'IP_LOCATION',
		'IP_LOCATION prefix = address [WITH {options}]',
		'Tells where an address is, below a prefix.',
		'IP_LOCATION place = client_ip'
	],
	[
		'REGISTERED_DOMAIN',
		'REGISTERED_DOMAIN prefix = text',
		'Tells registered domain, subdomain and top-level domain of a host name, below a prefix.',
		'REGISTERED_DOMAIN dns = host_name'
	],
	[
		'MMR',
		'MMR [query] ON vector LIMIT count [WITH {options}]',
		'Keeps rows that are relevant and unlike each other.',
		'MMR ON embedding LIMIT 10',
		undefined,
		'preview'
	],
	[
		'HIGHLIGHT',
		'HIGHLIGHT [prefix = "…"] [query] [ON field[, …]] [WITH {options}]',
		'Marks what matched in the texts of the rows.',
		'HIGHLIGHT "timeout" ON message'
	],
	[
		'METRICS_INFO',
		'METRICS_INFO',
		'Lists the metrics of the time series read.',
		'METRICS_INFO',
		undefined,
		'preview'
	],
	[
		'TS_INFO',
		'TS_INFO',
		'Lists the time series read, with their dimensions.',
		'TS_INFO',
		undefined,
		'preview'
	]
];

const definition =
	(kind: CommandDefinition['kind']) =>
	([name, syntax, description, example, since, preview]: Row): [string, CommandDefinition] => [
		name,
		{ name, kind, syntax, description, example, since, preview: preview === 'preview' }
	];

/** Every command by its upper-case name. */
export const commands: ReadonlyMap<string, CommandDefinition> = new Map([
	...source.map(definition('source')),
	...processing.map(definition('processing'))
]);
