import { type ChildProcess, fork } from 'node:child_process';
import { removeSpill } from '../spill';
import { newSocket, removeSocket } from './socket';
import { beatEvery, type FromChild, type SentOptions, type ToChild } from './words';

export interface KeeperOptions {
	/** The script that `program.ts` names. */
	readonly program: string;
	readonly options: SentOptions;
	/** Takes what the operator should know. */
	readonly log: (sentence: string) => void;
	/** Milliseconds without a sign of life after which a child is killed; 20 s when absent. */
	readonly silence?: number;
}

export type Opened =
	| { readonly kind: 'open'; readonly keeper: Keeper }
	/** The cluster cannot be opened; `reason` for people. */
	| { readonly kind: 'failed'; readonly reason: string };

type State =
	/** For the first time. */
	| { readonly kind: 'opening' }
	| { readonly kind: 'starting' }
	| { readonly kind: 'serving'; readonly since: number }
	/** Ended unexpectedly; starts again at `until`, epoch milliseconds. */
	| { readonly kind: 'down'; readonly until: number }
	| { readonly kind: 'closed' };

/** What the child needs of this process's environment; no secret is among it. */
const inherited = [
	...['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'TZ', 'LANG', 'LC_ALL', 'LD_LIBRARY_PATH', 'SystemRoot'],
	...['NODE_OPTIONS', 'NODE_ENV']
];

/** Each running query holds one thread of the pool, whose size is fixed at start. */
const poolSize = '16';

/** How long a child may take to close, in milliseconds. */
const patience = 3000;

/** Milliseconds of serving after which an end is no longer taken for the fault of the start. */
const proven = 30_000;
const longestPause = 30_000;

/** Keeps the demo cluster running in a child process: starts it again when it ends, ends it with this process. */
export class Keeper {
	/** Unix socket or pipe on which every child listens. */
	readonly socket: string;
	readonly #given: KeeperOptions;
	#state: State = { kind: 'opening' };
	#child: ChildProcess;
	#silent = 0;
	#failures = 0;
	#restart: NodeJS.Timeout | undefined;
	readonly #watch: NodeJS.Timeout;
	#waiting = new Set<() => void>();

	private constructor(given: KeeperOptions) {
		this.#given = given;
		this.socket = newSocket();
		this.#child = this.#fork();
		this.#watch = setInterval(() => this.#listen(), beatEvery).unref();
	}

	/** Starts the child and waits until it serves or says why it can't. */
	static async open(given: KeeperOptions): Promise<Opened> {
		const keeper = new Keeper(given);
		const reason = await new Promise<string | undefined>((resolve) => {
			keeper.#child.once('error', (error) => resolve(error.message));
			keeper.#child.once('exit', () => resolve('its process ended at once'));
			keeper.#child.on('message', (message) => {
				const word = message as FromChild;
				if (word.kind === 'serving') resolve(undefined);
				else if (word.kind === 'failed') resolve(word.reason);
			});
		});
		if (reason === undefined) return { kind: 'open', keeper };
		await keeper.close();
		return { kind: 'failed', reason };
	}

	/** Process id of the child. */
	get pid(): number | undefined {
		return this.#child.pid;
	}

	/** Does a child serve? Waits up to so many milliseconds for it. Rejects with the signal's reason when it is aborted. */
	serves(millis: number, signal: AbortSignal): boolean | Promise<boolean> {
		if (this.#state.kind === 'serving') return true;
		if (this.#state.kind === 'closed' || this.pause > millis) return false;
		return new Promise((resolve, reject) => {
			const end = (settle: () => void) => {
				clearTimeout(timer);
				this.#waiting.delete(change);
				signal.removeEventListener('abort', leave);
				settle();
			};
			const change = () => {
				if (this.#state.kind === 'serving') end(() => resolve(true));
				else if (this.#state.kind === 'closed' || this.pause > millis) end(() => resolve(false));
			};
			const leave = () => end(() => reject(signal.reason));
			const timer = setTimeout(() => end(() => resolve(false)), millis);
			this.#waiting.add(change);
			signal.addEventListener('abort', leave, { once: true });
			if (signal.aborted) leave();
		});
	}

	/** After a request was lost: settles when the child is known to have ended, or a second later. */
	async lost(): Promise<void> {
		if (this.#state.kind !== 'serving') return;
		await new Promise<void>((resolve) => {
			const end = () => {
				clearTimeout(timer);
				this.#waiting.delete(end);
				resolve();
			};
			const timer = setTimeout(end, 1000);
			this.#waiting.add(end);
		});
	}

	/** Milliseconds until the child is started again; 0 when it starts or serves. */
	get pause(): number {
		return this.#state.kind === 'down' ? Math.max(0, this.#state.until - Date.now()) : 0;
	}

	/** Ends the child: gently, then for good. */
	async close(): Promise<void> {
		if (this.#state.kind === 'closed') return;
		clearInterval(this.#watch);
		clearTimeout(this.#restart);
		this.#enter({ kind: 'closed' });
		const child = this.#child;
		if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
			const exited = new Promise((resolve) => child.once('exit', resolve));
			send(child, { kind: 'close' });
			const timer = setTimeout(() => child.kill('SIGKILL'), patience);
			await exited;
			clearTimeout(timer);
		}
		this.#clean(child);
		removeSocket(this.socket);
	}

	#enter(state: State): void {
		this.#state = state;
		for (const change of [...this.#waiting]) change();
	}

	#fork(): ChildProcess {
		const { program, options, log } = this.#given;
		const env = inherited.flatMap((name) => {
			const value = process.env[name];
			return value === undefined ? [] : [[name, value] as const];
		});
		const child = fork(program, [], {
			env: { ...Object.fromEntries(env), UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? poolSize },
			execArgv: ['--enable-source-maps'],
			stdio: ['ignore', 'inherit', 'inherit', 'ipc']
		});
		this.#silent = 0;
		child.on('message', (message) => {
			const word = message as FromChild;
			this.#silent = 0;
			switch (word.kind) {
				case 'serving':
					this.#enter({ kind: 'serving', since: Date.now() });
					break;
				case 'failed':
					if (this.#state.kind === 'opening') break;
					log(`The demo cluster cannot be opened: ${word.reason}`);
					child.kill('SIGKILL');
					break;
				case 'stuck':
					log(`A query cannot be interrupted; the demo cluster is started again: ${word.query}`);
					child.kill('SIGKILL');
					break;
				case 'beat':
					break;
			}
		});
		child.on('error', (error) => log(`The demo cluster's process: ${error.message}`));
		child.once('exit', (code, signal) => this.#ended(child, signal ?? `code ${code}`));
		send(child, { kind: 'open', socket: this.socket, options });
		return child;
	}

	#ended(child: ChildProcess, how: string): void {
		if (this.#state.kind === 'closed' || this.#state.kind === 'opening') return;
		const served = this.#state.kind === 'serving' ? Date.now() - this.#state.since : 0;
		this.#failures = served >= proven ? 1 : this.#failures + 1;
		const pause = this.#failures === 1 ? 0 : Math.min(longestPause, 125 * 2 ** this.#failures);
		const { log } = this.#given;
		log(
			`The demo cluster's process ended (${how}); it starts again${pause > 0 ? ` in ${pause / 1000} s` : ''}.`
		);
		this.#clean(child);
		this.#enter({ kind: 'down', until: Date.now() + pause });
		this.#restart = setTimeout(() => {
			this.#enter({ kind: 'starting' });
			this.#child = this.#fork();
		}, pause);
	}

	/** Counts silent rounds, not time: a machine that slept is no reason. */
	#listen(): void {
		if (this.#state.kind !== 'serving') return;
		this.#silent += beatEvery;
		if (this.#silent < (this.#given.silence ?? 20_000)) return;
		this.#given.log('The demo cluster gives no sign of life and is started again.');
		this.#child.kill('SIGKILL');
	}

	#clean({ pid }: ChildProcess): void {
		if (pid !== undefined) removeSpill(this.#given.options.cacheDir, pid);
	}
}

function send(child: ChildProcess, word: ToChild): void {
	if (child.connected) child.send(word, () => undefined);
}
