import type { Laboratory } from '../laboratory';

/** Small indices that every own case runs on. */
export async function stock(laboratory: Laboratory): Promise<void> {
	await laboratory.add(
		'shelf',
		{
			id: 'integer',
			name: 'keyword',
			tags: 'keyword',
			price: 'double',
			stock: 'integer',
			sold: 'boolean',
			added: 'date',
			seen: 'date_nanos',
			origin: 'ip',
			release: 'version',
			big: 'long',
			huge: 'unsigned_long',
			note: 'text'
		},
		[
			{
				id: 1,
				name: 'anvil',
				tags: ['heavy', 'iron'],
				price: 120.5,
				stock: [3, 4],
				sold: true,
				added: '2026-01-31T08:15:00.000Z',
				seen: '2026-01-31T08:15:00.123456789Z',
				origin: '10.0.0.1',
				release: '1.2.0',
				big: '9007199254740993',
				huge: '18446744073709551615',
				note: 'A heavy block of iron, for smiths.'
			},
			{
				id: 2,
				name: 'bell',
				tags: 'brass',
				price: 15,
				stock: 10,
				sold: false,
				added: '2026-02-14T23:59:59.999Z',
				seen: '2026-02-14T23:59:59Z',
				origin: '10.0.1.7',
				release: '1.10.0',
				big: '-5',
				huge: 7,
				note: 'Rings loud: 100% brass'
			},
			{
				id: 3,
				name: 'cup',
				tags: ['brass', 'small'],
				price: 4.25,
				stock: null,
				sold: null,
				added: '2026-02-15T00:00:00.000Z',
				seen: null,
				origin: '2001:db8::5',
				release: '1.2.0-beta',
				big: 0,
				huge: null,
				note: 'Small cup'
			},
			{
				id: 4,
				name: 'drum',
				tags: null,
				price: null,
				stock: 0,
				sold: true,
				added: '2026-05-17T11:30:00.000Z',
				seen: '2026-05-17T11:30:00.5Z',
				origin: null,
				release: '2.0',
				big: 42,
				huge: 9,
				note: null
			},
			{
				id: 5,
				name: null,
				tags: 'small',
				price: 4.25,
				stock: 7,
				sold: false,
				added: null,
				seen: null,
				origin: '192.168.3.4',
				release: 'odd',
				big: 7,
				huge: 0,
				note: 'Nameless small thing'
			}
		]
	);
	await laboratory.add('shelf-old', { id: 'integer', name: 'keyword', price: 'keyword', weight: 'long' }, [
		{ id: 90, name: 'ewer', price: '3', weight: 800 }
	]);
	await laboratory.add(
		'makers',
		{ name: 'keyword', maker: 'keyword', since: 'integer' },
		[
			{ name: 'anvil', maker: 'Smithy', since: 1901 },
			{ name: 'cup', maker: 'Potter', since: 1950 },
			{ name: 'cup', maker: 'Tinker', since: 1960 }
		],
		'lookup'
	);
	const sample = (minute: number, host: string, load: number, hits: number) => ({
		'@timestamp': `2026-05-17T10:${String(minute).padStart(2, '0')}:00.000Z`,
		host,
		load,
		hits
	});
	await laboratory.add(
		'gauges',
		{ '@timestamp': 'date', host: 'keyword', load: 'double', hits: 'counter_long' },
		[
			sample(0, 'a', 1, 100),
			sample(1, 'a', 3, 160),
			sample(2, 'a', 2, 10),
			sample(10, 'a', 5, 70),
			sample(11, 'a', 7, 130),
			sample(0, 'b', 10, 0),
			sample(2, 'b', 20, 240),
			sample(10, 'b', 30, 300)
		]
	);
	const vector = (id: number, sql: string) => `SELECT ${id}::INTEGER AS f0, ${sql}::FLOAT[] AS f1`;
	const vectors = [vector(1, '[2, 0]'), vector(2, '[1, 1]'), vector(3, '[0, 1]'), vector(4, 'NULL')];
	laboratory.register({
		index: 'vectors',
		relation: `(${vectors.join(' UNION ALL ')})`,
		mode: 'standard',
		fields: [
			{ name: 'id', type: 'integer', column: 'f0', multi: false },
			{ name: 'v', type: 'dense_vector', column: 'f1', multi: false }
		],
		documents: 4,
		ready: Promise.resolve(),
		loading: false
	});
}
