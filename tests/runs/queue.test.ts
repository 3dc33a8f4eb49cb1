import { describe, expect, it } from 'vitest';
import { RunQueue } from '$lib/runs/queue';

function enter(queue: RunQueue, cluster = 'a') {
	const seen: (number | 'go')[] = [];
	const leave = queue.enter(cluster, {
		moved: (ahead) => seen.push(ahead),
		go: () => seen.push('go')
	});
	return { seen, leave };
}

describe('the queue of runs', () => {
	it('lets runs go up to its limit, the others in order as room comes', () => {
		const queue = new RunQueue(() => 2);
		const [a, b, c, d] = Array.from({ length: 4 }, () => enter(queue));
		expect([a.seen, b.seen]).toEqual([['go'], ['go']]);
		expect(c.seen).toEqual([0]);
		expect(d.seen).toEqual([1]);
		b.leave();
		expect(c.seen.at(-1)).toBe('go');
		expect(d.seen).toEqual([1, 0]);
		a.leave();
		a.leave();
		expect(d.seen).toEqual([1, 0, 'go']);
	});

	it('counts each cluster for itself', () => {
		const queue = new RunQueue(() => 1);
		enter(queue, 'a');
		expect(enter(queue, 'b').seen).toEqual(['go']);
		expect(enter(queue, 'a').seen).toEqual([0]);
	});

	it('lets a run leave before its turn', () => {
		const queue = new RunQueue(() => 1);
		const a = enter(queue);
		const b = enter(queue);
		const c = enter(queue);
		b.leave();
		a.leave();
		expect(b.seen).not.toContain('go');
		expect(c.seen.at(-1)).toBe('go');
	});

	it('takes in what runs already, and looks again when the limit changes', () => {
		let limit = 1;
		const queue = new RunQueue(() => limit);
		const free = queue.occupy('a');
		const a = enter(queue);
		const b = enter(queue);
		expect(a.seen).toEqual([0]);
		limit = 3;
		queue.review();
		expect([a.seen.at(-1), b.seen.at(-1)]).toEqual(['go', 'go']);
		free();
	});

	it('lets a run that is over at once make room for the next', () => {
		const queue = new RunQueue(() => 1);
		const first = enter(queue);
		const order: string[] = [];
		const quick = queue.enter('a', { moved: () => undefined, go: () => order.push('quick') });
		queue.enter('a', { moved: () => undefined, go: () => order.push('next') });
		first.leave();
		quick();
		expect(order).toEqual(['quick', 'next']);
	});
});
