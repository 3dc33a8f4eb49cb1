import type { Command } from '@codemirror/view';

/** A command whose code is loaded when it is first given. Always takes the key. */
export const deferred =
	(load: () => Promise<Command>): Command =>
	(view) => {
		load().then(
			(run) => run(view),
			(cause: unknown) => console.error('What this key does could not be loaded.', cause)
		);
		return true;
	};
