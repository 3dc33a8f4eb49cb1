import {
	createGrid,
	type GridApi,
	type GridOptions,
	type IDatasource,
	type IGetRowsParams
} from 'ag-grid-community';
import type { ElasticColumn } from '$lib/protocol/elastic';
import type { Progress, Row } from '$lib/results/messages';
import type { RowSource } from '$lib/results/store';
import { asSent, type Notation } from '$lib/results/notation';
import { BLOCK_SIZE, announcedRows } from './announced';
import { columnDefs } from './column-defs';
import { ROW_NUMBER } from './column-ids';
import { gridState, layoutOf, type Layout } from './column-layout';
import { canvasMeasure, columnWidths } from './column-width';
import { gridTheme } from './grid-theme';
import { HeaderBoard, type HeaderListener } from './header-board';
import { Marks } from './marks';
import { registerModules } from './modules';
import { sameColumns } from './same-columns';
import './grid.css';

registerModules();

const gridOptions: GridOptions<Row> = {
	theme: gridTheme,
	rowModelType: 'infinite',
	cacheBlockSize: BLOCK_SIZE,
	maxBlocksInCache: 50,
	rowBuffer: 5,
	maxConcurrentDatasourceRequests: 0,
	columnDefs: [],
	defaultColDef: { sortable: false, cellDataType: false, suppressHeaderMenuButton: true },
	enableBrowserTooltips: true,
	ensureDomOrder: true,
	suppressDragLeaveHidesColumns: true,
	suppressColumnMoveAnimation: true,
	suppressOverlays: ['loading', 'noRows', 'noMatchingRows', 'exporting'],
	animateRows: false
};

/** What the grid shows. A new `source` brings other rows; the other members may change while they arrive. */
export interface ResultsView {
	readonly source: RowSource | undefined;
	readonly columns: readonly ElasticColumn[];
	readonly progress: Pick<Progress, 'rows' | 'done'>;
	/** Another number says that rows of the same source have moved. */
	readonly version: number;
	/** IANA name, or `UTC`. */
	readonly notation: Notation;
	/** Where the columns of these names lie. */
	readonly layout: Layout;
}

/** What happens in the grid. */
export interface GridListener extends HeaderListener {
	/** Other columns are on screen, or in another order. Ids without the row number. */
	columnsShown(ids: readonly string[]): void;
	/** The columns were laid out by hand. */
	laidOut(layout: Layout): void;
	focused(row: number, id: string): void;
}

/** Rows that are on screen above or below one that is brought into view, at most about. */
const AROUND = 40;
/** Milliseconds that a jump waits for its rows before it shows that they are still to come. */
const PATIENCE = 300;

