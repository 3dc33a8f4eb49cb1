import { describe, expect, it } from 'vitest';
import type { Run } from '$lib/runs/Run.svelte';
import type { RunState } from '$lib/runs/state';
import { fileSafe } from '$lib/workbench/files';
import { isFindable, leftRun, readLeftRun } from '$lib/workbench/left';

const request = { query: 'FROM a', params: [], filter: '', options: {} };
const run = (state: RunState, id: string | undefined = 'x=') =>
	({ id, cluster: 'demo', request, startedAt: 5, keptUntil: 500, state }) as unknown as Run;
const problem = { kind: 'cluster', status: 404, type: 't', reason: 'r', places: [] } as const;

describe('what a page leaves of a run', () => {
	it('is enough to find a running query again', () => {
		const left = leftRun(run({ kind: 'running', id: 'x=', stopping: false }));
		expect(left).toEqual({ id: 'x=', cluster: 'demo', request, startedAt: 5, keptUntil: 500, active: true });
		expect(readLeftRun(JSON.parse(JSON.stringify(left)))).toEqual(left);
		expect(left && isFindable(left, 499)).toBe(true);
		expect(left && isFindable(left, 501)).toBe(false);
	});

	it('tells a stored result from a running query, and says nothing of what is gone', () => {
		expect(leftRun(run({ kind: 'complete', id: 'x=' }))).toMatchObject({ active: false });
		expect(leftRun(run({ kind: 'submitting' }, undefined))).toMatchObject({ active: true });
		for (const state of [
			{ kind: 'queued', ahead: 1 },
			{ kind: 'cancelled' },
			{ kind: 'lost', problem },
			{ kind: 'expired', problem }
		] as const) {
			expect(leftRun(run(state))).toBeUndefined();
		}
	});

	it.each([
		undefined,
		null,
		5,
		{},
		{ request },
		{ request, cluster: 5, startedAt: 1 },
		{ cluster: 'a', startedAt: 1 }
	])('is not read from %j', (stored) => expect(readLeftRun(stored)).toBeUndefined());
});

describe('fileSafe', () => {
	it.each([
		['logs-web-* +2', 'logs-web-2'],
		['../../etc/passwd', 'etc-passwd'],
		['Umsätze je Land', 'Umsätze-je-Land'],
		['***', 'query'],
		['x'.repeat(200), 'x'.repeat(80)]
	])('%j → %j', (name, safe) => expect(fileSafe(name)).toBe(safe));
});
