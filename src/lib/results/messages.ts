import type { AnswerMeta, ElasticColumn } from '$lib/protocol/elastic';
import type { Arrangement, ColumnIndex, FileFormat, Question, Reply, Scope } from './questions';

/**
 * One cell, exact: `null` is null, `''` the empty string; strings are decoded, every other scalar is the text the
 * cluster sent (`9007199254740993`, `44.0`, `true`); an array is a multi-value; an object (`_source`) is `{json}`.
 */
export type Cell = null | string | readonly string[] | { readonly json: string };

/** Cells of one row in column order. */
export type Row = readonly Cell[];

/** How far reading has come. Sent at most every 50 ms while bytes arrive, after a second every 250 ms, and once at the end. */
export interface Progress {
	readonly rows: number;
	readonly bytes: number;
	readonly done: boolean;
}

/** Why reading ended. `budget` means the byte budget was reached: rows read so far are kept. */
export type Ending =
	| { readonly kind: 'complete' }
	| { readonly kind: 'budget'; readonly limit: number }
	/** The body ended or broke before its JSON did; rows read so far are kept. */
	| { readonly kind: 'cut'; readonly message: string }
	| { readonly kind: 'aborted' };

/** How `values` is nested: one array per row, or (`columnar`) one per column. */
export type Layout = 'rows' | 'columns';

/**
 * Page → worker. `request` numbers answers; `read` starts a new answer on a transferred stream of body bytes.
 * Without a `layout` it is told from the first array: as many cells as columns makes it a row.
 */
export type ToStore =
	| {
			readonly kind: 'read';
			readonly answer: number;
			readonly body: ReadableStream<Uint8Array>;
			readonly budget: number;
			readonly layout?: Layout;
	  }
	| {
			readonly kind: 'fetch';
			readonly answer: number;
			readonly url: string;
			readonly init: PlainInit;
			readonly budget: number;
			readonly layout?: Layout;
	  }
	| { readonly kind: 'abort'; readonly answer: number }
	/** Makes `as` another hold on the bytes of an answer. */
	| { readonly kind: 'share'; readonly answer: number; readonly as: number }
	| {
			readonly kind: 'rows';
			readonly answer: number;
			readonly request: number;
			readonly view: number | undefined;
			readonly start: number;
			readonly end: number;
	  }
	| {
			readonly kind: 'arrange';
			readonly answer: number;
			readonly view: number;
			readonly arrangement: Arrangement;
	  }
	| { readonly kind: 'release'; readonly answer: number; readonly view: number }
	| {
			readonly kind: 'ask';
			readonly answer: number;
			readonly request: number;
			readonly view: number | undefined;
			readonly question: Question;
	  }
	/** Prepares a file; its pieces come one for each `pull`, the last one empty. */
	| {
			readonly kind: 'export';
			readonly answer: number;
			readonly request: number;
			readonly view: number | undefined;
			readonly format: FileFormat;
			readonly columns: readonly ColumnIndex[] | undefined;
	  }
	| { readonly kind: 'pull'; readonly answer: number; readonly request: number }
	/** Nobody waits for that reply, or file, any more. */
	| { readonly kind: 'cancel'; readonly answer: number; readonly request: number }
	| { readonly kind: 'drop'; readonly answer: number };

export interface PlainInit {
	readonly method: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
}

/** Status line and headers of the answer, sent as soon as they are known. */
export interface Head {
	readonly status: number;
	readonly headers: readonly (readonly [string, string])[];
}

/** Worker → page. Each answer closes with exactly one of `refused`, `unreached` and `end`, unless it is dropped first. */
export type FromStore =
	| { readonly kind: 'head'; readonly answer: number; readonly head: Head }
	/** A non-2xx answer or one that is not JSON: its text, at most 1 MB. */
	| { readonly kind: 'refused'; readonly answer: number; readonly head: Head; readonly text: string }
	/** The request never reached an answer. */
	| { readonly kind: 'unreached'; readonly answer: number; readonly message: string }
	| { readonly kind: 'columns'; readonly answer: number; readonly columns: readonly ElasticColumn[] }
	/** Top-level keys other than columns and values, whenever some more of them are known. */
	| { readonly kind: 'meta'; readonly answer: number; readonly meta: AnswerMeta }
	| { readonly kind: 'progress'; readonly answer: number; readonly progress: Progress }
	| { readonly kind: 'end'; readonly answer: number; readonly ending: Ending; readonly progress: Progress }
	| {
			readonly kind: 'rows';
			readonly answer: number;
			readonly request: number;
			readonly rows: readonly Row[];
	  }
	/** The rows of a view are arranged; told again when more of them are. */
	| { readonly kind: 'scope'; readonly answer: number; readonly view: number; readonly scope: Scope }
	| { readonly kind: 'unarranged'; readonly answer: number; readonly view: number; readonly message: string }
	| { readonly kind: 'reply'; readonly answer: number; readonly request: number; readonly reply: Reply }
	| {
			readonly kind: 'piece';
			readonly answer: number;
			readonly request: number;
			readonly bytes: Uint8Array<ArrayBuffer>;
			readonly done: boolean;
	  }
	/** A request for rows, a question, or the piece of a file, that can't be answered. */
	| { readonly kind: 'failed'; readonly answer: number; readonly request: number; readonly message: string };
