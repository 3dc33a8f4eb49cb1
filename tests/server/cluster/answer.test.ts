import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { streamText } from '$lib/server/cluster/stream';
import { type OpenDemo, openDemo } from '../../support/demo';

let demo: OpenDemo;

beforeAll(async () => {
	demo = await openDemo({ maxRows: 200_000, scale: 0.2 });
	await demo.ready;
});

afterAll(() => demo.close());

async function query(body: object, search = ''): Promise<Response> {
	const response = await demo.upstream(
		new Request(`http://x/_query${search}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body)
		})
	);
	expect(response.status).toBe(200);
	return response;
}

interface Body {
	readonly columns: readonly { readonly name: string }[];
	readonly all_columns?: readonly { readonly name: string }[];
	readonly values: readonly (readonly unknown[])[];
}

const body = async (response: Response) => (await response.json()) as Body;

const wide = 'FROM logs-web-* | SORT @timestamp, event.id | LIMIT 30000';

describe('an answer', () => {
	it('has the same values by row, by column and without its null columns', async () => {
		const sql = 'FROM orders | SORT order.id | LIMIT 5000 | EVAL nothing = null, also = coupon';
		const rows = await body(await query({ query: sql }));
		const columnar = await body(await query({ query: sql, columnar: true }));
		const dropped = await body(await query({ query: sql }, '?drop_null_columns=true'));
		expect(rows.values).toHaveLength(5000);
		expect(columnar.values).toHaveLength(rows.columns.length);
		expect(columnar.values.map((column) => column[4321])).toEqual(rows.values[4321]);
		expect(rows.columns.map((_, at) => rows.values.map((row) => row[at]))).toEqual(columnar.values);
		expect(dropped.all_columns).toEqual(rows.columns);
		expect(dropped.columns).toEqual(rows.columns.filter(({ name }) => name !== 'nothing'));
		const kept = rows.columns.flatMap(({ name }, at) => (name === 'nothing' ? [] : [at]));
		expect(dropped.values).toEqual(rows.values.map((row) => kept.map((at) => row[at])));
	});

	it('keeps the digits of 64-bit numbers', async () => {
		const text = await (
			await query({ query: 'FROM orders | SORT order.id DESC | LIMIT 3 | KEEP order.id' })
		).text();
		const ids = /"values":\[\[(\d+)\],\[(\d+)\],\[(\d+)\]\]/.exec(text)?.slice(1).map(BigInt) ?? [];
		expect(ids).toHaveLength(3);
		expect(ids.every((id) => id > 2n ** 53n)).toBe(true);
		expect(new Set(ids).size).toBe(3);
	});

	it('comes in pieces, each made only when it is read', async () => {
		const response = await query({ query: wide });
		const reader = response.body?.getReader();
		if (!reader) throw new Error('no body');
		const sizes: number[] = [];
		const bytes: Uint8Array[] = [];
		for (let next = await reader.read(); !next.done; next = await reader.read()) {
			sizes.push(next.value.length);
			bytes.push(next.value);
		}
		expect(sizes.length).toBeGreaterThan(10);
		expect(Math.max(...sizes)).toBeLessThan(1_000_000);
		const parsed = JSON.parse(Buffer.concat(bytes).toString()) as Body;
		expect(parsed.values).toHaveLength(30_000);
	});

	it('may be left before its end', async () => {
		const response = await query({ query: wide });
		const reader = response.body?.getReader();
		expect((await reader?.read())?.done).toBe(false);
		await reader?.cancel();
	});

	it('has a row for each row also when it has no column', async () => {
		const empty = await body(await query({ query: 'FROM employees | KEEP emp_no | DROP emp_no | LIMIT 3' }));
		expect(empty.columns).toEqual([]);
		expect(empty.values.every((row) => row.length === 0)).toBe(true);
	});

	it('says what was read', async () => {
		const response = await query({ query: 'FROM logs-web-* | STATS c = COUNT(*) BY host.name' });
		const counted = (await response.json()) as { documents_found: number; values_loaded: number };
		expect(counted.documents_found).toBe(200_000);
		expect(counted.values_loaded).toBeGreaterThanOrEqual(200_000);
	});

	it('is the same in csv as in JSON', async () => {
		const sql = 'FROM logs-web-1 | SORT event.id | LIMIT 200 | KEEP event.id, message, tags, client.ip';
		const { values } = await body(await query({ query: sql }));
		const csv = await (await query({ query: sql }, '?format=csv')).text();
		const lines = csv.split('\r\n');
		expect(lines).toHaveLength(202);
		expect(lines[0]).toBe('event.id,message,tags,client.ip');
		const [, message, tags] = values[0];
		expect(lines[1]).toContain(`"${String(message).replaceAll('"', '""')}"`);
		if (Array.isArray(tags)) expect(lines[1]).toContain(`"[${tags.join(', ')}]"`);
	});
});

describe('streamText', () => {
	it('makes nothing before it is asked and stops when it is left', async () => {
		let made = 0;
		let ended = false;
		function* pieces() {
			try {
				for (;;) {
					made++;
					yield 'x'.repeat(100_000);
				}
			} finally {
				ended = true;
			}
		}
		const stream = streamText(pieces());
		await new Promise((resolve) => setImmediate(resolve));
		expect(made).toBe(0);
		const reader = stream.getReader();
		expect((await reader.read()).value).toHaveLength(300_000);
		expect(made).toBe(3);
		await reader.cancel();
		expect(ended).toBe(true);
	});

	it('passes on what a piece throws', async () => {
		function* pieces() {
			yield 'x'.repeat(300_000);
			throw new RangeError('broken');
		}
		const reader = streamText(pieces()).getReader();
		await reader.read();
		await expect(reader.read()).rejects.toThrow('broken');
	});

	it('ends at once when there is nothing', async () => {
		expect(await new Response(streamText([])).text()).toBe('');
		expect(await new Response(streamText(['', 'é', ''])).text()).toBe('é');
	});
});
