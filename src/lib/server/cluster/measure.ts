import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from './database';
import { textLiteral } from './literal';

/** One operator of DuckDB's plan and what it really did. */
export interface Operator {
	/** As DuckDB calls it, e.g. `SEQ_SCAN` of the kind `TABLE_SCAN`. */
	readonly name: string;
	readonly kind: string;
	/** Nanoseconds of all threads. */
	readonly nanos: number;
	/** Rows it gave. */
	readonly rows: number;
	/** Rows it looked at; scans only. */
	readonly scanned: number;
	/** DuckDB's own words about it, e.g. `Projections`, `Filters`. */
	readonly details: ReadonlyMap<string, readonly string[]>;
	readonly inputs: readonly Operator[];
}

/** What DuckDB measured while it ran one statement. */
export interface Measurement {
	/** Nanoseconds from start to end. */
	readonly nanos: number;
	readonly root: Operator | undefined;
}

export interface Meter {
	/** The figures of the statement that has ended; undefined when it was interrupted. */
	read(): Measurement | undefined;
	/** Removes what an interrupted statement may have left; when its connection is closed. */
	discard(): void;
}

/** What counting needs; clocks cost a short query more than the counters do. */
const counters = JSON.stringify({
	OPERATOR_NAME: 'true',
	OPERATOR_TYPE: 'true',
	OPERATOR_CARDINALITY: 'true',
	OPERATOR_ROWS_SCANNED: 'true',
	EXTRA_INFO: 'true'
});

/**
 * From now on a connection measures its statements: `everything`, or only rows and no times. `folder`: where DuckDB may
 * leave a file for a moment.
 */
export async function measure(
	connection: Connection,
	folder: string,
	what: 'everything' | 'rows'
): Promise<Meter> {
	const path = join(folder, `profile-${randomUUID()}.json`);
	const only = what === 'rows' ? `; SET custom_profiling_settings = ${textLiteral(counters)}` : '';
	await connection.run(`SET enable_profiling = 'json'; SET profiling_output = ${textLiteral(path)}${only}`);
	return {
		read() {
			let text: string;
			try {
				text = readFileSync(path, 'utf8');
			} catch (error) {
				if (isMissing(error)) return undefined;
				throw error;
			}
			rmSync(path);
			return parseMeasurement(text);
		},
		discard: () => rmSync(path, { force: true })
	};
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** DuckDB's JSON profile → its figures. What is absent counts as nothing. */
export function parseMeasurement(text: string): Measurement {
	const [top] = [JSON.parse(text) as unknown].filter(isObject);
	const [root] = top ? operators(top.children) : [];
	return { nanos: nanosOf(top?.latency), root };
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const operators = (list: unknown): readonly Operator[] =>
	(Array.isArray(list) ? list : []).filter(isObject).map(operatorOf);

function operatorOf(json: Json): Operator {
	const details = isObject(json.extra_info) ? Object.entries(json.extra_info) : [];
	return {
		name: String(json.operator_name),
		kind: String(json.operator_type),
		nanos: nanosOf(json.operator_timing),
		rows: numberOf(json.operator_cardinality),
		scanned: numberOf(json.operator_rows_scanned),
		details: new Map(details.map(([name, value]) => [name, [value].flat().map(String).filter(Boolean)])),
		inputs: operators(json.children)
	};
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
const nanosOf = (seconds: unknown): number => Math.round(numberOf(seconds) * 1e9);

/** An operator and all below it. */
export function* operatorsOf(root: Operator | undefined): Generator<Operator> {
	if (!root) return;
	yield root;
	for (const input of root.inputs) yield* operatorsOf(input);
}

/** Does it read documents? */
export const isScan = ({ kind, details }: Operator): boolean =>
	kind === 'TABLE_SCAN' && (details.has('Table') || details.has('Filename(s)'));

/** Values that a scan has read: of every row that it gave, the columns asked for. */
export const valuesRead = (scan: Operator): number =>
	scan.rows * (scan.details.get('Projections')?.length ?? 0);

/** Scans that only fetch further columns of rows that were found before: DuckDB joins them by their row's number. */
export function rereadsOf(root: Operator | undefined): ReadonlySet<Operator> {
	const joins = [...operatorsOf(root)].filter(({ details }) =>
		details.get('Conditions')?.includes('rowid = rowid')
	);
	return new Set(joins.flatMap(({ inputs: [again] }) => [...operatorsOf(again)].filter(isScan)));
}
