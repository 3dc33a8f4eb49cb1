import type { ElasticColumn } from '$lib/protocol/elastic';
import type { CellRange, ColumnIndex, TextFormat } from '$lib/results/questions';
import type { Answer, View } from '$lib/results/store';

/** What selected cells can be copied as. `params` is one value of `params` in a request per column. */
export type CopyFormat = TextFormat | { readonly kind: 'params' };

/** Cells of an answer, or of a view of it. */
export interface Cells {
	readonly answer: Answer;
	readonly view: View | undefined;
	readonly columns: readonly ElasticColumn[];
	readonly ranges: readonly CellRange[];
}

/** The text of cells, built in the worker. */
export async function cellsAsText(
	{ answer, view, columns, ranges }: Cells,
	format: CopyFormat,
	signal?: AbortSignal
): Promise<string> {
	if (format.kind !== 'params') {
		const text = await answer.ask('text', { ranges, format }, { view, signal });
		return text.replace(/\r?\n$/, '');
	}
	const members: string[] = [];
	for (const column of distinctColumns(ranges)) {
		const own = ranges
			.filter((range) => range.columns.includes(column))
			.map(({ start, end }) => ({ start, end, columns: [column] }));
		const list = await answer.ask('text', { ranges: own, format: { kind: 'in' } }, { view, signal });
		members.push(`{${JSON.stringify(paramName(columns[column].name))}: ${paramValue(list)}}`);
	}
	return `[${members.join(', ')}]`;
}

/** Puts a text on the clipboard that is not there yet; browsers allow that only when it is promised at once. */
export async function copyLater(text: Promise<string>): Promise<void> {
	if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(await text);
	const blob = text.then((value) => new Blob([value], { type: 'text/plain' }));
	await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}

/** A column's name as a placeholder's name may be: `host.name` → `host_name`. */
export function paramName(name: string): string {
	const plain = name.replace(/\W+/g, '_').replace(/^_+(?=.)/, '');
	return /^[a-z_]/i.test(plain) ? plain : `p_${plain}`;
}

/** `("a", "b")` → `["a", "b"]`; one value stands alone. */
export function paramValue(list: string): string {
	const inner = list.trim().replace(/^\(/, '').replace(/\)$/, '');
	return /^("(?:[^"\\]|\\.)*"|[^",]*)$/s.test(inner) ? inner || 'null' : `[${inner}]`;
}

function distinctColumns(ranges: readonly CellRange[]): readonly ColumnIndex[] {
	return [...new Set(ranges.flatMap(({ columns }) => columns))];
}
