import { Agent, request as send } from 'node:http';
import { expect, test } from '@playwright/test';

/** How many; `FUZZ_REQUESTS=100000` for the long run. */
const rounds = Number(process.env.FUZZ_REQUESTS ?? 3000);
const atOnce = 16;

let seed = 20261124;
function random(below: number): number {
	seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
	return Math.floor((seed / 2 ** 32) * below);
}
const pick = <T>(all: readonly T[]): T => all[random(all.length)];
const some = <T>(most: number, make: () => T): readonly T[] => Array.from({ length: random(most + 1) }, make);
const bytes = (most: number) => String.fromCharCode(...some(most, () => random(256)));

const segments = [
	...['_query', 'async', 'stop', 'queries', 'view', '_resolve', 'index', '_field_caps', '_enrich', 'policy'],
	...[
		'_inference',
		'_remote',
		'info',
		'_cluster',
		'settings',
		'_security',
		'_authenticate',
		'_cat',
		'indices'
	],
	...[
		'_capabilities',
		'session',
		'files',
		'abilities',
		'demo',
		'_search',
		'_bulk',
		'..',
		'.',
		'',
		'*',
		'logs-*'
	],
	...[
		'%',
		'%2e',
		'%2f',
		'%00',
		'%ff',
		'%252e',
		'%0d%0a',
		';',
		'é',
		'<x>',
		'{}',
		'\\',
		"'",
		'"',
		'<logs-{now/d}>'
	]
];
const searches = [
	...[
		'format=csv',
		'format=smile',
		'format=x',
		'keep_alive=1',
		'keep_alive=1d',
		'x=%',
		'x=%ff',
		'pretty',
		'&&',
		'='
	],
	...[
		'wait_for_completion_timeout=0',
		'delimiter=%00',
		'drop_null_columns=maybe',
		'fields=*',
		'filter_path=**'
	]
];
const queries = [
	'FROM employees | STATS n = COUNT(*) BY gender | SORT n | LIMIT 3',
	'ROW a = 1, b = "x" | EVAL c = a + 1 | WHERE c > ? | KEEP a*',
	'FROM employees | ENRICH x | DISSECT y "%{z}" | GROK w "%{WORD:v}"'
];

/** A text with a piece cut out, doubled or replaced by other bytes. */
function mutated(text: string): string {
	const from = random(text.length);
	const to = from + random(8);
	return text.slice(0, from) + pick(['', text.slice(from, to).repeat(2), bytes(4)]) + text.slice(to);
}

function body(): string {
	const query = pick([pick(queries), mutated(pick(queries)), bytes(40)]);
	const whole = JSON.stringify({
		query,
		...(random(3) === 0 && { params: pick<unknown>([[1], [{ n: 1 }], {}, [[]], 'x', [null]]) }),
		...(random(3) === 0 && { filter: pick<unknown>([{}, { match_all: {} }, { bool: 1 }, [], 7]) }),
		...(random(4) === 0 && {
			[pick(['columnar', 'profile', 'locale', 'tables', 'settings', '__proto__'])]: 1
		})
	});
	return pick([
		whole,
		whole,
		mutated(whole),
		bytes(200),
		'',
		'{',
		'[]',
		'null',
		'[[[['.repeat(500),
		'\0'.repeat(99)
	]);
}

const values: Readonly<Record<string, () => string>> = {
	'content-type': () =>
		pick(['application/json', 'application/json', 'text/plain', 'x', 'application/cbor', '']),
	accept: () => pick(['*/*', 'application/cbor', 'text/csv', 'application/yaml', 'x/y', '', 'a;q=2']),
	'content-encoding': () => pick(['gzip', 'br', 'x']),
	'accept-encoding': () => pick(['gzip', 'br;q=0', 'identity;q=0', '*']),
	cookie: () => pick(['workbench-session=', `workbench-session-1=${'x'.repeat(random(3000))}`, ';;=;', 'a']),
	origin: () => pick(['http://evil.example', 'null', '://']),
	authorization: () => pick(['Basic ???', 'Bearer', 'ApiKey x']),
	'x-opaque-id': () => bytes(20).replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '.'),
	range: () => 'bytes=5-1',
	expect: () => '100-continue',
	'if-none-match': () => '*'
};

interface Asked {
	readonly method: string;
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

function asked(): Asked {
	const path = pick([
		() => `/api/clusters/demo/${some(4, () => pick(segments)).join('/')}`,
		() =>
			`/api/clusters/demo/${pick(['_query', '_query', '_query/async', '_query/async/x', '_cat/indices'])}`,
		() => `/api/clusters/${pick(['demo', 'x', '%', '..', '__proto__'])}/${pick(segments)}`,
		() => `/${some(3, () => pick(['api', 'clusters', 'metrics', 'health', ...segments])).join('/')}`
	])();
	const search = some(3, () => pick(searches)).join('&');
	const names = some(4, () => pick(Object.keys(values)));
	return {
		method: pick(['POST', 'POST', 'GET', 'DELETE', 'PUT', 'HEAD', 'PATCH', 'OPTIONS']),
		path: encodeURI(search === '' ? path : `${path}?${search}`).replaceAll('%25', '%'),
		headers: {
			...(random(3) > 0 && { 'content-type': 'application/json' }),
			...Object.fromEntries(names.map((name) => [name, values[name]()]))
		},
		body: random(2) === 0 ? body() : ''
	};
}

const agent = new Agent({ keepAlive: true, maxSockets: atOnce });

/** The status of the answer, once all of it has come. */
const statusOf = (base: string, { method, path, headers, body }: Asked): Promise<number> =>
	new Promise((resolve, reject) => {
		const { hostname, port } = new URL(base);
		const outgoing = send({ hostname, port, method, path, headers, agent, setHost: true }, (answer) =>
			answer
				.resume()
				.once('end', () => resolve(answer.statusCode ?? 0))
				.once('error', reject)
		);
		outgoing.once('error', reject).end(Buffer.from(body, 'latin1'));
	});

test(`${rounds} random requests are answered, none with a server error`, async ({ baseURL, request }) => {
	test.setTimeout(60_000 + rounds * 20);
	const base = baseURL ?? '';
	const statuses = new Map<number, number>();
	let left = rounds;
	await Promise.all(
		Array.from({ length: atOnce }, async () => {
			while (left-- > 0) {
				const one = asked();
				const status = await statusOf(base, one).catch((cause: unknown) => String(cause));
				if (typeof status === 'string' || status >= 500)
					expect([status, one], 'no server error').toEqual(['an answer', one]);
				else statuses.set(status, (statuses.get(status) ?? 0) + 1);
			}
		})
	);
	console.log(
		`fuzzed: ${[...statuses]
			.sort()
			.map(([status, count]) => `${count} × ${status}`)
			.join(', ')}`
	);
	expect(statuses.get(200) ?? 0).toBeGreaterThan(rounds / 100);
	expect((await request.get('/api/health')).status()).toBe(200);
	agent.destroy();
});
