/** What a command does. `syntax` has `[ ]` around what may be left out and `…` where more may follow. */
export interface CommandProse {
	readonly syntax: string;
	readonly description: string;
	/** The command alone: a source command begins a query, another follows a pipe. */
	readonly example: string;
}

const rows: Readonly<Record<string, readonly [syntax: string, description: string, example: string]>> = {
	FROM: [
		'FROM index[, …] [METADATA field[, …]]',
		'Reads the documents of indices, data streams, aliases and views.',
		'FROM logs-* METADATA _index'
	],
	TS: [
		'TS index[, …] [METADATA field[, …]]',
		'Reads time series, so that STATS may use functions over time.',
		'TS metrics-*'
	],
	ROW: ['ROW [name =] value[, …]', 'Makes one row out of values.', 'ROW a = 1, b = "two"'],
	SHOW: ['SHOW INFO', 'Gives version, build date and hash of the cluster.', 'SHOW INFO'],
	EXPLAIN: ['EXPLAIN (query)', 'Gives the plans of a query instead of its rows.', 'EXPLAIN (ROW a = 1)'],
	PROMQL: [
		'PROMQL [option=value …] expression',
		'Runs a PromQL expression over time series.',
		'PROMQL index=metrics step=5m avg(cpu)'
	],
	WHERE: ['WHERE condition', 'Keeps the rows for which a condition is true.', 'WHERE status >= 500'],
	EVAL: [
		'EVAL [name =] value[, …]',
		'Adds columns, or replaces those of the same name.',
		'EVAL total = price * quantity'
	],
	STATS: [
		'STATS [name =] aggregate [WHERE condition][, …] [BY [name =] key[, …]]',
		'Aggregates the rows of each group; only aggregates and keys remain.',
		'STATS hits = COUNT(*) BY host'
	],
	'INLINE STATS': [
		'INLINE STATS [name =] aggregate [WHERE condition][, …] [BY [name =] key[, …]]',
		'Aggregates the rows of each group and adds the result to every row.',
		'INLINE STATS average = AVG(price) BY customer'
	],
	SORT: [
		'SORT value [ASC | DESC] [NULLS FIRST | NULLS LAST][, …]',
		'Orders the rows.',
		'SORT @timestamp DESC'
	],
	LIMIT: ['LIMIT count [BY key[, …]]', 'Keeps the first rows, of each group if there are keys.', 'LIMIT 100'],
	KEEP: ['KEEP pattern[, …]', 'Keeps the named columns, in this order.', 'KEEP @timestamp, host.*'],
	DROP: ['DROP pattern[, …]', 'Takes the named columns away.', 'DROP agent.*'],
	RENAME: ['RENAME old AS new[, …]', 'Gives columns other names.', 'RENAME host.name AS host'],
	DISSECT: [
		'DISSECT text "pattern" [APPEND_SEPARATOR="separator"]',
		'Takes a text apart by the delimiters between its parts.',
		'DISSECT message "%{verb} %{path} %{status}"'
	],
	GROK: [
		'GROK text "pattern"[, …]',
		'Takes a text apart by named regular expressions.',
		'GROK message "%{IP:client} %{WORD:verb}"'
	],
	ENRICH: [
		'ENRICH policy [ON field] [WITH [name =] field[, …]]',
		'Adds fields of an enrich policy where a value matches.',
		'ENRICH countries ON country_code WITH country_name'
	],
	MV_EXPAND: ['MV_EXPAND field', 'Makes a row of each value of a field.', 'MV_EXPAND tags'],
	'LOOKUP JOIN': [
		'LOOKUP JOIN index ON field[, …] | condition',
		'Adds the fields of a lookup index where keys are equal or a condition is true.',
		'LOOKUP JOIN services ON service.name'
	],
	CHANGE_POINT: [
		'CHANGE_POINT value [ON key] [AS type, pvalue] [BY group[, …]]',
		'Finds spikes, dips and changes in a series of values.',
		'CHANGE_POINT hits ON hour'
	],
	FORK: [
		'FORK (commands) (commands) …',
		'Runs several branches on the same rows and puts their results together.',
		'FORK (WHERE status >= 500 | LIMIT 10) (STATS hits = COUNT(*))'
	],
	FUSE: [
		'FUSE [method] [SCORE BY field] [GROUP BY field] [KEY BY field[, …]] [WITH {options}]',
		'Merges the rankings of several branches into one score.',
		'FUSE RRF'
	],
	SAMPLE: ['SAMPLE probability', 'Keeps each row with a probability, to estimate quickly.', 'SAMPLE 0.01'],
	COMPLETION: [
		'COMPLETION [name =] prompt WITH {"inference_id": endpoint}',
		'Sends a prompt for each row to a language model and adds its answer.',
		'COMPLETION answer = question WITH {"inference_id": "my-model"}'
	],
	RERANK: [
		'RERANK [name =] "query" ON field[, …] WITH {"inference_id": endpoint}',
		'Scores rows anew with an inference endpoint.',
		'RERANK "red bicycle" ON title WITH {"inference_id": "my-reranker"}'
	],
	DEDUP: ['DEDUP', 'Leaves one of each set of equal rows.', 'DEDUP'],
	FILLNULL: [
		'FILLNULL value ON field[, …]',
		'Puts a value where the named columns have none.',
		'FILLNULL 0 ON price, quantity'
	],
	URI_PARTS: [
		'URI_PARTS prefix = text',
		'Takes a URI apart into columns below a prefix.',
		'URI_PARTS url = link'
	],
	USER_AGENT: [
		'USER_AGENT prefix = text [WITH {options}]',
		'Tells browser, system and device of a user agent, below a prefix.',
		'USER_AGENT agent = header'
	],
	IP_LOCATION: [
		'IP_LOCATION prefix = address [WITH {options}]',
		'Tells where an address is, below a prefix.',
		'IP_LOCATION place = client_ip'
	],
	REGISTERED_DOMAIN: [
		'REGISTERED_DOMAIN prefix = text',
		'Tells registered domain, subdomain and top-level domain of a host name, below a prefix.',
		'REGISTERED_DOMAIN dns = host_name'
	],
	MMR: [
		'MMR [query] ON vector LIMIT count [WITH {options}]',
		'Keeps rows that are relevant and unlike each other.',
		'MMR ON embedding LIMIT 10'
	],
	HIGHLIGHT: [
		'HIGHLIGHT [prefix = "…"] [query] [ON field[, …]] [WITH {options}]',
		'Marks what matched in the texts of the rows.',
		'HIGHLIGHT "timeout" ON message'
	],
	METRICS_INFO: ['METRICS_INFO', 'Lists the metrics of the time series read.', 'METRICS_INFO'],
	TS_INFO: ['TS_INFO', 'Lists the time series read, with their dimensions.', 'TS_INFO']
};

/** The prose of a command by its upper-case name. Loaded apart from the names, as that of functions is. */
export const commandProse: ReadonlyMap<string, CommandProse> = new Map(
	Object.entries(rows).map(([name, [syntax, description, example]]) => [
		name,
		{ syntax, description, example }
	])
);
