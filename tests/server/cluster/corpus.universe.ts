import type { EsType } from '$lib/esql/analysis/schema';
import { parse } from '$lib/esql/syntax/parse';
import { compile } from '$lib/server/cluster/compile';
import type { Failure } from '$lib/server/cluster/failure';
import type { Param, Plan } from '$lib/server/cluster/plan';
import { parseIp } from '$lib/server/cluster/sql/ip';
import { columnType } from '$lib/server/cluster/sql/types';
import type { Constant } from '$lib/server/cluster/sql/value';
import { constantSql } from '$lib/server/cluster/sql/value';
import { encodeVersion } from '$lib/server/cluster/sql/version';
import type { Table, Tables } from '$lib/server/cluster/table';
import { NOW } from './laboratory';

const samples: Partial<Record<EsType, readonly Constant[]>> = {
	boolean: [true, false],
	integer: [3n, -7n],
	long: [4n, 9_007_199_254_740_993n],
	unsigned_long: [5n, 18_446_744_073_709_551_615n],
	double: [0.5, -1e10],
	keyword: ['alpha 1', '{"a": [1]}'],
	text: ['The quick (brown) fox', '10.1.2.3 - x'],
	ip: [parseIp('10.0.0.1') ?? null, parseIp('2001:db8::1') ?? null],
	version: [encodeVersion('1.2.3'), encodeVersion('2.0')],
	date: [1_700_000_000_000n, 1_767_225_600_000n],
	date_nanos: [1_700_000_000_000_000_001n, 0n],
	counter_integer: [1n, 2n],
	counter_long: [10n, 20n],
	counter_double: [1.5, 2.5],
	geo_shape: ['POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))', 'POINT (1 2)'],
	cartesian_shape: ['LINESTRING (0 0, 4 0)', 'POINT (1 2)'],
	_source: ['{"a": 1}', '{}']
};

function cell(type: EsType, row: number, multi: boolean): string {
	const sql = columnType(type, multi);
	if (row === 2) return `NULL::${sql}`;
	if (type === 'dense_vector') return '[1.0, 2.0]::FLOAT[]';
	if (type === 'date_range' || type === 'double_range') return `NULL::${sql}`;
	const point = `{'x': ${row}.0, 'y': 2.0}`;
	const one = (index: number) =>
		type.endsWith('_point') ? point : constantSql(samples[type]?.[index % 2] ?? null, type);
	return `${multi ? `[${one(0)}, ${one(1)}]` : one(row)}::${sql}`;
}

/** Three rows of a table whose fields have these types: two with values, one of nulls. `multi` tells which hold lists. */
export function tableOf(
	index: string,
	types: ReadonlyMap<string, EsType>,
	mode: Table['mode'],
	multi: (name: string) => boolean
): Table {
	const fields = [...types]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, type], at) => ({
			name,
			type,
			column: `"f${at}"`,
			multi: type !== 'dense_vector' && !type.startsWith('counter') && name !== '@timestamp' && multi(name)
		}));
	const rows = [0, 1, 2].map(
		(row) =>
			`SELECT ${fields.map(({ type, column, multi: list }) => `${cell(type, row, list)} AS ${column}`).join(', ') || '1'}`
	);
	return {
		index,
		relation: `(${rows.join(' UNION ALL ')})`,
		mode,
		fields,
		documents: 3,
		ready: Promise.resolve(),
		loading: false
	};
}

type Node = Readonly<Record<string, unknown>>;

function* nodesIn(value: unknown): Generator<Node> {
	if (Array.isArray(value)) for (const item of value) yield* nodesIn(item);
	else if (typeof value === 'object' && value !== null) {
		yield value as Node;
		for (const item of Object.values(value)) yield* nodesIn(item);
	}
}

/** Types that Elasticsearch's messages name → one of ours. */
const WORDS: readonly (readonly [RegExp, EsType])[] = [
	[/^counter_long|^counter_integer/, 'counter_long'],
	[/^counter_double/, 'counter_double'],
	[/\bnumeric\b|^double|whole number/, 'double'],
	[/^integer|^long/, 'long'],
	[/^boolean/, 'boolean'],
	[/datetime|^date/, 'date'],
	[/^ip/, 'ip'],
	[/string|keyword|text/, 'keyword'],
	[/geo_point/, 'geo_point'],
	[/geo_shape/, 'geo_shape'],
	[/cartesian_point/, 'cartesian_point'],
	[/dense_vector/, 'dense_vector'],
	[/_source/, '_source'],
	[/version/, 'version'],
	[/unsigned_long/, 'unsigned_long']
];

const typeNamed = (words: string): EsType | undefined => WORDS.find(([pattern]) => pattern.test(words))?.[1];

/** Tables that hold whatever a query names. */
export class Universe implements Tables {
	readonly #types = new Map<string, EsType>();
	readonly #lookups = new Set<string>();
	readonly #params: Param[];

	constructor(
		readonly query: string,
		readonly multi: boolean
	) {
		for (const node of nodesIn(parse(query).query)) {
			if (
				node.kind === 'name' &&
				typeof node.name === 'string' &&
				node.wildcard === false &&
				node.name !== ''
			)
				this.#types.set(node.name, node.name === '@timestamp' ? 'date' : 'keyword');
			if (node.kind === 'lookupJoin') this.#lookups.add((node.index as { readonly text: string }).text);
		}
		this.#params = [...query.matchAll(/\?\??([A-Za-z_]\w*)?/g)].map(([whole, name]) =>
			whole.startsWith('??') && name !== undefined
				? { kind: 'identifier', name, text: 'a' }
				: { kind: 'value', name, value: { kind: 'string', value: 'a' } }
		);
	}

	list(): readonly Table[] {
		return [];
	}

	aliases(): ReadonlyMap<string, readonly string[]> {
		return new Map();
	}

	match(patterns: string): ReturnType<Tables['match']> {
		const mode = this.#lookups.has(patterns) ? 'lookup' : 'standard';
		return {
			tables: [tableOf(patterns.replace(/\W+/g, '-'), this.#types, mode, () => this.multi)],
			missing: []
		};
	}

	compile(): Plan | Failure {
		return compile(this.query, this, {
			params: this.#params,
			filter: undefined,
			now: NOW,
			timeZone: 'UTC',
			maxRows: 100,
			defaultRows: 100,
			gate: 1
		});
	}

	/** Compiles, giving fields the types that refusals ask for, as long as that helps. */
	settled(): Plan | Failure {
		let outcome = this.compile();
		for (let round = 0; round < 12 && 'kind' in outcome && this.#learn(outcome.reason); round++)
			outcome = this.compile();
		return outcome;
	}

	#learn(reason: string): boolean {
		const wanted = [
			...[...reason.matchAll(/must be \[([^\]]+)\], found value \[([^\]]+)\]/g)].map(([, words, name]) => [
				name,
				words
			]),
			...[
				...reason.matchAll(
					/argument of \[([\w.@`]+) [^\]]*\] is \[\w+\] so second argument must also be \[\w+\] but was \[(\w+)\]/g
				)
			].map(([, name, words]) => [name, words])
		];
		let learnt = false;
		for (const [name, words] of wanted) {
			const type = typeNamed(words);
			if (type === undefined || !this.#types.has(name) || this.#types.get(name) === type) continue;
			this.#types.set(name, type);
			learnt = true;
		}
		return learnt;
	}
}
