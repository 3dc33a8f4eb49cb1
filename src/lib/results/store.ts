import type { AnswerMeta, ElasticColumn } from '$lib/protocol/elastic';
import type { Ending, Head, Layout, PlainInit, Progress, Row } from './messages';
import type { Arrangement, ColumnIndex, FileFormat, QuestionName, Questions, Scope } from './questions';

/**
 * What an answer tells while it is read. Every method is called on the page, in the order of the bytes; the last call
 * is exactly one of `refused`, `unreached` and `end`. Nothing is called after `drop`.
 */
export interface AnswerListener {
	head?(head: Head): void;
	refused?(head: Head, text: string): void;
	unreached?(message: string): void;
	columns?(columns: readonly ElasticColumn[]): void;
	meta?(meta: AnswerMeta): void;
	progress?(progress: Progress): void;
	end?(ending: Ending, progress: Progress): void;
}

/** Rows, whoever arranged them. */
export interface RowSource {
	/** Rows `start … end - 1`, as far as there are; none once it is dropped or closed. Rejects when the worker broke. */
	rows(start: number, end: number): Promise<readonly Row[]>;
}

/** One answer whose bytes the store keeps until `drop`. */
export interface Answer extends RowSource {
	/** What questions about two answers call it. */
	readonly id: number;
	/** Another hold on the same bytes, as far as they are read: they stay until both are dropped. */
	share(): Answer;
	/**
	 * Filters and sorts in the worker, over all rows read, and goes on while more come. The view's rows may be read once
	 * `arranged` was called, and anew each time it is called again. An old view may be shown until then.
	 */
	arrange(arrangement: Arrangement, listener: ViewListener): View;
	/**
	 * Asks about all rows read so far, or those of a view. Rejects when the signal aborts (with its reason), when the
	 * answer is dropped, and with a sentence when there is no reply.
	 */
	ask<Name extends QuestionName>(
		name: Name,
		question: Questions[Name]['ask'],
		options?: AskOptions
	): Promise<Questions[Name]['reply']>;
	/**
	 * A file of all rows read so far, or of those of a view, made piece by piece as it is read: the worker waits until the
	 * stream is read on, so that memory stays flat. Cancelling the stream, or aborting the signal, ends the work.
	 */
	export(format: FileFormat, options?: ExportOptions): ReadableStream<Uint8Array<ArrayBuffer>>;
	abort(): void;
	drop(): void;
}

export interface ExportOptions extends AskOptions {
	/** Columns in the order they are written; all unless told. */
	readonly columns?: readonly ColumnIndex[];
}

export interface AskOptions {
	readonly view?: View;
	readonly signal?: AbortSignal;
}

export interface ViewListener {
	/** Called when the rows are arranged, and again after more were read: rows may have moved. */
	arranged(scope: Scope): void;
	failed(message: string): void;
}

/** An arrangement of the rows of one answer; its rows count from 0 in their new order. */
export interface View extends RowSource {
	readonly id: number;
	/** Frees it. The listener hears nothing more. */
	close(): void;
}

/** The page's door to the store worker. */
export interface Store {
	/** `budget` in bytes of the body. */
	fetch(url: string, init: PlainInit, budget: number, listener: AnswerListener, layout?: Layout): Answer;
	/** Reads an answer that is already here: a stream, or a saved file. */
	read(body: ReadableStream<Uint8Array>, budget: number, listener: AnswerListener, layout?: Layout): Answer;
	close(): void;
}
