import type { Problem } from '$lib/protocol/problem';

/** Where a run is. `at` values are `performance.now()`-like milliseconds given by the caller. */
export type RunState =
	| { readonly kind: 'idle' }
	| { readonly kind: 'submitting' }
	/** `id` once the cluster gave one; `reconnecting` says why polls fail just now. */
	| { readonly kind: 'running'; readonly id: string | undefined; readonly stopping: boolean; readonly reconnecting?: string }
	/** Rows are arriving. */
	| { readonly kind: 'collecting'; readonly id: string | undefined; readonly stopping: boolean }
	| { readonly kind: 'complete' | 'partial' | 'stopped'; readonly id: string | undefined }
	| { readonly kind: 'cancelled' }
	| { readonly kind: 'failed' | 'expired' | 'lost'; readonly problem: Problem };

export type RunStateKind = RunState['kind'];
