import type { Problem } from '$lib/protocol/problem';

/** Where a run is. */
export type RunState =
	| { readonly kind: 'idle' }
	/** Waits until fewer queries of its cluster run; `ahead` others wait before it. */
	| { readonly kind: 'queued'; readonly ahead: number }
	/** `reconnecting` says why the request was not taken yet. */
	| { readonly kind: 'submitting'; readonly stopping?: boolean; readonly reconnecting?: string }
	/** `id` once the cluster gave one; `reconnecting` says why polls fail just now. */
	| {
			readonly kind: 'running';
			readonly id: string | undefined;
			readonly stopping: boolean;
			readonly reconnecting?: string;
	  }
	/** Rows are arriving. */
	| { readonly kind: 'collecting'; readonly id: string | undefined; readonly stopping: boolean }
	| { readonly kind: 'complete' | 'partial' | 'stopped'; readonly id: string | undefined }
	| { readonly kind: 'cancelled' }
	| { readonly kind: 'failed' | 'expired' | 'lost'; readonly problem: Problem };

export type RunStateKind = RunState['kind'];

/** What can happen to a run. */
export type RunEvent =
	| { readonly kind: 'queue'; readonly ahead: number }
	| { readonly kind: 'submit' }
	/** Follow a query that the cluster knows already. */
	| { readonly kind: 'follow'; readonly id: string }
	/** The cluster says that it is working. */
	| { readonly kind: 'accepted'; readonly id: string | undefined }
	/** A request failed and will be repeated. */
	| { readonly kind: 'disturbed'; readonly reason: string }
	/** A person asks for the rows so far. */
	| { readonly kind: 'stop' }
	/** The cluster can't stop this query early. */
	| { readonly kind: 'unstoppable' }
	/** The first bytes of the result are here. */
	| { readonly kind: 'rows' }
	/** The result ended; `whole` unless something is missing from it. */
	| { readonly kind: 'finished'; readonly whole: boolean }
	| { readonly kind: 'cancel' }
	| { readonly kind: 'fail' | 'expire' | 'lose'; readonly problem: Problem };

/** Whether a run is on its way: waiting its turn, or worked on here or in the cluster. */
export function isActive(state: RunState): state is ActiveState {
	return state.kind === 'queued' || isSent(state);
}

type SentState = Extract<RunState, { kind: 'submitting' | 'running' | 'collecting' }>;
type ActiveState = SentState | Extract<RunState, { kind: 'queued' }>;
type Running = Extract<RunState, { kind: 'running' }>;

/** The state after an event. An event that can't happen in a state gives back that very state. */
export function transition(state: RunState, event: RunEvent): RunState {
	if (state.kind === 'idle' || state.kind === 'queued') return beforeSending(state, event);
	if (!isSent(state)) return state;
	switch (event.kind) {
		case 'stop':
			return state.stopping === true ? state : { ...state, stopping: true };
		case 'rows':
			return state.kind === 'collecting'
				? state
				: { kind: 'collecting', id: idOf(state), stopping: state.stopping === true };
		case 'finished':
			return { kind: finalKind(state, event.whole), id: idOf(state) };
		case 'cancel':
			return { kind: 'cancelled' };
		case 'fail':
			return { kind: 'failed', problem: event.problem };
		case 'accepted':
			if (state.kind === 'collecting') return state;
			return { kind: 'running', id: idOf(state) ?? event.id, stopping: state.stopping === true };
		default:
			return state.kind === 'collecting' ? state : beforeRows(state, event);
	}
}

function isSent(state: RunState): state is SentState {
	return state.kind === 'submitting' || state.kind === 'running' || state.kind === 'collecting';
}

function beforeSending(state: Extract<RunState, { kind: 'idle' | 'queued' }>, event: RunEvent): RunState {
	if (event.kind === 'submit') return { kind: 'submitting' };
	if (event.kind === 'queue') {
		return state.kind === 'queued' && state.ahead === event.ahead
			? state
			: { kind: 'queued', ahead: event.ahead };
	}
	if (state.kind === 'idle') {
		return event.kind === 'follow' ? { kind: 'running', id: event.id, stopping: false } : state;
	}
	return event.kind === 'cancel' || event.kind === 'stop' ? { kind: 'cancelled' } : state;
}

function beforeRows(state: Exclude<SentState, { kind: 'collecting' }>, event: RunEvent): RunState {
	switch (event.kind) {
		case 'disturbed':
			return { ...state, reconnecting: event.reason };
		case 'lose':
			return { kind: 'lost', problem: event.problem };
		default:
			return state.kind === 'running' ? whileRunning(state, event) : state;
	}
}

function whileRunning(state: Running, event: RunEvent): RunState {
	switch (event.kind) {
		case 'unstoppable':
			return state.stopping ? { ...state, stopping: false } : state;
		case 'expire':
			return { kind: 'expired', problem: event.problem };
		default:
			return state;
	}
}

function idOf(state: SentState): string | undefined {
	return state.kind === 'submitting' ? undefined : state.id;
}

function finalKind(state: SentState, whole: boolean): 'complete' | 'partial' | 'stopped' {
	if (whole) return 'complete';
	return state.stopping === true ? 'stopped' : 'partial';
}
