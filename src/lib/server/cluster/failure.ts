/** An expected refusal, in the shape that goes on the wire. */
export interface Failure {
	readonly kind: 'failure';
	readonly status: number;
	readonly type: string;
	readonly reason: string;
	readonly extra?: object;
}

/** Carries a failure out of nested code to the room's door (`rest.ts`), and no further. */
export class Refusal extends Error {
	constructor(readonly failure: Failure) {
		super(failure.reason);
	}
}

export function failure(status: number, type: string, reason: string, extra?: object): Failure {
	return { kind: 'failure', status, type, reason, extra };
}

/** Refuse with Elasticsearch's status, type and sentence. */
export function refuse(status: number, type: string, reason: string, extra?: object): never {
	throw new Refusal(failure(status, type, reason, extra));
}
