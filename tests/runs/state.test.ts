import { describe, expect, it } from 'vitest';
import type { Problem } from '$lib/protocol/problem';
import { isActive, transition, type RunEvent, type RunState } from '$lib/runs/state';

const problem: Problem = { kind: 'cluster', status: 400, type: 'x', reason: 'y', places: [] };

const states = {
	idle: { kind: 'idle' },
	queued: { kind: 'queued', ahead: 2 },
	submitting: { kind: 'submitting' },
	'submitting, refused for now': { kind: 'submitting', reconnecting: 'busy' },
	'submitting, stopping': { kind: 'submitting', stopping: true },
	running: { kind: 'running', id: 'a', stopping: false },
	'running, no id': { kind: 'running', id: undefined, stopping: false },
	'running, stopping': { kind: 'running', id: 'a', stopping: true },
	'running, reconnecting': { kind: 'running', id: 'a', stopping: false, reconnecting: 'offline' },
	collecting: { kind: 'collecting', id: 'a', stopping: false },
	'collecting, stopping': { kind: 'collecting', id: undefined, stopping: true },
	complete: { kind: 'complete', id: 'a' },
	partial: { kind: 'partial', id: 'a' },
	stopped: { kind: 'stopped', id: 'a' },
	cancelled: { kind: 'cancelled' },
	failed: { kind: 'failed', problem },
	expired: { kind: 'expired', problem },
	lost: { kind: 'lost', problem }
} as const satisfies Record<string, RunState>;

const events = {
	queue: { kind: 'queue', ahead: 1 },
	'queue again': { kind: 'queue', ahead: 2 },
	submit: { kind: 'submit' },
	follow: { kind: 'follow', id: 'f' },
	accepted: { kind: 'accepted', id: 'b' },
	disturbed: { kind: 'disturbed', reason: '503' },
	stop: { kind: 'stop' },
	unstoppable: { kind: 'unstoppable' },
	rows: { kind: 'rows' },
	whole: { kind: 'finished', whole: true },
	'not whole': { kind: 'finished', whole: false },
	cancel: { kind: 'cancel' },
	fail: { kind: 'fail', problem },
	expire: { kind: 'expire', problem },
	lose: { kind: 'lose', problem }
} as const satisfies Record<string, RunEvent>;

type Outcomes = Partial<Record<keyof typeof events, RunState>>;

const running = (id: string | undefined, stopping = false): RunState => ({ kind: 'running', id, stopping });
const collecting = (id: string | undefined, stopping = false): RunState => ({
	kind: 'collecting',
	id,
	stopping
});
const ended = (kind: 'complete' | 'partial' | 'stopped', id?: string): RunState => ({ kind, id });
const anyTime: Outcomes = { cancel: { kind: 'cancelled' }, fail: { kind: 'failed', problem } };
const gone: Outcomes = { expire: { kind: 'expired', problem }, lose: { kind: 'lost', problem } };

/** Every pair that is not listed leaves the state as it is. */
const table: Readonly<Record<keyof typeof states, Outcomes>> = {
	idle: {
		queue: { kind: 'queued', ahead: 1 },
		'queue again': { kind: 'queued', ahead: 2 },
		submit: { kind: 'submitting' },
		follow: running('f')
	},
	queued: {
		queue: { kind: 'queued', ahead: 1 },
		submit: { kind: 'submitting' },
		stop: { kind: 'cancelled' },
		cancel: { kind: 'cancelled' }
	},
	'submitting, refused for now': {
		...anyTime,
		disturbed: { kind: 'submitting', reconnecting: '503' },
		lose: { kind: 'lost', problem },
		accepted: running('b'),
		stop: { kind: 'submitting', stopping: true, reconnecting: 'busy' },
		rows: collecting(undefined),
		whole: ended('complete'),
		'not whole': ended('partial')
	},
	submitting: {
		...anyTime,
		disturbed: { kind: 'submitting', reconnecting: '503' },
		lose: { kind: 'lost', problem },
		accepted: running('b'),
		stop: { kind: 'submitting', stopping: true },
		rows: collecting(undefined),
		whole: ended('complete'),
		'not whole': ended('partial')
	},
	'submitting, stopping': {
		...anyTime,
		disturbed: { kind: 'submitting', stopping: true, reconnecting: '503' },
		lose: { kind: 'lost', problem },
		accepted: running('b', true),
		rows: collecting(undefined, true),
		whole: ended('complete'),
		'not whole': ended('stopped')
	},
	running: {
		...anyTime,
		...gone,
		accepted: running('a'),
		disturbed: { kind: 'running', id: 'a', stopping: false, reconnecting: '503' },
		stop: running('a', true),
		rows: collecting('a'),
		whole: ended('complete', 'a'),
		'not whole': ended('partial', 'a')
	},
	'running, no id': {
		...anyTime,
		...gone,
		accepted: running('b'),
		disturbed: { kind: 'running', id: undefined, stopping: false, reconnecting: '503' },
		stop: running(undefined, true),
		rows: collecting(undefined),
		whole: ended('complete'),
		'not whole': ended('partial')
	},
	'running, stopping': {
		...anyTime,
		...gone,
		accepted: running('a', true),
		disturbed: { kind: 'running', id: 'a', stopping: true, reconnecting: '503' },
		unstoppable: running('a'),
		rows: collecting('a', true),
		whole: ended('complete', 'a'),
		'not whole': ended('stopped', 'a')
	},
	'running, reconnecting': {
		...anyTime,
		...gone,
		accepted: running('a'),
		disturbed: { kind: 'running', id: 'a', stopping: false, reconnecting: '503' },
		stop: { kind: 'running', id: 'a', stopping: true, reconnecting: 'offline' },
		rows: collecting('a'),
		whole: ended('complete', 'a'),
		'not whole': ended('partial', 'a')
	},
	collecting: {
		...anyTime,
		stop: collecting('a', true),
		whole: ended('complete', 'a'),
		'not whole': ended('partial', 'a')
	},
	'collecting, stopping': {
		...anyTime,
		whole: ended('complete'),
		'not whole': ended('stopped')
	},
	complete: {},
	partial: {},
	stopped: {},
	cancelled: {},
	failed: {},
	expired: {},
	lost: {}
};

const names = <Key extends string>(record: Record<Key, unknown>) => Object.keys(record) as Key[];
const pairs = names(states).flatMap((state) => names(events).map((event) => [state, event] as const));

describe('transition', () => {
	it.each(pairs)('%s, %s', (state, event) => {
		const before = states[state];
		const after = transition(before, events[event]);
		const expected = (table[state] as Outcomes)[event];
		if (expected === undefined) expect(after).toBe(before);
		else {
			expect(after).toEqual(expected);
			expect(after).not.toBe(before);
		}
	});

	it('leaves no way out of a final state and no way to stay stuck in an active one', () => {
		for (const [state, event] of pairs) {
			if (!isActive(states[state]) && state !== 'idle')
				expect(transition(states[state], events[event])).toBe(states[state]);
		}
		for (const state of names(states).filter((name) => isActive(states[name]))) {
			if (state !== 'queued') expect(isActive(transition(states[state], events.fail))).toBe(false);
			expect(isActive(transition(states[state], events.cancel))).toBe(false);
		}
	});
});
