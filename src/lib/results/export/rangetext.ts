import { RawRows } from '../columns/rawrow';
import { rowNumbers, type Context } from '../context';
import type { CellRange, ColumnIndex, TextFormat } from '../questions';
import { esqlLiteral, textWriter } from './text';

const STRIDE = 128;

/** The text of ranges, one under another. */
export async function rangeText(
	ranges: readonly CellRange[],
	format: TextFormat,
	context: Context
): Promise<string> {
	if (format.kind === 'in') return literals(ranges, context);
	const parts: string[] = [];
	for (const range of ranges) {
		const columns = range.columns.map((column) => columnOf(context, column));
		const writer = textWriter(format, columns);
		const rows = rowNumbers(context.list, range.start, range.end);
		const raw = new RawRows(context.scanner);
		parts.push(writer.head);
		for (let i = 0; i < rows.length; i++) {
			if (i % STRIDE === 0) await context.breath.pause();
			const cells = writer.reads === 'cells' ? (context.table.row(rows[i]) ?? []) : [];
			const json = writer.reads === 'json' ? (raw.row(rows[i]) ?? []) : [];
			parts.push(
				writer.row(
					{
						cells: range.columns.map((column) => cells[column] ?? null),
						json: range.columns.map((column) => json[column] ?? 'null')
					},
					i
				)
			);
		}
		parts.push(writer.tail);
	}
	return parts.join('');
}

async function literals(ranges: readonly CellRange[], context: Context): Promise<string> {
	const found = new Set<string>();
	for (const range of ranges) {
		const rows = rowNumbers(context.list, range.start, range.end);
		const types = range.columns.map((column) => columnOf(context, column).type);
		for (let i = 0; i < rows.length; i++) {
			if (i % STRIDE === 0) await context.breath.pause();
			const row = context.table.row(rows[i]) ?? [];
			range.columns.forEach((column, at) => {
				const cell = row[column] ?? null;
				if (cell === null) return;
				const values = typeof cell === 'string' ? [cell] : 'json' in cell ? [cell.json] : cell;
				for (const value of values) found.add(esqlLiteral(value, types[at]));
			});
		}
	}
	return `(${[...found].join(', ')})`;
}

function columnOf({ scanner }: Context, column: ColumnIndex) {
	return scanner.columns?.[column] ?? { name: '', type: 'unsupported' };
}
