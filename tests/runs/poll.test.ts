import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '$lib/protocol/problem';
import { remedy, submissionRemedy, type Trouble } from '$lib/runs/poll';

const problem = (status: number, kind: Problem['kind'] = 'cluster', type = 'x'): Problem => ({
	kind,
	status,
	type,
	reason: 'said',
	places: []
});
const refused = (status: number, kind?: Problem['kind'], retryAfter?: number): Trouble['outcome'] => ({
	kind: 'refused',
	problem: problem(status, kind),
	retryAfter
});
const unreached: Trouble['outcome'] = { kind: 'unreached', message: 'gone' };
const trouble = (outcome: Trouble['outcome'], rest: Partial<Trouble> = {}): Trouble => ({
	outcome,
	attempts: 1,
	lasted: 0,
	expired: false,
	known: true,
	...rest
});

describe('remedy', () => {
	it.each([429, 502, 503, 504])('asks again after %i', (status) => {
		expect(remedy(trouble(refused(status)), 0)).toEqual({ kind: 'retry', after: 250, reason: 'said' });
		expect(remedy(trouble(refused(status, 'relay')), 0).kind).toBe('retry');
		expect(remedy(trouble(refused(status, 'response')), 0).kind).toBe('retry');
	});

	it.each([400, 401, 403, 405, 413, 500])('gives up at %i', (status) => {
		expect(remedy(trouble(refused(status)), 0)).toEqual({ kind: 'fail', problem: problem(status) });
	});

	it('tells an expired query from a lost one', () => {
		expect(remedy(trouble(refused(404)), 0).kind).toBe('lose');
		expect(remedy(trouble(refused(404), { expired: true }), 0).kind).toBe('expire');
	});

	it('bears a login page or a proxy’s own words for a while', () => {
		for (const status of [200, 404, 500]) {
			expect(remedy(trouble(refused(status, 'response')), 0).kind).toBe('retry');
			expect(remedy(trouble(refused(status, 'response'), { attempts: 4, lasted: 15_000 }), 0).kind).toBe(
				'fail'
			);
		}
	});

	it('tells apart why an id is not known, as far as the wire allows', () => {
		const said = (outcome: Trouble['outcome'], known = true) => {
			const next = remedy(trouble(outcome, { known }), 0);
			return next.kind === 'retry' ? '' : `${next.kind}: ${next.problem.reason}`;
		};
		const cluster = (status: number, type: string, reason: string): Trouble['outcome'] => ({
			kind: 'refused',
			problem: { ...problem(status, 'cluster', type), reason },
			retryAfter: undefined
		});
		expect(said(refused(404))).toMatch(/^lose: .*no longer knows this query/);
		expect(said(refused(404), false)).toMatch(/^lose: .*another user/);
		expect(said(cluster(400, 'illegal_argument_exception', 'invalid id: [foobar]'))).toMatch(
			/^fail: This is not an async id/
		);
		expect(said(cluster(400, 'task_cancelled_exception', 'task cancelled [cancelled by user]'))).toMatch(
			/^lose: .*cancelled from elsewhere/
		);
		expect(said(cluster(500, 'task_cancelled_exception', 'x'))).toMatch(/^lose: /);
		expect(
			said(
				cluster(
					400,
					'illegal_argument_exception',
					"Can't store an async search response larger than [10485760] bytes"
				)
			)
		).toMatch(/^lose: Can't store.*fewer rows/);
	});

	it('doubles its patience up to ten seconds, with jitter', () => {
		const after = (attempts: number, random: number) => {
			const next = remedy(trouble(unreached, { attempts }), random);
			return next.kind === 'retry' ? next.after : undefined;
		};
		expect([1, 2, 3, 4, 5, 6, 60].map((attempts) => after(attempts, 0))).toEqual([
			250, 500, 1000, 2000, 4000, 5000, 5000
		]);
		expect(after(6, 0.999)).toBeCloseTo(10_000, -2);
	});

	it('waits as long as it is told to, up to a minute', () => {
		expect(remedy(trouble(refused(429, 'cluster', 7000)), 0)).toMatchObject({ after: 7000 });
		expect(remedy(trouble(refused(429, 'cluster', 1)), 0)).toMatchObject({ after: 250 });
		expect(remedy(trouble(refused(429, 'cluster', 1e9)), 0)).toMatchObject({ after: 60_000 });
	});

	it('takes a failure that the cluster repeats for the query’s own', () => {
		expect(remedy(trouble(refused(503), { attempts: 10, lasted: 14_000 }), 0).kind).toBe('retry');
		expect(remedy(trouble(refused(503), { attempts: 3, lasted: 16_000 }), 0).kind).toBe('retry');
		expect(remedy(trouble(refused(503), { attempts: 5, lasted: 16_000 }), 0).kind).toBe('fail');
	});

	it('bears a broken network for ten minutes', () => {
		expect(remedy(trouble(unreached, { attempts: 90, lasted: 590_000 }), 0).kind).toBe('retry');
		expect(remedy(trouble(unreached, { attempts: 99, lasted: 600_000 }), 0)).toMatchObject({
			kind: 'lose',
			problem: { kind: 'network', status: 0 }
		});
	});

	it('never retries for ever and never without a pause', () => {
		const outcomes = fc.oneof(
			fc.constant(unreached),
			fc.integer({ min: 400, max: 599 }).map((status) => refused(status))
		);
		fc.assert(
			fc.property(
				outcomes,
				fc.integer({ min: 1, max: 1e6 }),
				fc.double({ min: 0, max: 0.999, noNaN: true }),
				(outcome, attempts, random) => {
					expect(remedy(trouble(outcome, { attempts: 1000, lasted: 1e9 }), random).kind).not.toBe('retry');
					const next = remedy(trouble(outcome, { attempts }), random);
					if (next.kind === 'retry') expect(next.after).toBeGreaterThanOrEqual(250);
				}
			)
		);
	});
});

describe('submissionRemedy', () => {
	it('asks again only where the cluster says that it did not take the query', () => {
		const kind = (outcome: Trouble['outcome'], rest: Partial<Trouble> = {}) =>
			submissionRemedy(trouble(outcome, rest), 0).kind;
		expect(kind(refused(429))).toBe('retry');
		expect(kind(refused(503))).toBe('retry');
		expect(kind(refused(503, 'response'))).toBe('retry');
		expect(kind(refused(503), { attempts: 4, lasted: 15_000 })).toBe('fail');
		expect(kind(refused(503, 'relay'))).toBe('fail');
		for (const status of [400, 401, 404, 500, 502, 504]) expect(kind(refused(status))).toBe('fail');
		expect(kind(unreached)).toBe('fail');
	});

	it('does not repeat what broke a circuit', () => {
		const broke: Trouble['outcome'] = {
			kind: 'refused',
			problem: problem(429, 'cluster', 'circuit_breaking_exception'),
			retryAfter: undefined
		};
		expect(submissionRemedy(trouble(broke), 0).kind).toBe('fail');
	});
});
