import type { DuckDBDataChunk, DuckDBValue } from '@duckdb/node-api';
import {
	DuckDBListVector,
	DuckDBStructValue,
	DuckDBTimestampNanosecondsValue,
	DuckDBTimestampValue
} from '@duckdb/node-api';
import type { EsType } from '$lib/esql/analysis/schema';
import type { OutputColumn } from './plan';
import { doubleText } from './sql/double';
import { formatIp } from './sql/ip';
import { isoMillis, isoNanos } from './sql/isodate';
import { decodeVersion } from './sql/version';
import type { Zone } from './sql/zone';
import { UTC, zoneOf } from './sql/zone';

/** JSON text of one value that is not null. */
type Writer = (value: DuckDBValue) => string;

const text: Writer = (value) => JSON.stringify(String(value));

function double(value: DuckDBValue): string {
	const number = Number(value);
	return Number.isFinite(number) ? doubleText(number) : 'null';
}

/** The shortest number that a float of 32 bits tells from its neighbours. */
function shortest(value: number): number {
	const exact = Math.fround(value);
	for (let digits = 6; digits < 9; digits++) {
		const candidate = Number(exact.toPrecision(digits));
		if (Math.fround(candidate) === exact) return candidate;
	}
	return exact;
}

function point(value: DuckDBValue): string {
	if (!(value instanceof DuckDBStructValue)) return text(value);
	const { x, y } = value.entries;
	return `"POINT (${doubleText(Number(x))} ${doubleText(Number(y))})"`;
}

/** Whole milliseconds, rounded down; big numbers are slow, and only far years need them. */
function millisOf(micros: bigint): number {
	const number = Number(micros);
	if (Number.isSafeInteger(number)) return Math.floor(number / 1000);
	return Number(micros / 1000n - (micros < 0n && micros % 1000n !== 0n ? 1n : 0n));
}

function instant(zone: Zone): Writer {
	return (value) => {
		if (value instanceof DuckDBTimestampValue) return `"${isoMillis(millisOf(value.micros), zone)}"`;
		return value instanceof DuckDBTimestampNanosecondsValue
			? `"${isoNanos(value.nanos, zone)}"`
			: text(value);
	};
}

function address(): Writer {
	const known = new Map<bigint, string>();
	return (value) => {
		if (typeof value !== 'bigint') return text(value);
		let written = known.get(value);
		if (written === undefined) {
			written = `"${formatIp(value)}"`;
			known.set(value, written);
		}
		return written;
	};
}

function writerOf(type: EsType, zone: Zone): Writer {
	switch (type) {
		case 'boolean':
		case 'integer':
		case 'counter_integer':
		case 'long':
		case 'counter_long':
		case 'unsigned_long':
		case '_source':
			return String;
		case 'double':
		case 'counter_double':
			return double;
		case 'dense_vector':
			return (value) => doubleText(shortest(Number(value)));
		case 'date':
		case 'date_nanos':
			return instant(zone);
		case 'ip':
			return address();
		case 'version':
			return (value) => JSON.stringify(decodeVersion(String(value)));
		case 'geo_point':
		case 'cartesian_point':
			return point;
		case 'date_range':
			return range(instant(zone));
		case 'double_range':
			return range(double);
		default:
			return text;
	}
}

/** A range is one text: both bounds with two dots between. */
function range(bound: Writer): Writer {
	const plain = (value: DuckDBValue) => bound(value).replaceAll('"', '');
	return (value) => {
		if (!(value instanceof DuckDBStructValue)) return text(value);
		const { low, high } = value.entries;
		return `"${plain(low)}..${plain(high)}"`;
	};
}

const isSilent = (type: EsType) => type === 'null' || type === 'unsupported';

function listCells(vector: DuckDBListVector, count: number, write: Writer): string[] {
	const items = vector.childVector;
	const cells: string[] = [];
	for (let row = 0; row < count; row++) {
		const start = vector.getEntryOffset(row);
		const length = vector.getItemVector(row) === null ? 0 : vector.getEntryLength(row);
		const written: string[] = [];
		for (let index = start; index < start + length; index++) {
			const item = items.getItem(index);
			if (item !== null) written.push(write(item));
		}
		cells.push(written.length === 0 ? 'null' : written.length === 1 ? written[0] : `[${written.join(',')}]`);
	}
	return cells;
}

/**
 * JSON texts of a chunk, one array per column: numbers with all their digits, doubles as Java writes them, dates in
 * the zone, lists of one as their item, lists of none as null.
 */
export function cells(
	chunk: DuckDBDataChunk,
	columns: readonly OutputColumn[],
	timeZone = 'UTC'
): string[][] {
	const zone = zoneOf(timeZone) ?? UTC;
	const count = chunk.rowCount;
	return columns.map(({ type }, index) => {
		if (isSilent(type)) return Array<string>(count).fill('null');
		const write = writerOf(type, zone);
		const vector = chunk.getColumnVector(index);
		if (vector instanceof DuckDBListVector) return listCells(vector, count, write);
		const written: string[] = [];
		for (let row = 0; row < count; row++) {
			const value = vector.getItem(row);
			written.push(value === null ? 'null' : write(value));
		}
		return written;
	});
}
