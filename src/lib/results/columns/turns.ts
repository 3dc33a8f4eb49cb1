/** Lets one task run at a time, in the order of their coming. */
export class Turns {
	#last: Promise<unknown> = Promise.resolve();

	/** Resolves or rejects as `task` does, which starts when those before it are over. */
	take<Value>(task: () => Promise<Value>): Promise<Value> {
		const mine = this.#last.then(task);
		this.#last = mine.catch(() => undefined);
		return mine;
	}
}
