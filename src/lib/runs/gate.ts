import { POLL_WAIT } from './poll';

/**
 * Polls that are open at once. Over HTTP/1.1 a browser gives one server six connections: without a gate six running
 * queries would leave none to submit, stop, or read the catalog with.
 */
export const POLL_SLOTS = 4;
/** Where runs outnumber the slots, each is asked about once in this many ms. */
const ROUND = 6000;
const SHORTEST_WAIT = 100;

/** One run that asks for its result again and again. */
export interface Poller {
	/** A person looks at this run: it is not kept waiting. */
	readonly watched: boolean;
	/** Asks for the slot back before its wait is over. */
	recall(): void;
}

interface Guest {
	readonly poller: Poller;
	readonly grant: (wait: number) => void;
	/** ms that were granted; undefined while it waits. */
	wait?: number;
	recalled?: boolean;
}

/** Shares few long polls among many runs, in turns; the run that is looked at has one all the time. */
export class PollGate {
	readonly #slots: number;
	#guests: readonly Guest[] = [];
	#crowd = 0;

	constructor(slots = POLL_SLOTS) {
		this.#slots = slots;
	}

	/** Polls that are open just now. */
	get open(): number {
		return this.#guests.filter(({ wait }) => wait !== undefined).length;
	}

	/** Counts one more run among those that ask. Gives back what ends that. */
	join(): () => void {
		let joined = true;
		this.#crowd++;
		return () => {
			if (joined) this.#crowd--;
			joined = false;
		};
	}

	/** Calls `grant` with the ms that a poll may wait, once it may. Gives back what returns the slot, or gives up waiting. */
	ask(poller: Poller, grant: (wait: number) => void): () => void {
		const guest: Guest = { poller, grant };
		this.#guests = [...this.#guests, guest];
		this.#admit();
		return () => {
			this.#guests = this.#guests.filter((other) => other !== guest);
			this.#admit();
		};
	}

	#admit(): void {
		const waiting = this.#guests.filter(({ wait }) => wait === undefined);
		const next = waiting.find(({ poller }) => poller.watched) ?? waiting[0];
		if (next === undefined) return;
		if (this.open < this.#slots) {
			next.wait = this.#fairWait(next.poller);
			next.grant(next.wait);
			return this.#admit();
		}
		const wanted = next.poller.watched ? 0 : this.#fairWait(next.poller);
		const holder = this.#guests.find(
			({ poller, wait, recalled }) => !poller.watched && !recalled && wait !== undefined && wait > wanted
		);
		if (holder === undefined) return;
		holder.recalled = true;
		holder.poller.recall();
	}

	#fairWait({ watched }: Poller): number {
		if (watched || this.#crowd <= this.#slots) return POLL_WAIT;
		return Math.max(SHORTEST_WAIT, Math.round((ROUND * this.#slots) / this.#crowd));
	}
}
