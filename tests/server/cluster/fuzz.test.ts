import { beforeAll, describe, expect, it } from 'vitest';
import type { EsType } from '$lib/esql/analysis/schema';
import { cells } from '$lib/server/cluster/convert';
import type { Plan } from '$lib/server/cluster/plan';
import { columnType } from '$lib/server/cluster/sql/types';
import type { Table, Tables } from '$lib/server/cluster/table';
import { tableOf } from './corpus.universe';
import { Generator, randomOf } from './fuzz.generator';
import { Laboratory } from './laboratory';

/** The full number is 20,000: `FUZZ=20000 npx vitest run tests/server/cluster/fuzz.test.ts`. */
const COUNT = Number(process.env.FUZZ ?? 400);
const SEED = Number(process.env.FUZZ_SEED ?? 1);

const fieldTypes: Readonly<Record<string, EsType>> = {
	'@timestamp': 'date',
	b: 'boolean',
	bm: 'boolean',
	i: 'integer',
	im: 'integer',
	l: 'long',
	lm: 'long',
	u: 'unsigned_long',
	d: 'double',
	dm: 'double',
	k: 'keyword',
	km: 'keyword',
	t: 'text',
	ip: 'ip',
	ipm: 'ip',
	v: 'version',
	dt: 'date',
	dtm: 'date',
	dn: 'date_nanos',
	gp: 'geo_point',
	gpm: 'geo_point',
	gs: 'geo_shape',
	cp: 'cartesian_point',
	cs: 'cartesian_shape',
	dv: 'dense_vector',
	cl: 'counter_long'
};

const multi = (name: string) => name.endsWith('m') && name.length > 1;
const all = tableOf('all', new Map(Object.entries(fieldTypes)), 'standard', multi);
const look = tableOf(
	'look',
	new Map<string, EsType>([
		['k', 'keyword'],
		['n', 'integer'],
		['w', 'keyword']
	]),
	'lookup',
	(name) => name === 'w'
);

const tables: Tables = {
	list: () => [all, look],
	aliases: () => new Map(),
	match(patterns) {
		const named: Readonly<Record<string, Table>> = { all, look };
		const names = patterns.split(',').map((name) => name.trim());
		return {
			tables: names.flatMap((name) => named[name] ?? []),
			missing: names.filter((name) => !named[name])
		};
	}
};

const shapes: Partial<Record<EsType, RegExp>> = {
	boolean: /^(?:true|false)$/,
	integer: /^-?\d+$/,
	long: /^-?\d+$/,
	unsigned_long: /^\d+$/,
	double: /^-?\d+\.\d+(?:E-?\d+)?$/,
	keyword: /^"/,
	ip: /^"[\d.:a-f]+"$/,
	date: /^"[-+]?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"$/,
	geo_point: /^"POINT \(/,
	null: /^null$/
};

/** What is wrong with a cell's JSON text; undefined where it is of its type. */
function misshapen(text: string, type: EsType): boolean {
	const shape = shapes[type];
	if (text === 'null' || !shape || type === 'dense_vector') return false;
	const items = text.startsWith('[') ? (text.slice(1, -1).match(/"(?:[^"\\]|\\.)*"|[^,]+/g) ?? []) : [text];
	return !items.every((item) => shape.test(item));
}

async function complaint(plan: Plan, laboratory: Laboratory): Promise<string | undefined> {
	laboratory.gates.begin(1, plan.sites);
	try {
		const result = await laboratory.connection.stream(plan.sql);
		const found = result.columnTypes().map((type) => String(type).replaceAll('"', ''));
		const promised = plan.columns.map(({ type, multi: list }) => columnType(type, list));
		if (plan.columns.length > 0 && found.join() !== promised.join())
			return `types ${found.join()} instead of ${promised.join()}`;
		for (let chunk = await result.fetchChunk(); chunk?.rowCount; chunk = await result.fetchChunk()) {
			const texts = cells(chunk, plan.columns);
			for (const [at, { name, type }] of plan.columns.entries()) {
				const wrong = texts[at].find((text) => misshapen(text, type));
				if (wrong !== undefined) return `[${name}] of type [${type}] holds ${wrong.slice(0, 80)}`;
			}
		}
		laboratory.gates.warnings(1);
		return undefined;
	} finally {
		laboratory.gates.end(1);
	}
}

describe('generated queries', () => {
	let laboratory: Laboratory;
	beforeAll(async () => {
		laboratory = await Laboratory.open();
	});

	it(`answers ${COUNT} of them with what was promised, or refuses them in words`, async () => {
		const schema = (pattern: string) => tables.match(pattern).tables.flatMap(({ fields }) => fields);
		const wrong: string[] = [];
		let ran = 0;
		for (let number = 0; number < COUNT; number++) {
			const query = new Generator(randomOf(SEED * 1_000_003 + number), schema).query();
			try {
				const plan = laboratory.compile(query, { gate: 1, maxRows: 50, defaultRows: 50 }, tables);
				if ('kind' in plan) {
					if (plan.status !== 400 || !/^(?:Found \d+ problems?\n)?line \d+:\d+: \S/.test(plan.reason))
						wrong.push(`${query}\n\t${plan.reason}`);
					continue;
				}
				ran++;
				const reason = await complaint(plan, laboratory);
				if (reason !== undefined) wrong.push(`${query}\n\t${reason}`);
			} catch (error) {
				wrong.push(`${query}\n\t${String(error).slice(0, 500)}`);
			}
		}
		console.info(`fuzz: ${ran} of ${COUNT} generated queries ran, ${wrong.length} went wrong`);
		expect(wrong.slice(0, 20)).toEqual([]);
	}, 1_800_000);
});
