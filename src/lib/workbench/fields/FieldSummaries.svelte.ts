import type { ColumnIndex, FieldSummary } from '$lib/results/questions';
import type { Answer, View } from '$lib/results/store';

/** Values that are listed per field. */
const TOP = 50;
/** Fields that are asked for at a time: few enough that the first ones are soon there. */
const BATCH = 6;

/** What the fields of one answer hold, or those of a view of it; asked for as they come into sight, and again when many more rows are there. */
export class FieldSummaries {
	/** Why they could not be computed. */
	failure: string | undefined = $state();
	#known: Readonly<Record<ColumnIndex, FieldSummary>> = $state.raw({});
	readonly #answer: Answer;
	readonly #view: View | undefined;
	readonly #abort = new AbortController();
	#wanted: readonly ColumnIndex[] = [];
	/** Rows there were when a field was last asked for. */
	#askedAt: Readonly<Record<ColumnIndex, number>> = {};
	#isAsking = false;
	#rows = 0;
	#isDone = false;

	constructor(answer: Answer, view?: View) {
		this.#answer = answer;
		this.#view = view;
	}

	/** Undefined until it is computed; that of fewer rows until a newer one is. */
	of(column: ColumnIndex): FieldSummary | undefined {
		return this.#known[column];
	}

	/** Which fields are in view, and how many rows there are. */
	want(columns: readonly ColumnIndex[], rows: number, isDone: boolean): void {
		this.#wanted = columns;
		this.#rows = rows;
		this.#isDone = isDone;
		if (!this.#isAsking) void this.#work();
	}

	close(): void {
		this.#abort.abort();
	}

	#isDue(column: ColumnIndex): boolean {
		const at: number | undefined = this.#askedAt[column];
		if (at === undefined) return this.#rows > 0 || this.#isDone;
		return at < this.#rows && (this.#isDone || this.#rows >= at * 2);
	}

	async #work(): Promise<void> {
		this.#isAsking = true;
		const { signal } = this.#abort;
		try {
			for (;;) {
				const columns = this.#wanted.filter((column) => this.#isDue(column)).slice(0, BATCH);
				if (columns.length === 0) return;
				const asked = columns.map((column) => [column, this.#rows]);
				this.#askedAt = { ...this.#askedAt, ...Object.fromEntries(asked) };
				const found = await this.#answer.ask('fields', { columns, top: TOP }, { view: this.#view, signal });
				this.#known = { ...this.#known, ...Object.fromEntries(found.map((field) => [field.column, field])) };
				this.failure = undefined;
			}
		} catch (error) {
			if (!signal.aborted) this.failure = error instanceof Error ? error.message : String(error);
		} finally {
			this.#isAsking = false;
		}
	}
}
