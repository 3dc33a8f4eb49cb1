import { describe, expect, it } from 'vitest';
import { type Known, keyOfIndex, policiesKey, remotesKey, rowsOf } from '$lib/workbench/rail/rows';
import { quoteField } from '$lib/workbench/rail/insertion';
import { hintOf, insertionOf, linesWith, nameOf, tagOf } from '$lib/workbench/rail/subject';

const known: Known = {
	indices: [
		{ name: 'logs', kind: 'data_stream' },
		{ name: 'orders', kind: 'index' },
		{ name: 'users', kind: 'index', mode: 'lookup' }
	],
	fields: {
		orders: {
			kind: 'here',
			value: [
				{ name: 'client.ip', type: 'ip' },
				{ name: 'total', type: 'double' }
			]
		},
		logs: { kind: 'asking' },
		'eu:orders': { kind: 'failed', reason: 'no such remote' }
	},
	policies: [{ name: 'cities', kind: 'match', indices: ['c'], matchField: 'zip', fields: ['city'] }],
	remotes: ['eu', 'us'],
	remoteIndices: { eu: { kind: 'here', value: [{ name: 'orders', kind: 'index' }] } }
};

/** Rows as indented lines: `name tag`, a sign for what can open, position of siblings. */
const drawn = (open: readonly string[], wanted = '') =>
	rowsOf(known, open, wanted).map(({ level, subject, expanded, position, of }) => {
		const sign = expanded === undefined ? ' ' : expanded ? '-' : '+';
		return `${'  '.repeat(level - 1)}${sign}${nameOf(subject)} ${tagOf(subject)} ${position}/${of}`;
	});

describe('rows of the catalog', () => {
	it('are indices, then groups of what else there is', () =>
		expect(drawn([])).toEqual([
			'+logs data stream 1/3',
			'+orders  2/3',
			'+users lookup 3/3',
			'+Enrich policies  1/1',
			'+Remote clusters  1/1'
		]));

	it('show fields, and say what is missing of them', () =>
		expect(drawn([keyOfIndex('orders'), keyOfIndex('logs')])).toEqual([
			'-logs data stream 1/3',
			'   Asking for the fields…  1/1',
			'-orders  2/3',
			'   client.ip ip 1/2',
			'   total double 2/2',
			'+users lookup 3/3',
			'+Enrich policies  1/1',
			'+Remote clusters  1/1'
		]));

	it('go down into policies and remote clusters', () =>
		expect(
			drawn([
				policiesKey,
				remotesKey,
				'policy cities',
				'remote eu',
				'remote us',
				keyOfIndex('eu:orders')
			]).slice(3)
		).toEqual([
			'-Enrich policies  1/1',
			'  -cities  1/1',
			'     city  1/1',
			'-Remote clusters  1/1',
			'  -eu  1/2',
			'    -orders  1/1',
			'       no such remote  1/1',
			'  -us  2/2',
			'     Asking for the indices…  1/1'
		]));

	it('are found by name, and fields that have been read by name or type', () => {
		expect(drawn([], 'ord')).toEqual(['+orders  1/1']);
		expect(drawn([keyOfIndex('orders')], 'ip')).toEqual(['-orders  1/1', '   client.ip ip 1/1']);
		expect(drawn([], 'citi')).toEqual(['-Enrich policies  1/1', '  +cities  1/1']);
		expect(drawn([], 'nothing')).toEqual([]);
	});

	it('are found by what they are', () => {
		expect(drawn([], 'look')).toEqual(['+users lookup 1/1']);
		expect(drawn([], 'data')).toEqual(['+logs data stream 1/1']);
	});

	it('say that policies are not listed, where they are not', () => {
		const untold = rowsOf({ ...known, policies: undefined }, [policiesKey], '').map(({ subject }) =>
			nameOf(subject)
		);
		expect(untold.slice(3, 5)).toEqual([
			'Enrich policies',
			expect.stringMatching(/^Not listed: your user may lack/)
		]);
		expect(rowsOf({ ...known, policies: [] }, [], '').map(({ subject }) => nameOf(subject))).not.toContain(
			'Enrich policies'
		);
	});

	it('of 20,000 indices and 10,000 fields are made in a fraction of what a keystroke may take', () => {
		const many: Known = {
			...known,
			indices: Array.from({ length: 20_000 }, (_, at) => ({ name: `logs-${at}`, kind: 'index' })),
			fields: {
				'logs-7': {
					kind: 'here',
					value: Array.from({ length: 10_000 }, (_, at) => ({ name: `field.${at}`, type: 'long' }))
				}
			}
		};
		const open = [keyOfIndex('logs-7')];
		expect(rowsOf(many, open, '')).toHaveLength(30_002);
		const began = process.cpuUsage();
		for (const wanted of ['f', 'fi', 'field.99', 'logs-1', 'lon', '']) rowsOf(many, open, wanted);
		const { user } = process.cpuUsage(began);
		expect(user / 1000 / 6).toBeLessThan(100);
	});

	it('have keys of their own', () => {
		const open = [policiesKey, remotesKey, 'remote eu', keyOfIndex('orders'), keyOfIndex('eu:orders')];
		const keys = rowsOf(known, open, '').map(({ key }) => key);
		expect(new Set(keys).size).toBe(keys.length);
	});
});

describe('what a row stands for', () => {
	const [orders] = rowsOf(known, [], 'ord');

	it('goes into the query as the language needs it', () => {
		expect(insertionOf(orders.subject, '')).toBe('FROM orders\n| LIMIT 100');
		expect(insertionOf({ kind: 'remote', name: 'eu' }, '')).toBeUndefined();
		const policy = rowsOf(known, [policiesKey], 'citi')[1].subject;
		expect(insertionOf(policy, 'FROM x')).toBe('| ENRICH cities');
		expect(insertionOf({ kind: 'field', field: { name: 'a b', type: 'long' }, pattern: 'x' }, '')).toBe(
			'`a b`'
		);
	});

	it.each([
		[{ name: 'message', type: 'text' }, /Group, sort and compare by message\.keyword/],
		[{ name: 'other', type: 'text' }, /unanalysed/],
		[
			{ name: 'host', type: 'unsupported', originalTypes: ['keyword', 'long'] },
			/keyword and long.*host::keyword/
		],
		[{ name: 'flat', type: 'unsupported', originalTypes: ['flattened'] }, /no values of type flattened/],
		[{ name: 'total', type: 'double' }, /^$/]
	] as const)('%j has a hint', (field, hint) => {
		const siblings = [{ name: 'message.keyword', type: 'keyword' } as const];
		const subject = { kind: 'field', field, pattern: 'x' } as const;
		expect(hintOf(subject, siblings)).toMatch(hint);
		if ('originalTypes' in field)
			expect(tagOf(subject)).toBe(field.originalTypes.length > 1 ? 'conflict' : 'unsupported');
	});

	it.each([
		['total', 'FROM orders\n| WHERE total > 1\n| KEEP subtotal, total.x', [2]],
		['client.ip', 'FROM x | KEEP client.ip, other.client.ip', [1]],
		['client.ip', 'FROM x | KEEP client.ips', []],
		['2xx', 'FROM x | KEEP `2xx`', [1]],
		['a+b', 'FROM x | KEEP aab', []]
	])('%s is named in lines of %j', (field, query, lines) =>
		expect(linesWith(quoteField(field), query)).toEqual(lines)
	);
});
