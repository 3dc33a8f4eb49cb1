import { createHash } from 'node:crypto';
import { refuse } from '../failure';
import { matchesPattern } from '../patterns';
import { jsonReply } from '../reply';
import type { Table, Tables } from '../table';
import { textTable } from '../texttable';
import type { Call, Endpoint } from './endpoint';

const indicesOptions = ['expand_wildcards', 'ignore_unavailable', 'allow_no_indices'] as const;

/** The tables that a pattern means; a concrete name that does not exist is not found unless the caller ignores it. */
export function matchIndices(tables: Tables, patterns: string, call: Call): readonly Table[] {
	const { tables: matched, missing } = tables.match(patterns);
	const found = matched.filter(({ remote }) => remote?.state !== 'skipped');
	if (missing.length > 0 && !call.query.flag('ignore_unavailable')) noSuchIndex(missing[0]);
	if (found.length === 0 && !call.query.flag('allow_no_indices', true)) noSuchIndex(patterns);
	return found;
}

function noSuchIndex(name: string): never {
	return refuse(404, 'index_not_found_exception', `no such index [${name}]`, {
		'resource.type': 'index_or_alias',
		'resource.id': name,
		index_uuid: '_na_',
		index: name
	});
}

/** `/_resolve/index/{index}`: indices with their mode, and other names for them. */
export const resolveIndex: Endpoint = {
	methods: ['GET', 'POST'],
	path: '/_resolve/index/{index}',
	query: [...indicesOptions, 'mode', 'project_routing'],
	answer(call, { tables }) {
		const pattern = call.segments.index;
		const modes = call.query.list('mode');
		const found = matchIndices(tables, pattern, call).filter(
			({ mode }) => modes === undefined || modes.includes(mode)
		);
		const aliases = [...tables.aliases()];
		const asked = pattern.split(',').map((part) => (part === '_all' ? '*' : part));
		const named = aliases.flatMap(([name, members]) => {
			const kept = members.filter((member) => found.some(({ index }) => index === member));
			return kept.length > 0 && asked.some((part) => matchesPattern(name, part))
				? [{ name, indices: kept }]
				: [];
		});
		const indices = found.map(({ index, mode }) => {
			const of = aliases.filter(([, members]) => members.includes(index)).map(([name]) => name);
			return { name: index, ...(of.length > 0 && { aliases: of }), attributes: ['open'], mode };
		});
		return jsonReply({ indices, aliases: named, data_streams: [] }, call.query);
	}
};

const catColumns = {
	health: ['h'],
	status: ['s'],
	index: ['i', 'idx'],
	uuid: ['id'],
	pri: ['p', 'shards.primary', 'shardsPrimary'],
	rep: ['r', 'shards.replica', 'shardsReplica'],
	'docs.count': ['dc', 'docsCount'],
	'docs.deleted': ['dd', 'docsDeleted'],
	'store.size': ['ss', 'storeSize'],
	'pri.store.size': [],
	'dataset.size': []
} as const satisfies Record<string, readonly string[]>;

type CatColumn = keyof typeof catColumns;

const catNames = Object.keys(catColumns) as readonly CatColumn[];

/** `/_cat/indices`: one line per index. An index that is still loading is yellow and has no count. */
export const catIndices: readonly Endpoint[] = ['/_cat/indices', '/_cat/indices/{index}'].map((path) => ({
	methods: ['GET'],
	path,
	query: [
		...indicesOptions,
		'format',
		'h',
		's',
		'v',
		'bytes',
		'time',
		'health',
		'pri',
		'help',
		'master_timeout'
	],
	answer(call, { tables }) {
		const asked = call.query.list('h')?.map((name) => ({ name, column: columnNamed(name) }));
		const columns = asked ?? catNames.map((name) => ({ name: name as string, column: name }));
		const health = call.query.text('health');
		const rows = matchIndices(tables, call.segments.index ?? '*', call)
			.map(catRow)
			.filter((row) => health === undefined || row.health === health);
		sortRows(rows, call.query.list('s') ?? []);
		const cells = rows.map((row) => columns.map(({ column }) => (column ? row[column] : null)));
		const names = columns.map(({ name }) => name);
		if (call.query.text('format') === 'json')
			return jsonReply(
				cells.map((row) => Object.fromEntries(row.map((cell, at) => [names[at], cell]))),
				call.query
			);
		const shown = call.query.flag('v') ? [names, ...cells] : cells;
		return new Response(textTable(shown), { headers: { 'content-type': 'text/plain; charset=UTF-8' } });
	}
}));

const columnNamed = (name: string): CatColumn | undefined =>
	catNames.find((column) => column === name || (catColumns[column] as readonly string[]).includes(name));

function catRow({ index, documents, loading }: Table): Record<CatColumn, string | null> {
	return {
		health: loading ? 'yellow' : 'green',
		status: 'open',
		index,
		uuid: createHash('sha256').update(index).digest('base64url').slice(0, 22),
		pri: '1',
		rep: '0',
		'docs.count': loading ? null : String(documents),
		'docs.deleted': loading ? null : '0',
		'store.size': null,
		'pri.store.size': null,
		'dataset.size': null
	};
}

function sortRows(rows: Record<CatColumn, string | null>[], keys: readonly string[]): void {
	const numeric = new Intl.Collator('en', { numeric: true });
	for (const key of [...keys].reverse()) {
		const [name, order] = key.split(':');
		const column = columnNamed(name);
		if (!column) refuse(400, 'illegal_argument_exception', `Unable to sort by unknown sort key \`${name}\``);
		const sign = order === 'desc' ? -1 : 1;
		rows.sort((a, b) => sign * numeric.compare(a[column] ?? '', b[column] ?? ''));
	}
}
