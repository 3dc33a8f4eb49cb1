import { InstantReader } from './instant';
import type { NumberVector, WideVector } from './vector';

const integer = /^[+-]?\d+$/;
const encoder = new TextEncoder();

/**
 * What a text means among the values of a vector, for comparing. Dates may lack their time and may be given in epoch ms.
 * Undefined when it can't be compared with them.
 */
export function literal(text: string, vector: NumberVector | WideVector): number | bigint | undefined {
	const trimmed = text.trim();
	if (trimmed === '') return undefined;
	if (vector.means === 'date') return vector.kind === 'wide' ? epochNanos(trimmed) : epochMillis(trimmed);
	if (integer.test(trimmed)) {
		const value = BigInt(trimmed);
		return Number.isSafeInteger(Number(value)) ? Number(value) : value;
	}
	const value = Number(trimmed);
	return Number.isNaN(value) ? undefined : value;
}

function instant(text: string): InstantReader | undefined {
	const reader = new InstantReader();
	const bytes = encoder.encode(text);
	return reader.read(bytes, 0, bytes.length) ? reader : undefined;
}

function epochMillis(text: string): number | undefined {
	const read = instant(text);
	if (read !== undefined) return read.seconds * 1000 + read.nanos / 1e6;
	return otherwise(text);
}

function epochNanos(text: string): bigint | undefined {
	const read = instant(text);
	if (read !== undefined) return BigInt(read.seconds) * 1_000_000_000n + BigInt(read.nanos);
	const millis = otherwise(text);
	return millis === undefined ? undefined : BigInt(Math.round(millis)) * 1_000_000n;
}

/** A date with an offset or without a time, or epoch ms. A date and time without an offset are UTC. */
function otherwise(text: string): number | undefined {
	if (integer.test(text)) return Number(text);
	const hasTime = /\d[T ]\d/.test(text);
	const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(text);
	const millis = Date.parse(hasTime && !hasZone ? `${text}Z` : text);
	return Number.isNaN(millis) ? undefined : millis;
}
