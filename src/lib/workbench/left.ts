import { isRecord } from '$lib/protocol/parse';
import { readRequest } from '$lib/request/read';
import type { QueryRequest } from '$lib/request/request';
import type { Run } from '$lib/runs/Run.svelte';
import { isActive } from '$lib/runs/state';

/** A run that a page may be left with: what it takes to find it again. */
export interface LeftRun {
	/** Undefined until the cluster gave one: then nothing can be found again. */
	readonly id: string | undefined;
	readonly cluster: string;
	readonly request: QueryRequest;
	/** Epoch ms. */
	readonly startedAt: number;
	/** Epoch ms until which the cluster keeps the query or its result. */
	readonly keptUntil: number | undefined;
	/** It was under way; otherwise its result was stored. */
	readonly active: boolean;
}

/** What is to be remembered of a run; undefined for one that is over and left nothing on its cluster. */
export function leftRun(run: Run): LeftRun | undefined {
	const { id, cluster, request, startedAt, keptUntil, state } = run;
	const active = isActive(state) && state.kind !== 'queued';
	const stored = id !== undefined && ['complete', 'partial', 'stopped', 'failed'].includes(state.kind);
	return active || stored ? { id, cluster, request, startedAt, keptUntil, active } : undefined;
}

/** A left run read back from storage; undefined when it is none. */
export function readLeftRun(saved: unknown): LeftRun | undefined {
	if (!isRecord(saved)) return undefined;
	const { id, cluster, startedAt, keptUntil, active } = saved;
	const request = readRequest(saved.request);
	if (request === undefined || typeof cluster !== 'string' || typeof startedAt !== 'number') return undefined;
	return {
		id: typeof id === 'string' ? id : undefined,
		cluster,
		request,
		startedAt,
		keptUntil: typeof keptUntil === 'number' ? keptUntil : undefined,
		active: active === true
	};
}

/** Whether the cluster may still know of it at that time. */
export function isFindable({ id, keptUntil }: LeftRun, now: number): boolean {
	return id !== undefined && (keptUntil === undefined || keptUntil > now);
}
