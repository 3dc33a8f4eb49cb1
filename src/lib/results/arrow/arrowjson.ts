import { RecordBatchReader, type RecordBatch } from 'apache-arrow';
import { cellTexts, typeOf } from './cells';

/** Rows that are written at a time. */
const ROWS = 2000;
/** Continuation and a length of zero: how a stream says that it is over. */
const END = '255,255,255,255,0,0,0,0';

/**
 * An Arrow IPC stream as the JSON answer of the same rows, piece by piece. The closing brackets are missing where the
 * stream was cut. Rejects with a sentence about what is no Arrow.
 */
export async function* arrowAsJson(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const encoder = new TextEncoder();
	const tail = new Tail();
	const reader = await RecordBatchReader.from(tail.of(body));
	await reader.open();
	const { fields } = reader.schema;
	const columns = fields.map((field) => ({ name: field.name, type: typeOf(field) }));
	yield encoder.encode(`{"columns":${JSON.stringify(columns)},"values":[`);
	let first = true;
	for await (const batch of reader as AsyncIterable<RecordBatch>) {
		const cells = batch.data.children.map((data, at) => cellTexts(data, columns[at].type));
		for (let from = 0; from < batch.numRows; from += ROWS) {
			let text = '';
			for (let row = from; row < Math.min(from + ROWS, batch.numRows); row++) {
				text += `${first ? '' : ','}[${cells.map((cell) => cell(row)).join(',')}]`;
				first = false;
			}
			yield encoder.encode(text);
		}
	}
	if (tail.bytes.join() === END) yield encoder.encode(']}');
}

/** Remembers the last eight bytes that went through. */
class Tail {
	bytes: readonly number[] = [];

	async *of(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
		for await (const chunk of body) {
			this.bytes = [...this.bytes, ...chunk.subarray(-8)].slice(-8);
			yield chunk;
		}
	}
}
