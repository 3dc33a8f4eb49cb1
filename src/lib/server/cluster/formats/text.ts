import { parseJson } from '$lib/protocol/json';
import { rowsOf, shownColumns, type View } from '../answer';
import { shown } from '../malformed';
import type { Medium } from '../media';

const txtWidth = 15;

/** A cell's JSON text → as the text formats show it; undefined for null. */
function plain(cell: string): string | undefined {
	if (cell === 'null') return undefined;
	return /^["[{]/.test(cell) ? shown(parseJson(cell)) : cell;
}

/** An answer as csv, tsv, txt or md, piece by piece. */
export function textAnswer(view: View, medium: Medium): Iterable<string> {
	if (medium.format === 'md') return markdown(view);
	return medium.format === 'txt' ? txt(view, medium) : separated(view, medium);
}

function* markdown(view: View): Generator<string> {
	const titles = names(view);
	if (titles.length === 0) return;
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
	yield line(titles.map(markdownCell));
	yield line(titles.map(() => '---'));
	for (const row of rows(view)) yield line(row.map((cell) => markdownCell(cell ?? '')));
}

const markdownCell = (text: string) => text.replaceAll('|', '\\|').replace(/\r\n|\r|\n/g, '<br>');

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
	for (const cells of rowsOf(view)) yield cells.map(plain);
}

function quoted(text: string, delimiter: string): string {
	return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
}

const escaped = (text: string) => text.replaceAll('\t', '\\t').replaceAll('\n', '\\n');
