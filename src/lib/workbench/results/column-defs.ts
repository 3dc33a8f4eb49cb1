import type { CellClassRules, ColDef } from 'ag-grid-community';
import type { ElasticColumn } from '$lib/protocol/elastic';
import { display, isNumeric } from '$lib/results/format';
import type { Cell, Row } from '$lib/results/messages';
import type { Notation } from '$lib/results/notation';
import { ColumnHeader } from './column-header';
import { ROW_NUMBER, columnIds } from './column-ids';
import type { HeaderBoard } from './header-board';
import type { Marks } from './marks';
import { MultiCell } from './multi-cell';

/** Characters of one cell that are put on the screen; the rest is in its tooltip and its detail. */
const SHOWN = 1000;
/** Text longer than this is likely to be truncated and gets a tooltip. */
const LONG = 24;

export type CellColDef = ColDef<Row, Cell>;

const rowNumber: ColDef<Row> = {
	colId: ROW_NUMBER,
	headerName: ROW_NUMBER,
	headerTooltip: 'Row number',
	valueGetter: ({ node }) => (node?.rowIndex ?? 0) + 1,
	cellClass: 'row-number',
	headerClass: 'row-number',
	pinned: 'left',
	lockPinned: true,
	lockPosition: 'left',
	suppressMovable: true,
	resizable: false,
	initialWidth: 60
};

/** What grid columns are made of. A width in pixels serves until the user sets another. */
export interface ColumnParts {
	readonly columns: readonly ElasticColumn[];
	readonly widths: readonly number[];
	/** Asked whenever a cell is drawn. */
	readonly notation: () => Notation;
	readonly board: HeaderBoard;
	readonly marks: Marks;
}

/** Grid columns for the answer's columns, after the row number. */
export function columnDefs({ columns, widths, notation, board, marks }: ColumnParts): ColDef<Row>[] {
	const ids = columnIds(columns);
	const cells = columns.map((column, index): CellColDef => {
		const show = (cell: Cell) => display(cell, column, notation());
		return {
			colId: ids[index],
			initialWidth: widths[index],
			headerName: column.name,
			headerComponent: ColumnHeader,
			headerComponentParams: { type: column.type, board },
			headerClass: isNumeric(column.type) ? 'numeric' : undefined,
			valueGetter: ({ data }) => data?.[index],
			valueFormatter: ({ value }) => (value === undefined ? '' : clip(show(value ?? null).text)),
			cellRendererSelector: ({ value }) =>
				Array.isArray(value) ? { component: MultiCell, params: { show } } : undefined,
			cellClass: isNumeric(column.type) ? 'numeric' : undefined,
			cellClassRules: { ...kindRules, ...marks.rules },
			tooltip: ({ value }: { value?: Cell }) => (value === undefined ? undefined : tooltip(show(value)))
		};
	});
	return [rowNumber, ...cells];
}

const kindRules: CellClassRules<Row, Cell> = {
	'is-null': ({ value }) => value === null,
	'is-empty': ({ value }) => value === '',
	'is-json': ({ value }) => typeof value === 'object' && value !== null && 'json' in value
};

function clip(text: string): string {
	return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

function tooltip({ text, title }: { readonly text: string; readonly title?: string }): string | undefined {
	if (title !== undefined) return title;
	return text.length > LONG ? clip(text) : undefined;
}
