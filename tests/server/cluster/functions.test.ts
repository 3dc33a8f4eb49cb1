import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EsType } from '$lib/esql/analysis/schema';
import type { Call } from '$lib/esql/syntax/ast';
import type { CallSite, Rule } from '$lib/server/cluster/functions/rule';
import { ruleOf } from '$lib/server/cluster/functions/table';
import { Emit } from '$lib/server/cluster/sql/emit';
import { columnType } from '$lib/server/cluster/sql/types';
import type { Constant, Value } from '$lib/server/cluster/sql/value';
import { constantSql, constantValue } from '$lib/server/cluster/sql/value';
import { UTC } from '$lib/server/cluster/sql/zone';
import { registerFunctions } from '$lib/server/cluster/udf';

const file = join(import.meta.dirname, '../../../../shared/reference/esql-functions.jsonl');
const present = existsSync(file);
if (!present) console.warn(`skipped: the signatures of functions are not at ${file}`);

interface Signature {
	readonly params: string;
	readonly returns: EsType;
}
interface Listed {
	readonly name: string;
	readonly signatures: readonly Signature[];
}

const DAY: Constant = { months: 0, days: 1, millis: 0 };
const samples: Partial<Record<EsType, Constant>> = {
	boolean: true,
	integer: 3n,
	long: 4n,
	unsigned_long: 5n,
	double: 0.5,
	keyword: 'a',
	text: 'b',
	ip: (0xffffn << 32n) | 1n,
	version: 'x',
	date: 1_700_000_000_000n,
	date_nanos: 1_700_000_000_000_000_000n,
	date_period: DAY,
	time_duration: { months: 0, days: 0, millis: 3_600_000 }
};

/** Arguments that Elasticsearch takes only as constants, by parameter name. */
const constants: Readonly<Record<string, Constant>> = {
	percentile: 50n,
	limit: 2n,
	order: 'asc',
	datePart: 'year',
	unit: 'day',
	blockX: '10.0.0.0/8',
	pattern: 'a*',
	internal_networks: 'private',
	query: '5',
	to_unit: 'day',
	from_unit: 'month',
	path: 'a'
};

/** Types that this cluster has no values of. */
const ABSENT = /aggregate_metric|histogram|tdigest|flattened|geohex|counter|named_parameters|_source/;

/** Functions whose arguments all have to be constants, but for the field of BUCKET. */
const FIXED = new Set(['BUCKET', 'TBUCKET', 'TRANGE', 'TSTEP', 'TO_DATEPERIOD', 'TO_TIMEDURATION']);

function fixedArgument(parameter: string, type: EsType): Constant {
	if (type === 'keyword' || type === 'text')
		return parameter === 'field' ? '3 days' : `202${parameter === 'to' ? 6 : 5}-01-01`;
	const constant = samples[type] ?? null;
	return typeof constant === 'bigint' && parameter === 'to' ? constant * 2n : constant;
}

function argument(name: string, parameter: string, type: EsType, position: number): Value {
	const span = type === 'date_period' || type === 'time_duration';
	if (span || (FIXED.has(name) && !(name === 'BUCKET' && position === 0))) {
		const constant = fixedArgument(parameter, type);
		return constantValue(typeof constant === 'number' && parameter === 'to' ? 9.5 : constant, type);
	}
	const constant = type === 'boolean' ? undefined : constants[parameter];
	if (constant === undefined) return { sql: `c${position}`, type, multi: false };
	return constantValue(type === 'double' ? Number(constant) : constant, type);
}

function sample(type: EsType): string {
	if (type === 'dense_vector') return '[1.0, 2.0]::FLOAT[]';
	if (type.endsWith('point')) return "{'x': 1.0, 'y': 2.0}::STRUCT(x DOUBLE, y DOUBLE)";
	return constantSql(samples[type] ?? null, type);
}

function emitted(
	rule: Rule,
	site: CallSite,
	from: string
): { readonly sql: string; readonly type: string } | undefined {
	const { emit, node } = site;
	switch (rule.kind) {
		case 'refused':
			return undefined;
		case 'scalar': {
			const values = site.values.map((value) => emit.single(value, node));
			const sql = rule.sql(
				values.map((value) => value.sql),
				{ ...site, values }
			);
			const fails = typeof rule.fails === 'function' ? rule.fails(site) : rule.fails;
			return {
				sql: `SELECT ${fails ? emit.guard(sql, values, node, fails) : sql} ${from}`,
				type: columnType(site.returns, false)
			};
		}
		case 'value': {
			const { sql, type, multi } = rule.build(site.values, site);
			return { sql: `SELECT ${sql} ${from}`, type: columnType(type, multi) };
		}
		case 'aggregate':
		case 'overTime': {
			const { parts, finish, multi } = rule.build(site.values, site);
			const list = parts.map((part, index) => `${part} AS a${index}`).join(', ');
			const sql = `SELECT ${finish(parts.map((_, index) => `a${index}`))} FROM (SELECT ${list} ${from})`;
			return { sql, type: columnType(site.returns, multi) };
		}
	}
}

describe('the table of functions', () => {
	it('has no entry for names of objects', () => expect(ruleOf('constructor')).toBeUndefined());
});

describe.skipIf(!present)('every signature of every function that runs', () => {
	let connection: DuckDBConnection;
	beforeAll(async () => {
		connection = await (await DuckDBInstance.create(':memory:')).connect();
		registerFunctions(connection);
	});

	const listed = present
		? readFileSync(file, 'utf8')
				.trim()
				.split('\n')
				.map((line) => JSON.parse(line) as Listed)
				.filter(({ name }) => (ruleOf(name)?.kind ?? 'refused') !== 'refused')
		: [];

	it.each(listed)('$name binds and gives its type', async ({ name, signatures }) => {
		const rule = ruleOf(name);
		for (const { params, returns } of signatures.filter(
			(signature) => !ABSENT.test(signature.params + signature.returns)
		)) {
			for (const multi of [false, true]) {
				const values = params
					.split(', ')
					.filter((parameter) => parameter !== '' && !parameter.startsWith('window?'))
					.map((parameter, position) => {
						const [title, type] = parameter.replace('?', '').split(':');
						const value = argument(name, title, type as EsType, position);
						return position === 0 && value.constant === undefined ? { ...value, multi } : value;
					});
				const columns = values.map(
					({ type, multi: list }, index) => `${list ? `[${sample(type)}]` : sample(type)} AS c${index}`
				);
				const from = `FROM (SELECT ${columns.concat("TIMESTAMP '2026-01-01' AS t").join(', ')})`;
				const node: Call = {
					kind: 'call',
					name,
					nameSpan: { from: 0, to: 1 },
					arguments: [],
					star: false,
					from: 0,
					to: 4
				};
				const site: CallSite = {
					node,
					values,
					types: values.map(({ type }) => type),
					returns,
					emit: new Emit('f(x)', Date.UTC(2026, 0, 1), UTC, 1),
					options: new Map(),
					scored: () => '0.0::DOUBLE',
					columns: () => new Map([['@timestamp', { sql: 't', type: 'date', multi: false }]])
				};
				if (name === 'SUM' && params.includes('dense_vector')) continue;
				const made = rule && emitted(rule, site, from);
				if (!made) continue;
				const reader = await connection.runAndReadAll(made.sql);
				expect(`${params}: ${String(reader.columnTypes()[0]).replaceAll('"', '')}`).toBe(
					`${params}: ${made.type}`
				);
			}
		}
	});
});
