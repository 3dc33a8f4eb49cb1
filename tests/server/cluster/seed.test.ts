import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Connection, type Database, openDatabase } from '$lib/server/cluster/database';
import { openSeed, type Seed, type SeedOptions } from '$lib/server/cluster/seed/seed';
import { seedVersion } from '$lib/server/cluster/seed/generation';

const BASE = Date.UTC(2026, 0, 15, 12);
const HOUR = 3_600_000;

let folder: string;
let said: string[];
const undo: (() => Promise<void>)[] = [];

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'workbench-seed-'));
	said = [];
});

afterEach(async () => {
	for (const step of undo.splice(0).reverse()) await step();
	rmSync(folder, { recursive: true, force: true });
});

async function open(
	options: Partial<SeedOptions> = {},
	threads = 1
): Promise<{ database: Database; seed: Seed; connection: Connection; close: () => Promise<void> }> {
	const database = await openDatabase({ folders: [folder], threads });
	const seed = await openSeed({
		database,
		cacheDir: folder,
		seed: 42,
		scale: 0.01,
		baseDate: BASE,
		log: (sentence) => said.push(sentence),
		...options
	});
	const connection = await database.connect();
	const close = async () => {
		await seed.close();
		await database.close();
	};
	undo.push(close);
	return { database, seed, connection, close: () => undo.splice(undo.indexOf(close), 1)[0]() };
}

const relation = (seed: Seed, index: string) => {
	const table = seed.tables().find((candidate) => candidate.index === index);
	if (!table) throw new Error(`no table ${index}`);
	return table;
};

/** SQL with `{field}` for the columns of an index. */
async function ask(connection: Connection, seed: Seed, index: string, sql: string) {
	const table = relation(seed, index);
	await table.ready;
	const text = sql.replace(/\{([^}]+)\}/g, (_, name: string) => {
		const field = table.fields.find((candidate) => candidate.name === name);
		if (!field) throw new Error(`no field ${name}`);
		return field.column;
	});
	return connection.rows(text.replaceAll('FROM it', `FROM ${table.relation} AS it`));
}

/** One number for all that a table holds, in order. */
async function checksum(connection: Connection, seed: Seed, index: string) {
	const [[sum]] = await ask(
		connection,
		seed,
		index,
		`SELECT sum(hash(row_number, t)::HUGEINT) FROM (SELECT row_number() OVER () AS row_number, it AS t FROM it)`
	);
	return sum;
}

