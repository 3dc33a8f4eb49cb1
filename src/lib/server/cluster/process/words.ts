import type { DemoOptions } from '../index';

/** What can be told to another process. */
export type SentOptions = Omit<DemoOptions, 'log' | 'onStuck'>;

/** From the server to the demo cluster's process. `socket`: path of the Unix socket, or name of the pipe, to listen on. */
export type ToChild =
	| { readonly kind: 'open'; readonly socket: string; readonly options: SentOptions }
	| { readonly kind: 'close' };

/** From the demo cluster's process to the server. */
export type FromChild =
	| { readonly kind: 'serving' }
	/** The cluster cannot be opened; `reason` for people. */
	| { readonly kind: 'failed'; readonly reason: string }
	/** Its event loop turns. */
	| { readonly kind: 'beat' }
	/** A query goes on although it was interrupted; only the end of the process ends it. */
	| { readonly kind: 'stuck'; readonly query: string };

/** How often the child says that its event loop turns, in milliseconds. */
export const beatEvery = 1000;
