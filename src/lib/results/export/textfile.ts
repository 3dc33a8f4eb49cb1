import { RawRows } from '../columns/rawrow';
import { rowNumbers, type Context } from '../context';
import type { ColumnIndex, FileFormat } from '../questions';
import { textWriter } from './text';

/** Characters that are sent at a time. */
const CHUNK = 262_144;

const encoder = new TextEncoder();

/** A text file, in pieces. */
export async function* textFile(
	format: Exclude<FileFormat, { kind: 'parquet' | 'arrow' }>,
	columns: readonly ColumnIndex[],
	{ scanner, table, list, breath }: Context
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	const writer = textWriter(
		format,
		columns.map((column) => scanner.columns?.[column] ?? { name: '', type: 'unsupported' })
	);
	const raw = new RawRows(scanner);
	const rows = rowNumbers(list, 0, list.scope.rows);
	let text = writer.head;
	for (let i = 0; i < rows.length; i++) {
		if (i % 64 === 0) await breath.pause();
		const cells = writer.reads === 'cells' ? (table.row(rows[i]) ?? []) : [];
		const json = writer.reads === 'json' ? (raw.row(rows[i]) ?? []) : [];
		text += writer.row(
			{
				cells: columns.map((column) => cells[column] ?? null),
				json: columns.map((column) => json[column] ?? 'null')
			},
			i
		);
		if (text.length < CHUNK) continue;
		yield encoder.encode(text);
		text = '';
	}
	yield encoder.encode(text + writer.tail);
}