describe('the data sets', () => {
	it('have the documents and fields that examples and docs rely on', async () => {
		const { seed } = await open();
		await seed.idle();
		const shape = seed
			.tables()
			.map(({ index, mode, documents, fields }) => [
				index,
				mode,
				documents,
				fields.map(({ name, type, multi }) => `${name} ${type}${multi ? '[]' : ''}`)
			]);
		expect(shape).toMatchInlineSnapshot(`
			[
			  [
			    "employees",
			    "standard",
			    100,
			    [
			      "avg_worked_seconds long",
			      "birth_date date",
			      "emp_no integer",
			      "first_name keyword",
			      "gender keyword",
			      "height double",
			      "height.float double",
			      "height.half_float double",
			      "height.scaled_float double",
			      "hire_date date",
			      "is_rehired boolean[]",
			      "job_positions keyword[]",
			      "languages integer",
			      "languages.byte integer",
			      "languages.long long",
			      "languages.short integer",
			      "last_name keyword",
			      "salary integer",
			      "salary_change double[]",
			      "salary_change.int integer[]",
			      "salary_change.keyword keyword[]",
			      "salary_change.long long[]",
			      "still_hired boolean",
			    ],
			  ],
			  [
			    "countries",
			    "lookup",
			    60,
			    [
			      "continent keyword",
			      "country.capital keyword",
			      "country.currency keyword",
			      "country.location geo_point",
			      "country.name keyword",
			      "country.population long",
			      "country_iso_code keyword",
			    ],
			  ],
			  [
			    "status_codes",
			    "lookup",
			    34,
			    [
			      "status.class keyword",
			      "status.text keyword",
			      "status_code integer",
			    ],
			  ],
			  [
			    "services",
			    "lookup",
			    8,
			    [
			      "language keyword",
			      "objective_ms integer",
			      "service.name keyword",
			      "team keyword",
			      "tier integer",
			    ],
			  ],
			  [
			    "orders",
			    "standard",
			    1000,
			    [
			      "@timestamp date",
			      "coupon keyword",
			      "currency keyword",
			      "customer.country_iso_code keyword",
			      "customer.email keyword",
			      "customer.id keyword",
			      "items.price double[]",
			      "items.quantity integer[]",
			      "items.sku keyword[]",
			      "order.id long",
			      "shipped_at date_nanos",
			      "status keyword",
			      "total double",
			    ],
			  ],
			  [
			    "logs-web-1",
			    "standard",
			    2500,
			    [
			      "@timestamp date",
			      "client.geo.country_iso_code keyword",
			      "client.geo.location geo_point",
			      "client.ip ip",
			      "event.duration long",
			      "event.id unsigned_long",
			      "host.name keyword",
			      "http.request.method keyword",
			      "http.response.body.bytes long",
			      "http.response.status_code integer",
			      "log.level keyword",
			      "message text",
			      "service.name keyword",
			      "tags keyword[]",
			      "url.path keyword",
			      "user_agent.name keyword",
			      "user_agent.version version",
			    ],
			  ],
			  [
			    "logs-web-2",
			    "standard",
			    2500,
			    [
			      "@timestamp date",
			      "client.geo.country_iso_code keyword",
			      "client.geo.location geo_point",
			      "client.ip ip",
			      "event.duration long",
			      "event.id unsigned_long",
			      "host.name keyword",
			      "http.request.method keyword",
			      "http.response.body.bytes long",
			      "http.response.status_code integer",
			      "log.level keyword",
			      "message text",
			      "service.name keyword",
			      "tags keyword[]",
			      "url.path keyword",
			      "user_agent.name keyword",
			      "user_agent.version version",
			    ],
			  ],
			  [
			    "logs-web-3",
			    "standard",
			    2500,
			    [
			      "@timestamp date",
			      "client.geo.country_iso_code keyword",
			      "client.geo.location geo_point",
			      "client.ip ip",
			      "event.duration long",
			      "event.id unsigned_long",
			      "host.name keyword",
			      "http.request.method keyword",
			      "http.response.body.bytes long",
			      "http.response.status_code integer",
			      "log.level keyword",
			      "message text",
			      "service.name keyword",
			      "tags keyword[]",
			      "url.path keyword",
			      "user_agent.name keyword",
			      "user_agent.version version",
			    ],
			  ],
			  [
			    "logs-web-4",
			    "standard",
			    2500,
			    [
			      "@timestamp date",
			      "client.geo.country_iso_code keyword",
			      "client.geo.location geo_point",
			      "client.ip ip",
			      "event.duration long",
			      "event.id unsigned_long",
			      "host.name keyword",
			      "http.request.method keyword",
			      "http.response.body.bytes long",
			      "http.response.status_code integer",
			      "log.level keyword",
			      "message text",
			      "service.name keyword",
			      "tags keyword[]",
			      "url.path keyword",
			      "user_agent.name keyword",
			      "user_agent.version version",
			    ],
			  ],
			  [
			    "auth-events",
			    "standard",
			    2000,
			    [
			      "@timestamp date",
			      "event.action keyword",
			      "event.outcome keyword",
			      "host.name keyword",
			      "message text",
			      "process.name keyword",
			      "source.ip ip",
			      "user.name keyword",
			    ],
			  ],
			  [
			    "metrics-host",
			    "standard",
			    5000,
			    [
			      "@timestamp date",
			      "host.name keyword",
			      "network.in.bytes long",
			      "system.cpu.pct double",
			      "system.memory.bytes long",
			    ],
			  ],
			]
		`);
		expect(said).toEqual([]);
	});

	it('are the same for the same seed and moment, whatever the number of threads', async () => {
		const one = await open();
		await one.seed.idle();
		const indices = one.seed.tables().map(({ index }) => index);
		const first = [];
		for (const index of indices) first.push(await checksum(one.connection, one.seed, index));
		await one.close();
		rmSync(folder, { recursive: true });
		const two = await open({}, 2);
		await two.seed.idle();
		const second = [];
		for (const index of indices) second.push(await checksum(two.connection, two.seed, index));
		expect(second).toEqual(first);
	});

	it('differ for another seed', async () => {
		const one = await open();
		const first = await checksum(one.connection, one.seed, 'orders');
		const two = await open({ seed: 43 });
		expect(await checksum(two.connection, two.seed, 'orders')).not.toEqual(first);
	});

	it('have changed only with their version', async () => {
		const { seed, connection } = await open();
		await seed.idle();
		const sums = [];
		for (const { index } of seed.tables()) sums.push(`${index} ${await checksum(connection, seed, index)}`);
		expect([seedVersion, ...sums]).toMatchInlineSnapshot(`
			[
			  1,
			  "employees 859940953060504941156",
			  "countries 559875035160331011344",
			  "status_codes 296322897514117621265",
			  "services 89324775349608835289",
			  "orders 8999689672886928081384",
			  "logs-web-1 23153995495700433085650",
			  "logs-web-2 23248524778354964032332",
			  "logs-web-3 22987418235565960081642",
			  "logs-web-4 23425937151937714661174",
			  "auth-events 18710723223739027638225",
			  "metrics-host 46502243342138276155068",
			]
		`);
	});
});

