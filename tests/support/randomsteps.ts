import { expect } from 'vitest';

export interface Reply {
	readonly status: number;
	readonly body: { readonly id?: string; readonly is_running?: boolean; readonly queries?: object };
}

export type Call = (method: string, path: string, body?: object, signal?: AbortSignal) => Promise<Reply>;

const expand = (names: string) => [...names].map((name) => `MV_EXPAND ${name}`).join(' | ');
const lists = (names: string) => [...names].map((name) => `${name} = [0,1,2,3,4,5,6,7,8,9]`).join(', ');

/** A query that takes minutes. */
export const endless = `ROW ${lists('abcdefghij')} | ${expand('abcdefghij')} | STATS s = SUM(a * b + c)`;

const queries = [
	'ROW a = 1',
	'FROM employees | STATS n = COUNT(*) BY gender',
	'FROM logs-web-* | STATS n = COUNT(*), b = SUM(http.response.body.bytes) BY url.path | SORT n DESC | LIMIT 10',
	'FROM logs-web-* | LIMIT 3000',
	endless,
	'FROM slow:employees | STATS COUNT(*)',
	'FROM half:orders, employees | LIMIT 5',
	'FROM nowhere',
	'ROW a = '
];

const plain = { delay: 0, failing: '', available: true, skipUnavailable: true };

/** The remotes that the queries name. */
export const remotes = [
	{ ...plain, name: 'slow', indices: 'employees', delay: 400 },
	{ ...plain, name: 'half', indices: 'orders', failing: 'orders' }
];

/** Mulberry32. */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

/**
 * Submits, polls, stops, deletes, abandons and lets expire, at random, many at once; deletes what is left. `between` is
 * called before every step. → how often each step had each status.
 */
export async function randomSteps(
	call: Call,
	steps: number,
	between: (step: number) => void = () => undefined
): Promise<ReadonlyMap<string, number>> {
	const random = randomFrom(20_260_115);
	const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)];
	const ids: string[] = [];
	const statuses = new Map<string, number>();
	const pending = new Set<Promise<unknown>>();

	async function submit(): Promise<Reply> {
		const reply = await call('POST', '/_query/async', {
			query: pick(queries),
			wait_for_completion_timeout: pick(['0s', '5ms', '50ms']),
			keep_on_completion: random() < 0.5,
			keep_alive: pick(['50ms', '1s', '1m']),
			profile: random() < 0.3
		});
		if (reply.body.id !== undefined) ids.push(reply.body.id);
		return reply;
	}

	/** A client that goes away. */
	async function abandon(): Promise<Reply> {
		const abort = new AbortController();
		setTimeout(() => abort.abort(), random() * 20);
		try {
			return await call('POST', '/_query', { query: endless }, abort.signal);
		} catch (error) {
			expect(error).toMatchObject({ name: 'AbortError' });
			return { status: 499, body: {} };
		}
	}

	const step: Readonly<Record<string, (id: string) => Promise<Reply>>> = {
		submit,
		again: submit,
		abandon,
		poll: (id) => call('GET', `/_query/async/${id}?wait_for_completion_timeout=${pick(['0s', '20ms'])}`),
		extend: (id) => call('GET', `/_query/async/${id}?keep_alive=${pick(['20ms', '1m'])}`),
		stop: (id) => call('POST', `/_query/async/${id}/stop`),
		delete: (id) => call('DELETE', `/_query/async/${id}`),
		list: () => call('GET', '/_query/queries')
	};

	for (let count = 0; count < steps; count++) {
		between(count);
		const name = ids.length === 0 ? 'submit' : pick(Object.keys(step));
		const going = step[name](pick(ids) ?? '').then(({ status }) => {
			statuses.set(`${name} ${status}`, (statuses.get(`${name} ${status}`) ?? 0) + 1);
		});
		pending.add(going);
		void going.finally(() => pending.delete(going));
		if (pending.size >= 12) await Promise.race(pending);
		if (ids.length > 40) {
			const [oldest] = ids.splice(0, 1);
			await call('DELETE', `/_query/async/${oldest}`);
		}
	}
	await Promise.all(pending);
	for (const id of ids) await call('DELETE', `/_query/async/${id}`);
	return statuses;
}
