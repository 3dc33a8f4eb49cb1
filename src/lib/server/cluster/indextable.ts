import type { Table, TableField } from './table';

/** A table that becomes readable later: made when it is known what it will hold. */
export class IndexTable implements Table {
	readonly fields: readonly TableField[];
	readonly ready: Promise<void>;
	#documents = 0;
	#loading = true;
	#resolve: () => void = () => undefined;
	#reject: (reason: Error) => void = () => undefined;

	constructor(
		readonly index: string,
		readonly relation: string,
		readonly mode: Table['mode'],
		fields: readonly TableField[],
		readonly numbered = true
	) {
		this.fields = [...fields].sort((a, b) => (a.name < b.name ? -1 : 1));
		this.ready = new Promise((resolve, reject) => {
			this.#resolve = resolve;
			this.#reject = reject;
		});
		this.ready.catch(() => undefined);
	}

	get documents(): number {
		return this.#documents;
	}

	get loading(): boolean {
		return this.#loading;
	}

	/** From now on it can be read. */
	settle(documents: number): void {
		this.#documents = documents;
		this.#loading = false;
		this.#resolve();
	}

	/** It will never be readable. */
	fail(reason: Error): void {
		this.#loading = false;
		this.#reject(reason);
	}
}