describe('logs-web', () => {
	it('tells the same story in the message as in the fields', async () => {
		const { seed, connection } = await open();
		const rows = await ask(
			connection,
			seed,
			'logs-web-4',
			`SELECT {message}, epoch_ms({@timestamp}), {http.request.method}, {url.path}, {http.response.status_code},
			{http.response.body.bytes}, {client.ip} FROM it`
		);
		expect(rows.length).toBe(2500);
		for (const [message, time, method, path, status, bytes] of rows) {
			const parts =
				/^(\S+) - - \[([^\]]+)\] "(\S+) (\S+) HTTP\/[\d.]+" (\d+) (\d+) "([^"]*)" "([^"]+)"$/.exec(
					String(message)
				);
			expect(parts?.slice(3, 7)).toEqual([method, path, String(status), String(bytes)]);
			const [, day, month, year, clock] =
				/^(\d+)\/(\w+)\/(\d+):([\d:]+) \+0000$/.exec(parts?.[2] ?? '') ?? [];
			expect(Date.parse(`${day} ${month} ${year} ${clock} UTC`)).toBe(Math.floor(Number(time) / 1000) * 1000);
		}
	});

	it('is in order of time, ends at the base date and has something in its last hour', async () => {
		const { seed, connection } = await open();
		const [[first, last, recent]] = await ask(
			connection,
			seed,
			'logs-web-4',
			`SELECT epoch_ms(first({@timestamp})), epoch_ms(last({@timestamp})),
			count(*) FILTER ({@timestamp} > epoch_ms(${BASE - HOUR})) FROM it`
		);
		expect(Number(first)).toBeLessThan(Number(last));
		expect(Number(last)).toBeLessThan(BASE);
		expect(Number(last)).toBeGreaterThan(BASE - HOUR);
		expect(Number(recent)).toBeGreaterThan(3);
		const [[start]] = await ask(connection, seed, 'logs-web-1', 'SELECT epoch_ms(min({@timestamp})) FROM it');
		expect(Number(start)).toBeGreaterThanOrEqual(BASE - 30 * 24 * HOUR);
		expect(Number(start)).toBeLessThan(BASE - 29 * 24 * HOUR);
	});

	it('has what makes a log worth exploring', async () => {
		const { seed, connection } = await open({ scale: 0.05 });
		const [[errors, hosts, services, nullTags, manyTags, beyond, ids, top]] = await ask(
			connection,
			seed,
			'logs-web-4',
			`SELECT count(*) FILTER ({http.response.status_code} >= 500) / count(*),
			count(DISTINCT {host.name}), count(DISTINCT {service.name}), count(*) FILTER ({tags} IS NULL),
			count(*) FILTER (len({tags}) > 1), count(*) FILTER ({event.id} >= 9223372036854775808),
			count(DISTINCT {event.id}), max(visits) FROM it,
			(SELECT max(c) AS visits FROM (SELECT count(*) AS c FROM it GROUP BY {url.path}))`
		);
		expect(Number(errors)).toBeGreaterThan(0.001);
		expect(Number(errors)).toBeLessThan(0.1);
		expect([hosts, services]).toEqual([40n, 8n]);
		expect(Number(nullTags)).toBeGreaterThan(1000);
		expect(Number(manyTags)).toBeGreaterThan(100);
		expect([beyond, ids]).toEqual([12_500n, 12_500n]);
		expect(Number(top)).toBeGreaterThan(250);
	});

	it('keeps lists sorted, without repetition and never empty', async () => {
		const { seed, connection } = await open();
		const [[wrong]] = await ask(
			connection,
			seed,
			'logs-web-1',
			'SELECT count(*) FROM it WHERE {tags} <> list_sort(list_distinct({tags})) OR len({tags}) = 0'
		);
		expect(wrong).toBe(0n);
	});
});

