import {
	Binary,
	Bool,
	type Data,
	type DataType,
	Field,
	Float64,
	Int32,
	Int64,
	List,
	makeData,
	Null,
	TimestampMillisecond,
	TimestampNanosecond,
	Uint64,
	Utf8
} from 'apache-arrow';
import type { EsType } from '$lib/esql/analysis/schema';
import { parseIp } from '../sql/ip';
import { parseIsoNanos } from '../sql/isodate';
import { wkbOf } from './wkb';

/** How one column of an answer becomes Arrow. */
export interface ArrowColumn {
	readonly field: Field;
	/** Cells are JSON texts. */
	data(cells: readonly string[]): Data;
}

/** Values of one Arrow type; `null` where a cell has none. */
type Values = (cells: readonly (string | null)[]) => Data;

/** A column with its ES|QL type in the metadata. Undefined for a type that Arrow answers lack. */
export function arrowColumn(name: string, type: EsType, multi: boolean): ArrowColumn | undefined {
	const metadata = new Map([['elastic:type', type]]);
	if (type === 'null' || type === 'unsupported') {
		const data = (cells: readonly string[]) => makeData({ type: new Null(), length: cells.length });
		return { field: new Field(name, new Null(), true, metadata), data };
	}
	const values = valuesOf(type);
	if (!values) return undefined;
	if (!multi) {
		const data = (cells: readonly string[]) => values(cells.map((cell) => (cell === 'null' ? null : cell)));
		return { field: new Field(name, values([]).type as DataType, true, metadata), data };
	}
	const item = new Field('$data$', values([]).type as DataType, false);
	const list = new List(item);
	return { field: new Field(name, list, true, metadata), data: (cells) => lists(cells, list, values) };
}

function lists(cells: readonly string[], type: List, values: Values): Data {
	const items = cells.map((cell) => (cell === 'null' ? [] : itemsOf(cell)));
	const valueOffsets = new Int32Array(cells.length + 1);
	items.forEach((list, row) => (valueOffsets[row + 1] = valueOffsets[row] + list.length));
	const { nullBitmap, nullCount } = validity(cells.map((cell) => cell !== 'null'));
	const child = values(items.flat());
	return makeData({ type, length: cells.length, nullCount, nullBitmap, valueOffsets, child });
}

/** JSON texts of a cell's items: numbers keep their digits. */
function itemsOf(cell: string): readonly string[] {
	if (!cell.startsWith('[')) return [cell];
	return cell.match(/"(?:[^"\\]|\\.)*"|[^[\],]+/g) ?? [];
}

function valuesOf(type: EsType): Values | undefined {
	switch (type) {
		case 'boolean':
			return booleans;
		case 'integer':
		case 'counter_integer':
			return numbers(Int32Array, Number, (parts) => makeData({ type: new Int32(), ...parts }));
		case 'long':
		case 'counter_long':
			return numbers(BigInt64Array, BigInt, (parts) => makeData({ type: new Int64(), ...parts }));
		case 'unsigned_long':
			return numbers(BigUint64Array, BigInt, (parts) => makeData({ type: new Uint64(), ...parts }));
		case 'double':
		case 'counter_double':
			return numbers(Float64Array, Number, (parts) => makeData({ type: new Float64(), ...parts }));
		case 'date':
			return numbers(
				BigInt64Array,
				(cell) => BigInt(Date.parse(text(cell))),
				(parts) => makeData({ type: new TimestampMillisecond(), ...parts })
			);
		case 'date_nanos':
			return numbers(
				BigInt64Array,
				(cell) => parseIsoNanos(text(cell)) ?? 0n,
				(parts) => makeData({ type: new TimestampNanosecond(), ...parts })
			);
		case 'keyword':
		case 'text':
		case 'version':
			return bytes((cell) => Buffer.from(text(cell)), utf8);
		case '_source':
			return bytes((cell) => Buffer.from(cell), utf8);
		case 'ip':
			return bytes(address, binary);
		case 'geo_point':
		case 'cartesian_point':
		case 'geo_shape':
		case 'cartesian_shape':
			return bytes(shape, binary);
		default:
			return undefined;
	}
}

const text = (cell: string): string => JSON.parse(cell) as string;

interface Parts {
	readonly length: number;
	readonly nullCount: number;
	readonly nullBitmap: Uint8Array;
}

type NumberArray = Int32Array | Float64Array | BigInt64Array | BigUint64Array;

function numbers<T extends NumberArray>(
	Store: new (length: number) => T,
	read: (cell: string) => T[number],
	make: (parts: Parts & { readonly data: T }) => Data
): Values {
	return (cells) => {
		const data = new Store(cells.length);
		cells.forEach((cell, row) => {
			if (cell !== null) data[row] = read(cell);
		});
		return make({ length: cells.length, ...validity(cells.map(isThere)), data });
	};
}

const booleans: Values = (cells) => {
	const { nullBitmap: data } = validity(cells.map((cell) => cell === 'true'));
	return makeData({ type: new Bool(), length: cells.length, ...validity(cells.map(isThere)), data });
};

interface ByteParts extends Parts {
	readonly valueOffsets: Int32Array;
	readonly data: Uint8Array;
}

const utf8 = (parts: ByteParts): Data => makeData({ type: new Utf8(), ...parts });
const binary = (parts: ByteParts): Data => makeData({ type: new Binary(), ...parts });

function bytes(read: (cell: string) => Buffer | undefined, make: (parts: ByteParts) => Data): Values {
	return (cells) => {
		const parts = cells.map((cell) => (cell === null ? undefined : read(cell)));
		const valueOffsets = new Int32Array(cells.length + 1);
		parts.forEach((part, row) => (valueOffsets[row + 1] = valueOffsets[row] + (part?.length ?? 0)));
		const data = new Uint8Array(Buffer.concat(parts.filter((part) => part !== undefined)));
		const there = validity(parts.map((part) => part !== undefined));
		return make({ length: cells.length, ...there, valueOffsets, data });
	};
}

const isThere = (cell: string | null) => cell !== null;

function validity(there: readonly boolean[]): { nullBitmap: Uint8Array; nullCount: number } {
	const nullBitmap = new Uint8Array(Math.ceil(there.length / 64) * 8);
	let nullCount = there.length;
	there.forEach((valid, row) => {
		if (!valid) return;
		nullBitmap[row >> 3] |= 1 << (row & 7);
		nullCount--;
	});
	return { nullBitmap, nullCount };
}

const IPV4_MAPPED = 0xffffn;

/** Four bytes, or sixteen. */
function address(cell: string): Buffer {
	const value = parseIp(text(cell)) ?? 0n;
	const short = value >> 32n === IPV4_MAPPED;
	const digits = short ? 8 : 32;
	return Buffer.from(
		BigInt.asUintN(digits * 4, value)
			.toString(16)
			.padStart(digits, '0'),
		'hex'
	);
}

/** Well-known binary; a shape that it has no word for, such as a circle, is null. */
const shape = (cell: string): Buffer | undefined => wkbOf(text(cell));
