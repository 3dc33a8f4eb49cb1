/** One command. `name` is upper-case; what it does is told by `commandProse`. */
export interface CommandDefinition {
	readonly name: string;
	readonly kind: 'source' | 'processing';
	/** The Elasticsearch version that had it first, where known. */
	readonly since?: string;
	readonly preview: boolean;
}

type Row = readonly [name: string, since?: string, preview?: 'preview'];

const source: readonly Row[] = [
	['FROM', '8.11'],
	['TS', '9.2'],
	['ROW', '8.11'],
	['SHOW', '8.11'],
	['EXPLAIN'],
	['PROMQL', '9.4']
];

const processing: readonly Row[] = [
	['WHERE', '8.11'],
	['EVAL', '8.11'],
	['STATS', '8.11'],
	['INLINE STATS', '9.2'],
	['SORT', '8.11'],
	['LIMIT', '8.11'],
	['KEEP', '8.11'],
	['DROP', '8.11'],
	['RENAME', '8.11'],
	['DISSECT', '8.11'],
	['GROK', '8.11'],
	['ENRICH', '8.11'],
	['MV_EXPAND', '8.11'],
	['LOOKUP JOIN', '8.18'],
	['CHANGE_POINT', '8.19'],
	['FORK', '8.19'],
	['FUSE', '9.2', 'preview'],
	['SAMPLE', '8.19', 'preview'],
	['COMPLETION', '8.19'],
	['RERANK', '9.2'],
	['DEDUP'],
	['FILLNULL'],
	['URI_PARTS', '9.4'],
	['USER_AGENT', '9.4'],
	['IP_LOCATION'],
	['REGISTERED_DOMAIN', '9.4'],
	['MMR', '9.4', 'preview'],
	['HIGHLIGHT'],
	['METRICS_INFO', '9.4'],
	['TS_INFO', '9.4']
];

const definition =
	(kind: CommandDefinition['kind']) =>
	([name, since, preview]: Row): [string, CommandDefinition] => [
		name,
		{ name, kind, since, preview: preview === 'preview' }
	];

/** Every command by its upper-case name. */
export const commands: ReadonlyMap<string, CommandDefinition> = new Map([
	...source.map(definition('source')),
	...processing.map(definition('processing'))
]);