describe('the other sets', () => {
	it('orders: exact ids, real nanoseconds, totals that add up', async () => {
		const { seed, connection } = await open();
		const [[first, nanos, coupons, wrong]] = await ask(
			connection,
			seed,
			'orders',
			`SELECT min({order.id}), count(*) FILTER (epoch_ns({shipped_at}) % 1000 <> 0), count({coupon}),
			count(*) FILTER ({coupon} IS NULL AND len({items.sku}) = 1 AND len({items.price}) = 1
				AND round({items.price}[1] * {items.quantity}[1], 2) <> {total}) FROM it`
		);
		expect(first).toBe(9007199254740993n);
		expect(Number(nanos)).toBeGreaterThan(500);
		expect(Number(coupons)).toBeGreaterThan(20);
		expect(Number(coupons)).toBeLessThan(150);
		expect(wrong).toBe(0n);
	});

	it('metrics-host: a counter that only falls to begin again', async () => {
		const { seed, connection } = await open({ scale: 0.1 });
		const [[falls, steps]] = await ask(
			connection,
			seed,
			'metrics-host',
			`SELECT count(*) FILTER (step < 0), count(*) FROM (
				SELECT {network.in.bytes} - lag({network.in.bytes}) OVER (PARTITION BY {host.name} ORDER BY {@timestamp}) AS step
				FROM it)`
		);
		expect(steps).toBe(50_000n);
		expect(Number(falls)).toBeGreaterThan(0);
		expect(Number(falls)).toBeLessThan(80);
	});

	it('lookups know every key that the sets use', async () => {
		const { seed, connection } = await open();
		await seed.idle();
		const missing = async (index: string, field: string, lookup: string, key: string) => {
			const keys = await ask(connection, seed, lookup, `SELECT {${key}} FROM it`);
			const used = await ask(connection, seed, index, `SELECT DISTINCT {${field}} FROM it`);
			return used.flat().filter((value) => !keys.flat().includes(value));
		};
		expect(
			await missing('logs-web-1', 'client.geo.country_iso_code', 'countries', 'country_iso_code')
		).toEqual([]);
		expect(await missing('logs-web-1', 'http.response.status_code', 'status_codes', 'status_code')).toEqual(
			[]
		);
		expect(await missing('logs-web-1', 'service.name', 'services', 'service.name')).toEqual([]);
		expect(await missing('orders', 'customer.country_iso_code', 'countries', 'country_iso_code')).toEqual([]);
	});
});

