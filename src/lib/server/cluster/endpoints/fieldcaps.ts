import { isJsonArray, isJsonObject } from '$lib/protocol/json';
import { parseContent, validationFailed } from '../body';
import { refuse } from '../failure';
import { malformed, tokenOf, unknownField } from '../malformed';
import { matchesPattern } from '../patterns';
import { jsonReply } from '../reply';
import type { Table, TableField } from '../table';
import { withViews } from '../viewtables';
import type { Call, Endpoint } from './endpoint';
import { matchIndices } from './indices';

interface Capability {
	readonly type: string;
	readonly metadata_field: boolean;
	readonly searchable: boolean;
	readonly aggregatable: boolean;
	readonly time_series_metric?: 'counter';
	readonly indices?: readonly string[];
	/** Sentences about the field. */
	readonly meta?: Readonly<Record<string, readonly string[]>>;
}

type Capabilities = Record<string, Record<string, Capability>>;

const parameters = [
	'fields',
	'filters',
	'types',
	'include_unmapped',
	'include_empty_fields',
	'ignore_unavailable',
	'allow_no_indices',
	'expand_wildcards',
	'project_routing'
] as const;

const bodyFields = ['fields', 'index_filter', 'runtime_mappings'];

/** `/_field_caps`: the fields of the indices, by type. */
export const fieldCaps: readonly Endpoint[] = ['/_field_caps', '/{index}/_field_caps'].map((path) => ({
	methods: ['GET', 'POST'],
	path,
	query: parameters,
	answer(call, { tables: indices, views, jobs }) {
		const patterns = fieldsInBody(call) ?? call.query.list('fields') ?? [];
		if (patterns.length === 0)
			refuse(400, 'action_request_validation_exception', validationFailed(['no fields specified']));
		const context = { filter: undefined, now: Date.now(), timeZone: 'Z', gate: jobs.nextRun() };
		const tables = withViews(indices, views, context);
		const found = matchIndices(tables, call.segments.index ?? '*', call);
		const fields = capabilities(found, patterns, call);
		return jsonReply({ indices: found.map(({ index }) => index), fields }, call.query);
	}
}));

/** The body's `fields`. An `index_filter` only narrows where it can, so here it narrows nothing. */
function fieldsInBody(call: Call): readonly string[] | undefined {
	if (call.body.trim() === '') return undefined;
	const body = parseContent(call.body);
	const start = { line: 1, column: 1 };
	if (!isJsonObject(body))
		malformed(start, `[field_caps_request] Expected START_OBJECT but was: ${tokenOf(body)}`);
	const strange = [...body.keys()].find((key) => !bodyFields.includes(key));
	if (strange !== undefined) malformed(start, unknownField('field_caps_request', strange, bodyFields));
	const fields = body.get('fields');
	if (fields === undefined) return undefined;
	const list = isJsonArray(fields) ? fields : [fields];
	return list.flatMap((item) =>
		typeof item === 'string'
			? item.split(',')
			: malformed(start, `[field_caps_request] fields doesn't support values of type: ${tokenOf(item)}`)
	);
}

function capabilities(tables: readonly Table[], patterns: readonly string[], call: Call): Capabilities {
	const filters = call.query.list('filters') ?? [];
	const types = call.query.list('types');
	const wanted = (name: string) => patterns.some((pattern) => matchesPattern(name, pattern));
	const byName = new Map<string, Map<string, string[]>>();
	for (const { index, fields } of tables) {
		for (const { name, type } of shown(fields, filters)) {
			if (!wanted(name)) continue;
			const byType = byName.get(name) ?? new Map<string, string[]>();
			byName.set(name, byType);
			byType.set(type, [...(byType.get(type) ?? []), index]);
		}
	}
	const all = tables.map(({ index }) => index);
	const notes = new Map(
		tables.flatMap(({ fields }) => fields.map(({ name, type, note }) => [`${name} ${type}`, note]))
	);
	const result: Capabilities = {};
	for (const [name, byType] of [...byName].sort(([a], [b]) => (a < b ? -1 : 1))) {
		const mapped = new Set([...byType.values()].flat());
		const unmapped = all.filter((index) => !mapped.has(index));
		const conflict = byType.size > 1;
		const entries = [...byType]
			.filter(([type]) => types === undefined || types.includes(capability(type).type))
			.map(([type, indices]): [string, Capability] => {
				const note = notes.get(`${name} ${type}`);
				const found = { ...capability(type), ...(note !== undefined && { meta: { inferred: [note] } }) };
				return [found.type, conflict ? { ...found, indices } : found];
			});
		if (entries.length > 0 && unmapped.length > 0 && call.query.flag('include_unmapped'))
			entries.push(['unmapped', { ...capability('unmapped'), indices: unmapped }]);
		if (entries.length > 0) result[name] = Object.fromEntries(entries);
	}
	if (tables.length > 0 && !filters.includes('-metadata'))
		for (const [name, found] of Object.entries(metadataFields))
			if (wanted(name) && (types === undefined || types.includes(found.type)))
				result[name] = { [found.type]: found };
	return result;
}

/** The fields, and the objects that their dotted names make. */
function shown(fields: readonly TableField[], filters: readonly string[]): { name: string; type: string }[] {
	if (filters.includes('+metadata')) return [];
	const known = new Set(fields.map(({ name }) => name));
	const objects = new Set(fields.flatMap(({ name }) => parents(name)).filter((name) => !known.has(name)));
	const parentFields = filters.includes('-parent')
		? []
		: [...objects].map((name) => ({ name, type: 'object' }));
	return filters.includes('+parent') ? parentFields : [...fields, ...parentFields];
}

function parents(name: string): string[] {
	const parts = name.split('.');
	return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
}

const unsearchable = ['object', 'unmapped', 'unsupported', 'null'];
const unsorted = ['text', 'geo_shape', 'cartesian_shape', 'dense_vector', ...unsearchable];
const mappingNames: Readonly<Record<string, string>> = {
	cartesian_point: 'point',
	cartesian_shape: 'shape',
	counter_integer: 'integer',
	counter_long: 'long',
	counter_double: 'double'
};

function capability(type: string): Capability {
	return {
		type: mappingNames[type] ?? type,
		metadata_field: false,
		searchable: !unsearchable.includes(type),
		aggregatable: !unsorted.includes(type),
		...(type.startsWith('counter_') && { time_series_metric: 'counter' })
	};
}

const metadata = (type: string, searchable: boolean, aggregatable: boolean): Capability => ({
	type,
	metadata_field: true,
	searchable,
	aggregatable
});

const metadataFields: Readonly<Record<string, Capability>> = {
	_id: metadata('_id', true, false),
	_index: metadata('_index', true, true),
	_source: metadata('_source', false, false),
	_version: metadata('_version', false, true)
};
