import { isRecord } from '$lib/protocol/parse';
import { boundsOf, boundNames, type Bounds, type ClauseTest, type FilterClause } from './clause';
import { readJson } from './json';
import type { TimeRange } from './timerange';

/** A row of the filter read from something that was stored or sent; undefined when it is not one. */
export function readClause(stored: unknown): FilterClause | undefined {
	if (!isRecord(stored)) return undefined;
	const test = readTest(stored);
	if (test === undefined) return undefined;
	const { enabled, negate, pinned } = stored;
	return { ...test, enabled: enabled !== false, negate: negate === true, pinned: pinned === true };
}

function readTest(stored: Record<string, unknown>): ClauseTest | undefined {
	const { kind, field, value, values, text, phrase } = stored;
	if (kind === 'dsl') return typeof text === 'string' ? { kind, text } : undefined;
	if (typeof field !== 'string') return undefined;
	switch (kind) {
		case 'is':
			return isScalar(value) ? { kind, field, value } : undefined;
		case 'oneOf':
			return Array.isArray(values) && values.every(isScalar) ? { kind, field, values } : undefined;
		case 'range': {
			const bounds = readBounds(stored);
			return bounds && { kind, field, ...bounds };
		}
		case 'exists':
			return { kind, field };
		case 'match':
			return typeof text === 'string' ? { kind, field, text, phrase: phrase === true } : undefined;
		default:
			return undefined;
	}
}

function readBounds(stored: Record<string, unknown>): Bounds | undefined {
	const given = boundNames.filter((name) => stored[name] !== undefined);
	if (!given.every((name) => isScalar(stored[name]))) return undefined;
	return boundsOf(stored as Bounds);
}

/** Text of one JSON string, number or boolean. */
function isScalar(value: unknown): value is string {
	if (typeof value !== 'string' || value.trim() !== value) return false;
	const reading = readJson(value);
	return reading.kind === 'wrong' ? false : reading.value !== null && !isContainer(reading.value);
}

function isContainer(value: unknown): boolean {
	return Array.isArray(value) || value instanceof Map;
}

/** A time range read from something that was stored or sent; undefined when it is not one. */
export function readTime(stored: unknown): TimeRange | undefined {
	if (!isRecord(stored)) return undefined;
	const { field, from, to, enabled } = stored;
	if (typeof field !== 'string' || typeof from !== 'string' || typeof to !== 'string') return undefined;
	return { field, from, to, enabled: enabled !== false };
}
