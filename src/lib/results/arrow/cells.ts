import { DataType, TimeUnit, type Data, type Field } from 'apache-arrow';
import { addressText } from './addresses';
import { instantText } from './instants';
import { doubleText, wktOf } from './wkt';

/** The JSON text of one value of a column's data, as Elasticsearch's JSON answer has it. */
export type CellText = (at: number) => string;

/** Elasticsearch's name of a field's type. */
export function typeOf({ metadata, type }: Field): string {
	return metadata.get('elastic:type') ?? (DataType.isList(type) ? 'unsupported' : String(type).toLowerCase());
}

/** Reads the cells of a column: null as `null`, a list of one as its value. */
export function cellTexts(data: Data, type: string): CellText {
	const value = DataType.isList(data.type) ? lists(data, type) : values(data, type);
	return (at) => (data.getValid(at) ? value(at) : 'null');
}

function lists(data: Data, type: string): CellText {
	const item = cellTexts(data.children[0], type);
	const offsets = data.valueOffsets;
	return (at) => {
		const [from, end] = [offsets[at], offsets[at + 1]];
		if (from === end) return 'null';
		if (end - from === 1) return item(from);
		const items: string[] = [];
		for (let i = from; i < end; i++) items.push(item(i));
		return `[${items.join(',')}]`;
	};
}

function values(data: Data, type: string): CellText {
	const arrow: DataType = data.type;
	if (DataType.isNull(arrow)) return () => 'null';
	if (DataType.isBool(arrow)) {
		const bits = data.values as Uint8Array;
		return (at) => String(((bits[(data.offset + at) >> 3] >> ((data.offset + at) & 7)) & 1) === 1);
	}
	if (DataType.isInt(arrow)) {
		const numbers = data.values as Int32Array | BigInt64Array | BigUint64Array;
		return (at) => String(numbers[at]);
	}
	if (DataType.isFloat(arrow)) {
		const numbers = data.values as Float32Array | Float64Array;
		return (at) => (Number.isFinite(numbers[at]) ? doubleText(numbers[at]) : `"${numbers[at]}"`);
	}
	if (DataType.isTimestamp(arrow)) {
		const unit =
			arrow.unit === TimeUnit.MILLISECOND
				? 'millis'
				: arrow.unit === TimeUnit.NANOSECOND
					? 'nanos'
					: undefined;
		const instants = data.values as BigInt64Array;
		if (unit !== undefined) return (at) => `"${instantText(instants[at], unit)}"`;
	}
	if (DataType.isUtf8(arrow)) {
		const bytes = bytesOf(data);
		const text = (at: number) => decoder.decode(bytes(at));
		return type === '_source' ? (at) => objectText(text(at)) : (at) => JSON.stringify(text(at));
	}
	if (DataType.isBinary(arrow)) {
		const bytes = bytesOf(data);
		const read = type === 'ip' ? addressText : wktOf;
		return (at) => JSON.stringify(read(bytes(at)) ?? hex(bytes(at)));
	}
	throw new TypeError(`no reader for Arrow's ${String(arrow)}`);
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function bytesOf(data: Data): (at: number) => Uint8Array {
	const { valueOffsets } = data;
	const bytes = data.values as Uint8Array;
	return (at) => bytes.subarray(valueOffsets[at], valueOffsets[at + 1]);
}

/** A document as it is, where it is JSON. */
function objectText(text: string): string {
	try {
		JSON.parse(text);
		return text;
	} catch {
		return JSON.stringify(text);
	}
}

function hex(bytes: Uint8Array): string {
	return `0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
