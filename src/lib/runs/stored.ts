import type { AnswerMeta } from '$lib/protocol/elastic';
import { jsonObject, problemFromAnswer, unreachedProblem } from '$lib/protocol/parse';
import type { Problem } from '$lib/protocol/problem';

/** A query or result that a cluster keeps. `base` is the workbench's origin, or `''`. */
export interface Stored {
	readonly base?: string;
	readonly cluster: string;
	readonly id: string;
}

export type Extension =
	/** `by`: ms by which the end moved on the cluster's clock, where it tells. */
	| { readonly kind: 'extended'; readonly by: number | undefined }
	| { readonly kind: 'refused'; readonly problem: Problem };

/**
 * Asks a cluster to keep a query or its result for so long from now. `known` is what it said of it before. Clusters extend
 * what is running; many leave the end of a stored result where it was, which is told as `by: 0` where they say it.
 */
export async function extendStored(stored: Stored, keepAlive: string, known: AnswerMeta): Promise<Extension> {
	const search = new URLSearchParams({
		keep_alive: keepAlive,
		filter_path: 'is_running,start_time_in_millis,expiration_time_in_millis'
	});
	const answer = await ask(`${url(stored)}?${search}`, 'GET');
	if (answer.kind === 'refused') return answer;
	const told = answer.body.expiration_time_in_millis;
	const before = known.expiration_time_in_millis;
	return {
		kind: 'extended',
		by: typeof told === 'number' && before !== undefined ? told - before : undefined
	};
}

/** Deletes a query and what is stored of it. Undefined when it is gone. */
export async function deleteStored(stored: Stored): Promise<Problem | undefined> {
	const answer = await ask(url(stored), 'DELETE');
	return answer.kind === 'refused' && answer.problem.status !== 404 ? answer.problem : undefined;
}

function url({ base = '', cluster, id }: Stored): string {
	return `${base}/api/clusters/${encodeURIComponent(cluster)}/_query/async/${encodeURIComponent(id)}`;
}

export type Answered =
	| { readonly kind: 'answered'; readonly body: Readonly<Record<string, unknown>> }
	| { readonly kind: 'refused'; readonly problem: Problem };

/** Asks for a JSON object. Rejects only with the abort's reason. */
export async function ask(
	address: string,
	method: 'GET' | 'DELETE' | 'POST',
	signal?: AbortSignal
): Promise<Answered> {
	try {
		const response = await fetch(address, { method, headers: { accept: 'application/json' }, signal });
		const text = await response.text();
		const body = response.ok ? jsonObject(text) : undefined;
		if (body !== undefined) return { kind: 'answered', body };
		const head = { status: response.status, headers: [...response.headers] };
		return { kind: 'refused', problem: problemFromAnswer(head, text) };
	} catch (error) {
		signal?.throwIfAborted();
		return {
			kind: 'refused',
			problem: unreachedProblem(error instanceof Error ? error.message : String(error))
		};
	}
}
