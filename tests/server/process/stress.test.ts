import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keep, type Kept, lives } from '../../support/kept';
import { type Call, randomSteps, remotes, type Reply } from '../../support/randomsteps';

const STEPS = 1000;
const KILLS: readonly number[] = [200, 500, 800];

let kept: Kept;

beforeAll(async () => {
	kept = await keep({ demo: { scale: 0.05, maxStored: 50_000, remotes } });
});
afterAll(() => kept.close());

const call: Call = async (method, path, body, signal) => {
	const response = await kept.ask(method, path, body, signal);
	return { status: response.status, body: (await response.json()) as Reply['body'] };
};

describe('a thousand steps at random while the process is killed again and again', () => {
	it(
		'neither hang nor leak, and every answer is one that Elasticsearch could give',
		{ timeout: 240_000 },
		async () => {
			const killed: number[] = [];
			const statuses = await randomSteps(call, STEPS, (step) => {
				const { pid } = kept.keeper;
				if (!KILLS.includes(step) || pid === undefined) return;
				killed.push(pid);
				process.kill(pid, 'SIGKILL');
			});
			const strange = [...statuses.keys()].filter(
				(key) => !/ (?:200|404|499|503)$/.test(key) && !/^(?:submit|again|poll|extend|stop) 400$/.test(key)
			);
			expect(strange).toEqual([]);
			expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(STEPS);
			await expect
				.poll(async () => (await call('GET', '/_query/queries')).body.queries, { timeout: 60_000 })
				.toEqual({});
			expect(killed).toHaveLength(KILLS.length);
			expect(killed.filter(lives)).toEqual([]);
			expect(kept.spilled()).toEqual([String(kept.keeper.pid)]);
			expect((await call('POST', '/_query', { query: 'ROW a = 1' })).status).toBe(200);
		}
	);
});
