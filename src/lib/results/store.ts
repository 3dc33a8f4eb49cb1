import type { AnswerMeta, ElasticColumn } from '$lib/protocol/elastic';
import type { Ending, Head, Layout, PlainInit, Progress, Row } from './messages';

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

/** One answer whose bytes the store keeps until `drop`. */
export interface Answer {
	/** Rows `start … end - 1`, as far as they have been read; none after `drop`. Rejects when the worker broke. */
	rows(start: number, end: number): Promise<readonly Row[]>;
	abort(): void;
	drop(): void;
}

/** The page's door to the store worker. */
export interface Store {
	/** `budget` in bytes of the body. */
	fetch(url: string, init: PlainInit, budget: number, listener: AnswerListener, layout?: Layout): Answer;
	/** Reads an answer that is already here: a stream, or a saved file. */
	read(body: ReadableStream<Uint8Array>, budget: number, listener: AnswerListener, layout?: Layout): Answer;
	close(): void;
}
