import { createGrid, type GridApi, type IDatasource, type IGetRowsParams } from 'ag-grid-community';
import type { ElasticColumn } from '$lib/protocol/elastic';
import type { Progress, Row } from '$lib/results/messages';
import type { Answer } from '$lib/results/store';
import { BLOCK_SIZE, announcedRows } from './announced';
import { columnDefs } from './column-defs';
import { columnIds } from './column-ids';
import { canvasMeasure, columnWidths } from './column-width';
import { gridTheme } from './grid-theme';
import { registerModules } from './modules';

registerModules();

/** What the grid shows. A new `answer` is a new result; the other members may change while it arrives. */
export interface ResultsView {
	readonly answer: Answer | undefined;
	readonly columns: readonly ElasticColumn[];
	readonly progress: Progress;
	/** IANA name, or `UTC`. */
	readonly timeZone: string;
}

/** The results grid: made once, then shown one answer after another. */
export class ResultsGrid {
	readonly api: GridApi<Row>;
	readonly #element: HTMLElement;
	#view: ResultsView = {
		answer: undefined,
		columns: [],
		progress: { rows: 0, bytes: 0, done: true },
		timeZone: 'UTC'
	};
	#announced = 0;
	/** The columns changed, and no row has told yet how wide they are. */
	#unsized = false;

	constructor(element: HTMLElement, styleNonce: string | undefined) {
		this.#element = element;
		this.api = createGrid<Row>(element, {
			theme: gridTheme,
			styleNonce,
			rowModelType: 'infinite',
			cacheBlockSize: BLOCK_SIZE,
			maxBlocksInCache: 50,
			infiniteInitialRowCount: 0,
			maxConcurrentDatasourceRequests: 0,
			columnDefs: [],
			defaultColDef: { sortable: false, cellDataType: false, suppressHeaderMenuButton: true },
			enableBrowserTooltips: true,
			enableCellTextSelection: true,
			ensureDomOrder: true,
			suppressDragLeaveHidesColumns: true,
			suppressColumnMoveAnimation: true,
			suppressOverlays: ['loading', 'noRows', 'noMatchingRows', 'exporting'],
			animateRows: false
		});
		this.api.setGridAriaProperty('label', 'Results');
	}

	show(view: ResultsView): void {
		const before = this.#view;
		this.#view = view;
		const sameColumns = equalColumns(before.columns, view.columns);
		if (!sameColumns) {
			this.#unsized = true;
			this.api.setGridOption(
				'columnDefs',
				columnDefs(view.columns, () => this.#view.timeZone)
			);
		}
		if (before.answer !== view.answer || !sameColumns) {
			this.#announced = 0;
			this.api.setGridOption('datasource', this.#source(view.answer));
		}
		this.#announce();
		if (before.timeZone !== view.timeZone) this.api.refreshCells({ force: true });
	}

	destroy(): void {
		this.api.destroy();
	}

	#announce(): void {
		const rows = this.#view.columns.length === 0 ? 0 : announcedRows(this.#view.progress);
		if (rows === this.#announced) return;
		const firstBlockGrew = this.#announced > 0 && this.#announced < BLOCK_SIZE;
		this.#announced = rows;
		this.api.setRowCount(rows, true);
		if (firstBlockGrew) this.api.refreshInfiniteCache();
	}

	#source(answer: Answer | undefined): IDatasource {
		return {
			getRows: (params) => {
				if (answer === undefined) params.successCallback([]);
				else void this.#load(answer, params);
			}
		};
	}

	async #load(answer: Answer, params: IGetRowsParams<Row>): Promise<void> {
		try {
			const rows = await answer.rows(params.startRow, params.endRow);
			if (answer === this.#view.answer) this.#size(rows);
			params.successCallback([...rows]);
		} catch (error) {
			console.error('Rows could not be read', error);
			params.failCallback();
		}
	}

	/** Fits new columns to the first rows, before these are drawn. */
	#size(rows: readonly Row[]): void {
		if (!this.#unsized || rows.length === 0) return;
		this.#unsized = false;
		const { columns, timeZone } = this.#view;
		const ids = columnIds(columns);
		const widths = columnWidths(columns, rows, timeZone, canvasMeasure(this.#element));
		this.api.applyColumnState({ state: ids.map((colId, index) => ({ colId, width: widths[index] })) });
	}
}

function equalColumns(a: readonly ElasticColumn[], b: readonly ElasticColumn[]): boolean {
	return (
		a.length === b.length &&
		a.every(({ name, type }, index) => name === b[index].name && type === b[index].type)
	);
}
