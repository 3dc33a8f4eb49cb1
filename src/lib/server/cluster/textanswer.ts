import { parseJson } from '$lib/protocol/json';
import { shownColumns, type View } from './answer';
import { shown } from './malformed';
import type { Medium } from './media';

const txtWidth = 15;

/** A cell's JSON text → as the text formats show it; undefined for null. */
function plain(cell: string): string | undefined {
	if (cell === 'null') return undefined;
	return /^["[{]/.test(cell) ? shown(parseJson(cell)) : cell;
}

/** An answer as csv, tsv or txt, piece by piece. */
export function answerText(view: View, medium: Medium): Iterable<string> {
	return medium.format === 'txt' ? txt(view, medium) : separated(view, medium);
}

function* separated(view: View, { format, delimiter, header }: Medium): Generator<string> {
	const end = format === 'csv' ? '\r\n' : '\n';
	const write = format === 'csv' ? (text: string) => quoted(text, delimiter) : escaped;
	if (header) yield names(view).map(write).join(delimiter) + end;
	for (const row of rows(view)) yield row.map((cell) => write(cell ?? '')).join(delimiter) + end;
}

function* txt(view: View, { header }: Medium): Generator<string> {
	const titles = names(view);
	if (titles.length === 0) return;
	const widths = titles.map((title) => Math.max(txtWidth, header ? title.length : 0));
	for (const row of rows(view))
		row.forEach((cell, index) => (widths[index] = Math.max(widths[index], (cell ?? 'null').length)));
	const line = (cells: readonly string[]) => `${cells.join('|')}\n`;
	if (header) {
		yield line(titles.map((title, index) => centred(title, widths[index])));
		yield `${widths.map((width) => '-'.repeat(width)).join('+')}\n`;
	}
	for (const row of rows(view)) yield line(row.map((cell, index) => (cell ?? 'null').padEnd(widths[index])));
}

const centred = (text: string, width: number) =>
	text.padStart(text.length + Math.floor((width - text.length) / 2)).padEnd(width);

function names(view: View): string[] {
	return shownColumns(view).map((index) => view.job.submission.plan.columns[index].name);
}

function* rows(view: View): Generator<(string | undefined)[]> {
	const columns = shownColumns(view);
	for (const piece of view.answer?.rows.pieces ?? []) {
		const cells = columns.map((column) => piece.columns[column].split('\n'));
		for (let row = 0; row < piece.rows; row++) yield cells.map((column) => plain(column[row]));
	}
}

function quoted(text: string, delimiter: string): string {
	return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
}

const escaped = (text: string) => text.replaceAll('\t', '\\t').replaceAll('\n', '\\n');