describe('openSeed', () => {
	it('lists every table at once and lets queries wait', async () => {
		const { seed, connection } = await open();
		const logs = relation(seed, 'logs-web-1');
		expect(logs.loading).toBe(true);
		expect(logs.documents).toBe(0);
		await logs.ready;
		expect(logs.loading).toBe(false);
		expect(logs.documents).toBe(2500);
		expect(await connection.rows(`SELECT count(*) FROM ${logs.relation}`)).toEqual([[2500n]]);
	});

	it('is ready at once from the cache and makes nothing again', async () => {
		const one = await open();
		await one.seed.idle();
		await one.close();
		const files = readdirSync(folder);
		const two = await open();
		expect(two.seed.tables().every((table) => !table.loading)).toBe(true);
		expect(readdirSync(folder)).toEqual(files);
	});

	it('serves two processes from the same files', async () => {
		const one = await open();
		await one.seed.idle();
		const two = await open();
		expect(await checksum(two.connection, two.seed, 'orders')).toEqual(
			await checksum(one.connection, one.seed, 'orders')
		);
	});

	it('makes a broken cache again and says so', async () => {
		const one = await open();
		await one.seed.idle();
		await one.close();
		const [orders, logs] = ['orders', 'logs'].map((set) =>
			join(folder, readdirSync(folder).find((name) => name.startsWith(set)) ?? '')
		);
		truncateSync(orders, 20_000);
		writeFileSync(logs, 'this is no database');
		const two = await open();
		expect(relation(two.seed, 'orders').loading).toBe(true);
		expect(relation(two.seed, 'employees').loading).toBe(false);
		await two.seed.idle();
		expect(relation(two.seed, 'orders').documents).toBe(1000);
		expect(relation(two.seed, 'logs-web-2').documents).toBe(2500);
		expect(said.join('\n')).toMatch(/"orders" cannot be read[\s\S]*"logs" cannot be read/);
	});

	it('serves old data until newer are made, then removes them', async () => {
		const old = await open({ baseDate: Date.now() - 40 * HOUR });
		await old.seed.idle();
		await old.close();
		const before = readdirSync(folder);
		const now = await open({ baseDate: undefined });
		const served = relation(now.seed, 'orders');
		expect(served.loading).toBe(false);
		await now.seed.idle();
		const renewed = relation(now.seed, 'orders');
		expect(renewed.relation).not.toBe(served.relation);
		expect(renewed.loading).toBe(false);
		expect(await now.connection.rows(`SELECT count(*) FROM ${served.relation}`)).toEqual([[1000n]]);
		const after = readdirSync(folder);
		expect(after).toHaveLength(before.length);
		expect(after.filter((name) => before.includes(name))).toEqual([]);
	});

	it('removes what a killed process left half done', async () => {
		const left = join(folder, 'logs-v1-s42-x1-5.duckdb.999999999.tmp');
		writeFileSync(left, '');
		await open();
		expect(existsSync(left)).toBe(false);
	});

	it('can be closed while it makes data; what waited is told so, and nothing half done stays', async () => {
		const { seed, close } = await open({ scale: 1 });
		const waiting = expect(relation(seed, 'metrics-host').ready).rejects.toThrow(/was closed/);
		await new Promise((resolve) => setTimeout(resolve, 100));
		const at = performance.now();
		await close();
		await waiting;
		expect(performance.now() - at).toBeLessThan(1000);
		expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([]);
	});

	it('keeps data in memory where the folder cannot be written', async () => {
		const file = join(folder, 'a-file');
		writeFileSync(file, '');
		const { seed } = await open({ cacheDir: join(file, 'below') });
		await seed.idle();
		expect(relation(seed, 'orders').documents).toBe(1000);
		expect(said[0]).toMatch(/kept in memory because .* cannot be written/);
	});

	it('never blocks the event loop for long', async () => {
		const delay = monitorEventLoopDelay({ resolution: 5 });
		delay.enable();
		const { seed } = await open({ scale: 0.1 });
		await seed.idle();
		delay.disable();
		console.log(`longest block of the event loop: ${Math.round(delay.max / 1e6)} ms`);
		expect(delay.max / 1e6).toBeLessThan(150);
	});
});
