import { describe, expect, it } from 'vitest';
import { PollGate } from '$lib/runs/gate';
import { POLL_WAIT } from '$lib/runs/poll';

class Guest {
	readonly waits: number[] = [];
	recalls = 0;
	watched = false;
	#back: () => void = () => undefined;

	constructor(readonly gate: PollGate) {
		this.quit = gate.join();
	}
	readonly quit: () => void;

	ask(): this {
		this.#back = this.gate.ask(this, (wait) => this.waits.push(wait));
		return this;
	}

	recall(): void {
		this.recalls++;
	}

	leave(): this {
		this.#back();
		return this;
	}
}

const crowd = (gate: PollGate, count: number) => Array.from({ length: count }, () => new Guest(gate).ask());

describe('the gate of polls', () => {
	it('lets few runs wait as long as they like', () => {
		const guests = crowd(new PollGate(4), 4);
		expect(guests.flatMap(({ waits }) => waits)).toEqual(Array(4).fill(POLL_WAIT));
	});

	it('recalls a long wait once more runs come than there are slots, and shares', () => {
		const gate = new PollGate(2);
		const [first, second, third] = crowd(gate, 3);
		expect(gate.open).toBe(2);
		expect(third.waits).toEqual([]);
		expect([first.recalls, second.recalls]).toEqual([1, 0]);
		first.leave();
		expect(third.waits).toHaveLength(1);
		first.ask();
		expect(second.recalls).toBe(1);
		second.leave();
		expect(first.waits.at(-1)).toBeLessThan(POLL_WAIT);
	});

	it('never opens more polls than it has slots, and serves everybody in turn', () => {
		const gate = new PollGate(4);
		const guests = crowd(gate, 50);
		for (let turn = 0; turn < 500; turn++) {
			expect(gate.open).toBeLessThanOrEqual(4);
			const holder = guests.find(({ waits }) => waits.length > turn / 50 - 1 && waits.length > 0);
			(guests.find((guest) => guest.recalls > 0) ?? holder)?.leave().ask();
			for (const guest of guests) guest.recalls = 0;
		}
		const turns = () => guests.map(({ waits }) => waits.length);
		for (let round = 0; round < 200; round++)
			for (const guest of guests.filter(({ waits }) => waits.length === Math.max(...turns())))
				guest.leave().ask();
		expect(Math.min(...turns())).toBeGreaterThan(0);
	});

	it('keeps a slot for the run that is looked at', () => {
		const gate = new PollGate(2);
		const [first, second] = crowd(gate, 2);
		const seen = new Guest(gate);
		seen.watched = true;
		seen.ask();
		expect(first.recalls + second.recalls).toBe(1);
		first.leave().ask();
		expect(seen.waits).toEqual([POLL_WAIT]);
		crowd(gate, 5);
		expect(seen.recalls).toBe(0);
	});

	it('lets the others wait longer again once runs are over', () => {
		const gate = new PollGate(2);
		const [first, second, third] = crowd(gate, 3);
		first.leave().quit();
		first.quit();
		second.leave().ask();
		expect(second.waits).toEqual([POLL_WAIT, POLL_WAIT]);
		expect(third.leave().ask().waits.at(-1)).toBe(POLL_WAIT);
	});

	it('recalls nobody twice for the same wait, so that runs do not drive each other round', () => {
		const gate = new PollGate(2);
		const guests = crowd(gate, 6);
		for (let turn = 0; turn < 20; turn++) {
			const recalled = guests.find(({ recalls }) => recalls > 0);
			if (recalled === undefined) break;
			recalled.recalls = 0;
			recalled.leave().ask();
		}
		expect(guests.every(({ recalls }) => recalls === 0)).toBe(true);
	});

	it('forgets a run that gave up waiting', () => {
		const gate = new PollGate(1);
		const [first, second, third] = crowd(gate, 3);
		second.leave();
		first.leave();
		expect(second.waits).toEqual([]);
		expect(third.waits).toHaveLength(1);
		third.leave().leave();
		expect(gate.open).toBe(0);
	});
});
