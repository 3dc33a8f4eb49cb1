import type { EsType } from '$lib/esql/analysis/schema';
import { mappedType } from '$lib/protocol/mapping';
import { indexName } from './files/scan';

/** What `<index>.mapping.json` says. */
export interface Mapping {
	readonly fields: ReadonlyMap<string, EsType>;
	readonly mode: 'standard' | 'lookup';
	/** Further names of the index. */
	readonly aliases: readonly string[];
}

export const emptyMapping: Mapping = { fields: new Map(), mode: 'standard', aliases: [] };

/** Types whose values the demo cluster has no form for. */
const UNSTORED: ReadonlySet<string> = new Set([
	'date_range',
	'aggregate_metric_double',
	'exponential_histogram',
	'histogram',
	'tdigest'
]);

function typeNamed(name: unknown): EsType | undefined {
	if (typeof name !== 'string' || UNSTORED.has(name)) return undefined;
	return mappedType(name);
}

const MODE = 'index.mode';
const ALIASES = 'index.aliases';

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown): Members | undefined =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : undefined;

/** What Elasticsearch takes to create an index, as `{field: type}`; anything else as it is. */
function flattened(parsed: Members): Members {
	const [mappings, settings, aliases] = ['mappings', 'settings', 'aliases'].map((name) =>
		membersOf(parsed[name])
	);
	if (!mappings && !settings && !aliases) return parsed;
	const mode = settings?.[MODE] ?? settings?.mode ?? membersOf(settings?.index)?.mode;
	return {
		...typesBelow(membersOf(mappings?.properties) ?? {}, ''),
		...(mode !== undefined && { [MODE]: mode }),
		...(aliases && { [ALIASES]: Object.keys(aliases) })
	};
}

/** Types of fields, and of those inside objects, by their full names. */
function typesBelow(properties: Members, prefix: string): Members {
	return Object.fromEntries(
		Object.entries(properties).flatMap(([name, field]): (readonly [string, unknown])[] => {
			const { type, properties: inner } = membersOf(field) ?? {};
			if (inner !== undefined) return Object.entries(typesBelow(membersOf(inner) ?? {}, `${prefix}${name}.`));
			return [[prefix + name, type ?? field]];
		})
	);
}

/**
 * Reads `{field: type}`, where `index.mode` may be `standard` or `lookup` and `index.aliases` a name or several, or what
 * Elasticsearch takes to create an index: `{mappings, settings, aliases}`. Throws an Error whose message is a sentence.
 */
export function readMapping(text: string): Mapping {
	const parsed: unknown = JSON.parse(text);
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
		throw new Error('It must be an object of field names and types.');
	const fields = new Map<string, EsType>();
	let mode: Mapping['mode'] = 'standard';
	let aliases: readonly string[] = [];
	for (const [name, type] of Object.entries(flattened(parsed as Members))) {
		if (name === MODE) {
			if (type !== 'standard' && type !== 'lookup')
				throw new Error(`${MODE} must be standard or lookup, not ${JSON.stringify(type)}.`);
			mode = type;
		} else if (name === ALIASES) aliases = readAliases(type);
		else {
			const known = typeNamed(type);
			if (!known) throw new Error(`The type ${JSON.stringify(type)} of the field [${name}] is not known.`);
			fields.set(name, known);
		}
	}
	return { fields, mode, aliases };
}

function readAliases(value: unknown): readonly string[] {
	const names: readonly unknown[] = Array.isArray(value) ? value : [value];
	return names.map((name) => {
		if (typeof name === 'string' && name !== '' && name === indexName(name)) return name;
		throw new Error(`${ALIASES} must be a name or a list of names of an index, not ${JSON.stringify(name)}.`);
	});
}
