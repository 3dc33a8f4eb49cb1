import { Field, RecordBatch, RecordBatchStreamWriter, Schema, Struct, makeData } from 'apache-arrow';
import { shownColumns, type View } from '../answer';
import { refuse } from '../failure';
import type { Piece } from '../rows';
import { type ArrowColumn, arrowColumn } from './arrowcolumn';

/** An end-of-stream marker: continuation and a length of zero. */
const END_BYTES = 8;

/**
 * An answer as an Arrow IPC stream, one record batch per piece. Refuses at once what Arrow has no type for here, as
 * Elasticsearch does.
 */
export function arrowAnswer(view: View): Iterable<Uint8Array> {
	const shown = shownColumns(view);
	const pieces = view.answer?.rows.pieces ?? [];
	const columns = shown.map((index) => {
		const { name, type } = view.job.submission.plan.columns[index];
		const multi = pieces.some(
			(piece) => piece.columns[index].startsWith('[') || piece.columns[index].includes('\n[')
		);
		const column = arrowColumn(name, type, multi);
		return (
			column ??
			refuse(
				400,
				'illegal_argument_exception',
				`Arrow format does not yet support [${type}], which [${name}] is`
			)
		);
	});
	return stream(columns, shown, pieces);
}

/** Each batch is written as a stream of its own, of which the schema and the end are cut off: so only one is in memory. */
function* stream(
	columns: readonly ArrowColumn[],
	shown: readonly number[],
	pieces: readonly Piece[]
): Generator<Uint8Array> {
	const schema = new Schema(columns.map(({ field }) => field));
	const empty = written(schema, []);
	const head = empty.length - END_BYTES;
	yield empty.subarray(0, head);
	for (const piece of pieces) {
		const children = columns.map((column, at) => column.data(piece.columns[shown[at]].split('\n')));
		const data = makeData({
			type: new Struct<Record<string, Field['type']>>(schema.fields),
			length: piece.rows,
			children
		});
		const bytes = written(schema, [new RecordBatch(schema, data)]);
		yield bytes.subarray(head, bytes.length - END_BYTES);
	}
	yield empty.subarray(head);
}

function written(schema: Schema, batches: readonly RecordBatch[]): Uint8Array {
	const writer = new RecordBatchStreamWriter();
	writer.reset(undefined, schema);
	for (const batch of batches) writer.write(batch);
	writer.finish();
	return writer.toUint8Array(true);
}
