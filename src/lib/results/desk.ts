import { Breath } from './breath';
import { Columns } from './columns/columns';
import type { Context } from './context';
import { file } from './export/file';
import type { Others } from './attendant';
import { replies } from './replies';
import type { Row } from './messages';
import type { Arrangement, ColumnIndex, FileFormat, Question, Reply, Scope } from './questions';
import { reason, type Reading } from './reading';
import { Table } from './table';
import { Ranks } from './view/ranks';
import { View, type RowList } from './view/view';

/** What is told about a view. */
export interface ViewTeller {
	arranged(scope: Scope): void;
	failed(message: string): void;
}

/** Answers questions about one answer: the typed columns and the views over its bytes. */
export class Desk {
	readonly #reading: Reading;
	readonly #others: Others;
	readonly #table: Table;
	readonly #columns: Columns;
	readonly #ranks = new Ranks();
	readonly #views = new Map<number, View>();

	constructor(reading: Reading, others: Others) {
		this.#reading = reading;
		this.#others = others;
		this.#table = new Table(reading.scanner);
		this.#columns = new Columns(reading.scanner);
	}

	arrange(id: number, arrangement: Arrangement, teller: ViewTeller): void {
		const view = new View(arrangement, this.#reading, this.#columns, this.#ranks);
		this.#views.set(id, view);
		view
			.follow((scope) => teller.arranged(scope))
			.catch((error: unknown) => {
				if (this.#views.get(id) === view) teller.failed(reason(error));
			});
	}

	release(id: number): void {
		const view = this.#views.get(id);
		this.#views.delete(id);
		view?.close();
	}

	/** Ends the views. */
	close(): void {
		for (const id of [...this.#views.keys()]) this.release(id);
	}

	/** Rows `start … end - 1` of a view, as far as they are arranged. */
	rows(view: number, start: number, end: number): readonly Row[] {
		const list = this.#views.get(view)?.list;
		if (list === undefined) return [];
		if (list.order === undefined) return this.#table.rows(start, Math.min(end, list.scope.rows));
		return Array.from(list.order.subarray(start, end), (row) => this.#table.row(row) ?? []);
	}

	/** The reply to a question about a view, or about all rows read so far. Rejects when `signal` aborts. */
	answer(question: Question, view: number | undefined, signal: AbortSignal): Promise<Reply> {
		return replies(question, this.#context(view, signal));
	}

	/** A file of a view, or of all rows read so far, in pieces. */
	file(
		format: FileFormat,
		columns: readonly ColumnIndex[] | undefined,
		view: number | undefined,
		signal: AbortSignal
	): AsyncGenerator<Uint8Array<ArrayBuffer>> {
		return file(format, columns, this.#context(view, signal));
	}

	#context(view: number | undefined, signal: AbortSignal): Context {
		return {
			list: this.#list(view),
			columns: this.#columns,
			ranks: this.#ranks,
			table: this.#table,
			scanner: this.#reading.scanner,
			other: (answer) => this.#others(answer)?.scanner,
			breath: new Breath(signal)
		};
	}

	#list(view: number | undefined): RowList {
		const { rows, done } = this.#reading.progress;
		if (view === undefined) return { order: undefined, scope: { rows, of: rows, settled: done } };
		const list = this.#views.get(view)?.list;
		if (list === undefined) throw new Error('The rows are not arranged yet');
		return list;
	}
}
