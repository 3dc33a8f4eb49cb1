import { aggregate } from './aggregate';
import { conditional } from './conditional';
import { conversion } from './conversion';
import { date } from './date';
import { grouping } from './grouping';
import { math } from './math';
import { multivalue } from './multivalue';
import { network } from './network';
import { range } from './range';
import { search } from './search';
import { type Rows, type Signature, signaturesOf } from './signature';
import { since } from './since';
import { spatial } from './spatial';
import { text } from './text';
import { timeSeries } from './timeseries';
import { vector } from './vector';

export { type CommandDefinition, commands } from './commands';
export type { Parameter, ParameterType, Signature } from './signature';

export type FunctionKind = 'scalar' | 'agg' | 'time_series_agg' | 'grouping';

/** One function of the language. `name` is upper-case. */
export interface FunctionDefinition {
	readonly name: string;
	readonly kind: FunctionKind;
	readonly family: string;
	readonly preview: boolean;
	/** The licence level it needs beyond the free one. */
	readonly license?: string;
	/** The Elasticsearch version that had it first, where known. */
	readonly since?: string;
	readonly signatures: readonly Signature[];
}

const families: readonly (readonly [string, FunctionKind, Rows])[] = [
	['math', 'scalar', math],
	['text', 'scalar', text],
	['date', 'scalar', date],
	['conversion', 'scalar', conversion],
	['conditional', 'scalar', conditional],
	['multi-value', 'scalar', multivalue],
	['network', 'scalar', network],
	['search', 'scalar', search],
	['spatial', 'scalar', spatial],
	['range', 'scalar', range],
	['vector', 'scalar', vector],
	['aggregate', 'agg', aggregate],
	['time series', 'time_series_agg', timeSeries],
	['grouping', 'grouping', grouping]
];

const previews = new Set(
	`CHUNK CLAMP CLAMP_MAX CLAMP_MIN DECAY EMBEDDING FIELD_EXTRACT MV_CONTAINS MV_DIFFERENCE MV_INTERSECTION MV_INTERSECTS
	MV_IN_RANGE MV_LIKE MV_RLIKE MV_UNION NETWORK_DIRECTION RANGE_CONTAINS RANGE_INTERSECTS RANGE_MAX RANGE_MIN RANGE_WITHIN
	ROUND_TO SCORE SPARKLINE ST_BUFFER ST_CENTROID_AGG ST_DIFFERENCE ST_DIMENSION ST_ENVELOPE ST_EXTENT_AGG ST_GEOHASH
	ST_GEOHEX ST_GEOMETRYTYPE ST_GEOTILE ST_INTERSECTION ST_ISEMPTY ST_NPOINTS ST_SIMPLIFY ST_SIMPLIFYPRESERVETOPOLOGY
	ST_SYMDIFFERENCE ST_UNION ST_XMAX ST_XMIN ST_YMAX ST_YMIN TOP_SNIPPETS TO_AGGREGATE_METRIC_DOUBLE TO_DATE_RANGE
	TO_DENSE_VECTOR TO_DOUBLE_RANGE TO_GEOHASH TO_GEOHEX TO_GEOTILE TO_RANGE TO_TEXT TO_UNSIGNED_LONG V_MAGNITUDE`.split(
		/\s+/
	)
);

const licenses: Readonly<Record<string, string>> = { CATEGORIZE: 'platinum', ST_GEOHEX: 'platinum' };

class Definition implements FunctionDefinition {
	#signatures: readonly Signature[] | undefined;

	constructor(
		readonly name: string,
		readonly kind: FunctionKind,
		readonly family: string,
		readonly rows: readonly string[]
	) {}

	get preview(): boolean {
		return previews.has(this.name);
	}

	get license(): string | undefined {
		return licenses[this.name];
	}

	get since(): string | undefined {
		return since.get(this.name);
	}

	get signatures(): readonly Signature[] {
		return (this.#signatures ??= this.rows.flatMap(signaturesOf));
	}
}

/** Other names under which functions answer. */
export const aliases: Readonly<Record<string, string>> = {
	TO_BOOL: 'TO_BOOLEAN',
	TO_DBL: 'TO_DOUBLE',
	TO_DT: 'TO_DATETIME',
	TO_INT: 'TO_INTEGER',
	TO_STR: 'TO_STRING',
	TO_UL: 'TO_UNSIGNED_LONG',
	TO_ULONG: 'TO_UNSIGNED_LONG',
	TO_VER: 'TO_VERSION',
	TO_DATENANOS: 'TO_DATE_NANOS'
};

/** Every function by its upper-case name. */
export const functions: ReadonlyMap<string, FunctionDefinition> = new Map(
	families.flatMap(([family, kind, rows]) =>
		Object.entries(rows).map(([name, list]) => [name, new Definition(name, kind, family, list)] as const)
	)
);

/** The function of that name, in any case, by its own name or an alias. */
export function functionNamed(name: string): FunctionDefinition | undefined {
	const upper = name.toUpperCase();
	return functions.get(upper) ?? functions.get(aliases[upper] ?? '');
}
