import { describe, expect, it } from 'vitest';
import type { Store } from '$lib/results/store';
import { RunQueue } from '$lib/runs/queue';
import { startRun } from '$lib/runs/Run.svelte';
import { ClosedTabs } from '$lib/workbench/ClosedTabs.svelte';
import { sameRequest, Tab, type TabSurroundings } from '$lib/workbench/Tab.svelte';
import { openEntry } from '$lib/workbench/past-tab';
import type { Watch } from '$lib/workbench/Watch.svelte';
import type { Workbench } from '$lib/workbench/Workbench.svelte';

const request = { query: 'FROM a', params: [], filter: '', options: {} };
const remembered: string[] = [];
const around: TabSurroundings = {
	clusterOf: () => 'demo',
	budget: () => 0,
	holds: () => false,
	runner: undefined,
	past: { add: (run) => remembered.push(run.state.kind) > 0 },
	started: () => undefined
};
const tabOf = (id: string) => new Tab({ id, cluster: 'demo', request, fragment: '' }, around);

/** A run that waits for its turn forever: it asks neither store nor cluster. */
const waiting = () =>
	startRun({ store: {} as Store, cluster: 'demo', request, queue: new RunQueue(() => 0) });

const left = { id: 'x=', cluster: 'demo', request, startedAt: 1, keptUntil: undefined, active: true };

describe('a closed tab', () => {
	it('is not run again and again by what watched it, though its query goes on', () => {
		const tab = tabOf('a');
		tab.run = waiting();
		let ended = 0;
		tab.watch = { end: () => ended++ } as unknown as Watch;
		new ClosedTabs(() => tab).add(tab, 0);
		expect([ended, tab.watch, tab.busy]).toEqual([1, undefined, true]);
	});

	it('gives its rows back when it is forgotten, and is not forgotten while its query goes on', () => {
		const closed = new ClosedTabs(() => tabOf('made'));
		const over = tabOf('over');
		over.run = waiting();
		over.run.cancel();
		const going = tabOf('going');
		going.run = waiting();
		const unseen = tabOf('unseen');
		unseen.left = left;
		for (const tab of [over, going, unseen]) closed.add(tab, 0);
		for (let n = 0; n < 20; n++) closed.add(tabOf(`t${n}`), 0);
		expect(over.run).toBeUndefined();
		expect(going.busy).toBe(true);
		expect(closed.background).toEqual([going]);
		expect(closed.waiting).toEqual([unseen]);
	});
});

describe('a run that nobody waits for any more', () => {
	it('is remembered as cancelled, by a newer run as by closing', () => {
		const tab = tabOf('a');
		remembered.length = 0;
		tab.run = waiting();
		tab.showRun(waiting());
		expect(remembered).toEqual(['cancelled']);
		tab.close();
		expect(remembered).toEqual(['cancelled', 'cancelled']);
	});
});

describe('a run of the history', () => {
	const entry = {
		id: 1,
		at: 1,
		cluster: 'demo',
		request,
		outcome: 'complete',
		rows: 1,
		elapsed: 1
	} as const;

	it.each([
		['does not take the place of what was run meanwhile', 1],
		['is not brought to a tab that was closed meanwhile', 0]
	])('%s', async (_, open) => {
		const tab = tabOf('a');
		const newer = open === 1 ? waiting() : undefined;
		const workbench = {
			open: () => tab,
			tabs: open === 1 ? [tab] : [],
			runner: {},
			past: {
				snapshot: async () => {
					tab.run = newer;
					return { columns: [], rows: [] };
				}
			}
		} as unknown as Workbench;
		expect(await openEntry(workbench, entry)).toBe(tab);
		expect(tab.run).toBe(newer);
	});
});

describe('a query with the line ends of Windows', () => {
	it('has those of the editor, whose places would be others', () => {
		const query = 'FROM a\r\n| LIMIT 1\r\n| KEEP b';
		const tab = new Tab({ id: 'w', cluster: '', request: { ...request, query }, fragment: '' }, around);
		expect(tab.query).toBe('FROM a\n| LIMIT 1\n| KEEP b');
	});
});

describe('sameRequest', () => {
	it('does not mind in which order options were set', () => {
		const one = { ...request, options: { profile: true, locale: 'de' } };
		expect(sameRequest(one, { ...request, options: { locale: 'de', profile: true } })).toBe(true);
		expect(sameRequest(one, { ...request, options: { locale: 'en', profile: true } })).toBe(false);
	});
});
