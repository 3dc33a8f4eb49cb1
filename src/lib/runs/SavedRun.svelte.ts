import type { AnswerMeta, ElasticColumn } from '$lib/protocol/elastic';
import type { QueryRequest } from '$lib/request/request';
import type { Ending, Progress } from '$lib/results/messages';
import type { Answer, Store } from '$lib/results/store';
import type { Run } from './Run.svelte';
import type { RunState } from './state';

export interface SavedOptions {
	readonly store: Store;
	readonly cluster: string;
	readonly request: QueryRequest;
	/** The body of an Elasticsearch answer. */
	readonly body: string;
	/** Epoch ms at which it was asked for. */
	readonly startedAt: number;
	/** ms that it took as a person saw it. */
	readonly elapsed: number;
	/** ms that the cluster worked. */
	readonly took: number | undefined;
	/** Whether `body` holds all rows that there were. */
	readonly whole: boolean;
	/** What a person should know about it. */
	readonly notice: string;
}

/** A run that is over and whose answer was kept: no cluster is asked. */
export class SavedRun implements Run {
	readonly request: QueryRequest;
	readonly cluster: string;
	readonly startedAt: number;
	readonly elapsed: number;
	readonly notice: string;
	readonly state: RunState;
	meta: AnswerMeta = $state.raw({});
	readonly warnings = [];
	readonly problem = undefined;
	readonly id = undefined;
	readonly keptUntil = undefined;
	columns: readonly ElasticColumn[] = $state.raw([]);
	progress: Progress = $state.raw({ rows: 0, bytes: 0, done: false });
	ending: Ending | undefined = $state.raw();
	answer: Answer | undefined = $state.raw();
	watched = false;

	constructor({ store, body, took, whole, ...rest }: SavedOptions) {
		({
			request: this.request,
			cluster: this.cluster,
			startedAt: this.startedAt,
			elapsed: this.elapsed,
			notice: this.notice
		} = rest);
		this.state = { kind: whole ? 'complete' : 'partial', id: undefined };
		this.meta = { is_partial: !whole, ...(took !== undefined && { took }) };
		const { body: stream } = new Response(body);
		if (stream === null) return;
		this.answer = store.read(stream, Infinity, {
			columns: (columns) => (this.columns = columns),
			meta: (meta) => (this.meta = { ...meta, ...this.meta }),
			progress: (progress) => (this.progress = progress),
			end: (ending, progress) => {
				this.ending = ending;
				this.progress = progress;
			}
		});
	}

	stop(): void {
		this.answer?.abort();
	}

	/** There is nothing to cancel. */
	cancel(): void {}

	/** Nothing of it is on a cluster. */
	keep(): void {}

	dispose(): void {
		this.answer?.drop();
		this.answer = undefined;
	}

	release(): void {
		this.dispose();
	}
}