/** The results grid: made once, then shown one answer after another. */
export class ResultsGrid {
	readonly api: GridApi<Row>;
	readonly marks = new Marks();
	readonly headers: HeaderBoard;
	readonly #listener: GridListener;
	readonly #measure = canvasMeasure();
	#view: ResultsView = {
		source: undefined,
		columns: [],
		progress: { rows: 0, done: false },
		version: 0,
		notation: asSent,
		layout: []
	};
	/** Columns as the grid has them; those of the answer before, until the new answer brings its own. */
	#columns: readonly ElasticColumn[] = [];
	/** `opening` while the first block is fetched, which tells the widths of new columns before they are drawn. */
	#phase: 'closed' | 'opening' | 'open' = 'closed';
	#announced = 0;
	/** Told when a block of rows is here. */
	readonly #awaited: (() => void)[] = [];

	constructor(element: HTMLElement, styleNonce: string | undefined, listener: GridListener) {
		this.#listener = listener;
		this.headers = new HeaderBoard(listener);
		const told = (event: { readonly source?: string; readonly finished?: boolean }) => {
			if (event.finished !== false && event.source?.startsWith('ui')) this.#listener.laidOut(this.layout);
		};
		this.api = createGrid<Row>(element, {
			...gridOptions,
			styleNonce,
			onDisplayedColumnsChanged: () => this.#columnsShown(),
			onColumnResized: told,
			onColumnMoved: told,
			onCellFocused: ({ rowIndex, column }) => {
				if (rowIndex === null || column === null || typeof column !== 'object') return;
				this.#listener.focused(rowIndex, column.getColId());
			}
		});
		this.api.setGridAriaProperty('label', 'Results');
		this.api.setGridAriaProperty('multiselectable', 'true');
	}

	get layout(): Layout {
		return layoutOf(this.api.getColumnState());
	}

	lay(layout: Layout): void {
		this.api.applyColumnState({ state: gridState(layout), applyOrder: true });
	}

	/** Rows that can be scrolled to. */
	get rows(): number {
		return this.#announced;
	}

	show(view: ResultsView): void {
		const before = this.#view;
		this.#view = view;
		if (before.source !== view.source) this.#phase = 'closed';
		const { rows, done } = view.progress;
		if (this.#phase === 'open') {
			this.#announce();
			if (before.version !== view.version) this.api.refreshInfiniteCache();
		} else if (
			this.#phase === 'closed' &&
			view.source !== undefined &&
			view.columns.length > 0 &&
			(rows > 0 || done)
		) {
			this.#phase = 'opening';
			void this.#open(view.source);
		}
		if (before.notation !== view.notation) this.api.refreshCells({ force: true });
	}

	destroy(): void {
		this.api.destroy();
	}

	/** Whether the rows around this one are here. Asks for those that are not. */
	has(row: number): boolean {
		return this.#around(row).every((at) => this.api.getDisplayedRowAtIndex(at)?.data !== undefined);
	}

	/**
	 * Waits for the rows around this one: shown before they are here, they would be drawn twice and more. Rows that can't
	 * be read are not waited for, nor those of a slow store.
	 */
	async fetched(row: number): Promise<void> {
		const until = performance.now() + PATIENCE;
		while (!this.has(row) && performance.now() < until) {
			await new Promise<void>((resolve) => {
				this.#awaited.push(resolve);
				setTimeout(resolve, PATIENCE);
			});
		}
	}

	#around(row: number): readonly number[] {
		const last = this.#announced - 1;
		return [...new Set([row - AROUND, row, row + AROUND].map((at) => Math.max(0, Math.min(at, last))))];
	}

	async #open(source: RowSource): Promise<void> {
		const first = await this.#read(source, 0, BLOCK_SIZE);
		if (this.#view.source !== source) return;
		const { columns } = this.#view;
		if (!sameColumns(this.#columns, columns)) {
			this.#setColumns(columns, first ?? []);
			await nextTask();
			if (this.#view.source !== source) return;
		}
		if (first === undefined || first.length === 0) {
			this.#announced = 0;
			this.api.setRowCount(0, true);
			this.#phase = 'open';
			return;
		}
		this.#announced = announcedRows({ ...this.#view.progress, rows: first.length });
		this.api.setGridOption('datasource', this.#source(source, first));
	}

	#setColumns(columns: readonly ElasticColumn[], first: readonly Row[]): void {
		const { notation, layout } = this.#view;
		this.#columns = columns;
		const widths = columnWidths(columns, first, notation, this.#measure);
		this.api.setRowCount(0, true);
		this.api.setGridOption(
			'columnDefs',
			columnDefs({
				columns,
				widths,
				notation: () => this.#view.notation,
				board: this.headers,
				marks: this.marks
			})
		);
		const known = new Set(columns.map(({ name }) => name));
		if (layout.some(({ name }) => known.has(name))) this.lay(layout);
	}

	#columnsShown(): void {
		const ids = this.api
			.getAllDisplayedColumns()
			.map((column) => column.getColId())
			.filter((id) => id !== ROW_NUMBER);
		this.marks.setColumns(ids);
		this.#listener.columnsShown(ids);
	}

	#source(source: RowSource, first: readonly Row[]): IDatasource {
		return {
			getRows: (params: IGetRowsParams<Row>) => {
				if (this.#view.source !== source) params.failCallback();
				else if (this.#phase === 'opening') {
					if (first.length === BLOCK_SIZE) this.#announced = announcedRows(this.#view.progress);
					params.successCallback([...first], this.#announced);
					this.#phase = 'open';
					if (first.length < BLOCK_SIZE) this.#announce();
				} else void this.#load(source, params);
			}
		};
	}

	async #load(source: RowSource, params: IGetRowsParams<Row>): Promise<void> {
		const rows = await this.#read(source, params.startRow, params.endRow);
		if (rows === undefined) params.failCallback();
		else params.successCallback([...rows]);
		for (const resolve of this.#awaited.splice(0)) resolve();
	}

	async #read(source: RowSource, start: number, end: number): Promise<readonly Row[] | undefined> {
		try {
			return await source.rows(start, end);
		} catch (error) {
			console.error(`Rows ${start} to ${end} could not be read`, error);
			return undefined;
		}
	}

	#announce(): void {
		const rows = announcedRows(this.#view.progress);
		if (rows === this.#announced) return;
		const firstBlockGrew = this.#announced < BLOCK_SIZE;
		this.#announced = rows;
		this.api.setRowCount(rows, true);
		if (firstBlockGrew) this.api.refreshInfiniteCache();
	}
}

/** Lets the page paint and hear its keys before the next piece of work. */
function nextTask(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve));
}
