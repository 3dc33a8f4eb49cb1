import { durationMs } from '$lib/protocol/duration';
import type { Limits } from './config';
import { duration, type Env, isObject, number, type Say } from './environment';

const isCount = (n: unknown): n is number => typeof n === 'number' && Number.isInteger(n) && n >= 1;
const isBytes = (n: unknown): n is number => typeof n === 'number' && Number.isInteger(n) && n >= 0;

/** What every cluster's limits are unless it has its own. */
export const readLimits = (env: Env, say: Say): Limits => ({
	openRequests: number(env, 'WORKBENCH_MAX_OPEN_REQUESTS', 1024, say, isCount),
	requestsPerMinute: number(env, 'WORKBENCH_MAX_REQUESTS_PER_MINUTE', 12_000, say, isCount),
	responseBytes: number(env, 'WORKBENCH_MAX_RESPONSE_BYTES', 0, say, isBytes),
	keepAlive: duration(env, 'WORKBENCH_MAX_KEEP_ALIVE', say)
});

const readers = {
	openRequests: (value: unknown) => (isCount(value) ? { openRequests: value } : 'a number from 1'),
	requestsPerMinute: (value: unknown) => (isCount(value) ? { requestsPerMinute: value } : 'a number from 1'),
	responseBytes: (value: unknown) => (isBytes(value) ? { responseBytes: value } : 'a number of bytes'),
	keepAlive: (value: unknown) => {
		const millis = typeof value === 'string' ? durationMs(value) : undefined;
		return millis !== undefined && millis >= 0 ? { keepAlive: millis } : 'a time like "1d"';
	}
} satisfies Record<keyof Limits, (value: unknown) => Partial<Limits> | string>;

const isKey = (key: string): key is keyof typeof readers => Object.hasOwn(readers, key);

/** A cluster's own limits in a configuration file → limits; what it leaves out is as in `others`. */
export function ownLimits(json: unknown, others: Limits, where: string, say: Say): Limits {
	if (json === undefined) return others;
	if (!isObject(json)) {
		say(`${where} must be an object.`);
		return others;
	}
	let limits = others;
	for (const [key, value] of Object.entries(json)) {
		const read = isKey(key) ? readers[key](value) : undefined;
		if (read === undefined)
			say(`${where}.${key} is not known: the keys are ${Object.keys(readers).join(', ')}.`);
		else if (typeof read === 'string') say(`${where}.${key} must be ${read}.`);
		else limits = { ...limits, ...read };
	}
	return limits;
}
