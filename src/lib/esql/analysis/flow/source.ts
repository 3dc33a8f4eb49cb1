import type { From, Show } from '../../syntax/ast';
import type { Column, Stage } from '../analysis';
import type { EsType } from '../schema';
import { Scope } from '../scope';
import type { Walk } from '../walk';
import { made } from './assign';

const metadataTypes: ReadonlyMap<string, EsType> = new Map([
	['_index', 'keyword'],
	['_id', 'keyword'],
	['_version', 'long'],
	['_source', '_source'],
	['_score', 'double'],
	['_ignored', 'keyword'],
	['_index_mode', 'keyword'],
	['_tier', 'keyword'],
	['_slice', 'keyword'],
	['_size', 'integer'],
	['_routing', 'keyword'],
	['_tsid', '_tsid']
]);

type Unplaced = Omit<Column, 'id'>;

/** FROM and TS: fields by name, then those of subqueries, then the metadata columns. */
export function from(command: From, walk: Walk): Scope {
	const { findings, schema } = walk;
	const patterns = command.sources.filter((source) => source.kind === 'index');
	const pattern = patterns.map(({ text }) => text).join(',');
	const absent = new Set(pattern ? schema.missing?.(pattern) : []);
	for (const { text, ...span } of patterns)
		if (absent.has(text)) findings.error(span, 'unknown_index', `Unknown index [${text}]`);
	const fields = pattern ? (absent.size > 0 ? undefined : schema.fields(pattern)) : [];
	const byName = new Map<string, Unplaced>();
	for (const { name, type, originalTypes } of fields ?? [])
		byName.set(name, { name, type, originalTypes, field: name });
	let open = fields === undefined || walk.unmapped;
	for (const source of command.sources) {
		if (source.kind !== 'subquery') continue;
		const stages = walk.pipeline(source.query.commands);
		walk.inner.push(stages);
		open = unite(byName, stages) || open;
	}
	const columns = [...byName.values()].map((column) => findings.column(column));
	findings.defines.set(command, columns);
	return new Scope(columns, open).with(metadata(command, walk));
}

/** Adds a subquery's columns; true where it may have others that are not known. */
function unite(byName: Map<string, Unplaced>, stages: readonly Stage[]): boolean {
	const last = stages.at(-1);
	for (const { name, type } of last?.columns ?? []) {
		const before = byName.get(name);
		if (!before || before.type === 'null' || before.type === 'unknown') byName.set(name, { name, type });
		else if (before.type !== type && type !== 'null' && type !== 'unknown')
			byName.set(name, { name, type: 'unsupported', originalTypes: [before.type, type].sort() });
	}
	return last?.open ?? true;
}

function metadata(command: From, { findings }: Walk): readonly Column[] {
	return command.metadata.map((name) => {
		const type = metadataTypes.get(name.name);
		if (!type && name.params.length === 0)
			findings.error(name, 'unknown_metadata', `unsupported metadata field [${name.name}]`);
		const column = findings.column({
			name: name.name,
			type: type ?? 'unknown',
			origin: name,
			metadata: true
		});
		findings.defines.set(name, [column]);
		return column;
	});
}

/** SHOW INFO. */
export function show(command: Show, walk: Walk): Scope {
	const names = ['version', 'date', 'hash'];
	return new Scope(
		made(
			command,
			names.map((name) => ({ name, type: 'keyword' })),
			walk
		),
		false
	);
}
