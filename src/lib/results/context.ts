import type { Breath } from './breath';
import type { Columns } from './columns/columns';
import type { Scanner } from './scan';
import type { Table } from './table';
import type { Ranks } from './view/ranks';
import type { RowList } from './view/view';

/** What a question is answered from. */
export interface Context {
	/** The rows it is about. */
	readonly list: RowList;
	readonly scanner: Scanner;
	/** What is read of another answer; undefined when it is not kept. */
	readonly other: (answer: number) => Scanner | undefined;
	readonly table: Table;
	readonly columns: Columns;
	readonly ranks: Ranks;
	readonly breath: Breath;
}

/** Numbers of the rows `start … end - 1` of a list, as far as there are. */
export function rowNumbers({ order, scope }: RowList, start: number, end: number): Uint32Array<ArrayBuffer> {
	const from = Math.max(0, Math.min(start, scope.rows));
	const to = Math.max(from, Math.min(end, scope.rows));
	if (order !== undefined) return order.slice(from, to);
	const rows = new Uint32Array(to - from);
	for (let i = 0; i < rows.length; i++) rows[i] = from + i;
	return rows;
}

/** One value as it was sent: the `nth` of a cell. */
export function valueText({ table }: Context, row: number, column: number, nth: number): string {
	const cell = table.row(row)?.[column] ?? '';
	if (typeof cell === 'string') return cell;
	return 'json' in cell ? cell.json : cell[nth];
}
