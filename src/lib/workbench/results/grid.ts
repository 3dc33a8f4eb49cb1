import {
	createGrid,
	type GridApi,
	type GridOptions,
	type IDatasource,
	type IGetRowsParams
} from 'ag-grid-community';
import type { ElasticColumn } from '$lib/protocol/elastic';
import type { Progress, Row } from '$lib/results/messages';
import type { Answer } from '$lib/results/store';
import { BLOCK_SIZE, announcedRows } from './announced';
import { columnDefs } from './column-defs';
import { canvasMeasure, columnWidths } from './column-width';
import { copyCell } from './copy';
import { gridTheme } from './grid-theme';
import { registerModules } from './modules';
import './grid.css';

registerModules();

const nothing: Progress = { rows: 0, bytes: 0, done: false };

const gridOptions: GridOptions<Row> = {
	theme: gridTheme,
	rowModelType: 'infinite',
	cacheBlockSize: BLOCK_SIZE,
	maxBlocksInCache: 50,
	maxConcurrentDatasourceRequests: 0,
	columnDefs: [],
	defaultColDef: { sortable: false, cellDataType: false, suppressHeaderMenuButton: true },
	enableBrowserTooltips: true,
	enableCellTextSelection: true,
	ensureDomOrder: true,
	suppressDragLeaveHidesColumns: true,
	suppressColumnMoveAnimation: true,
	suppressOverlays: ['loading', 'noRows', 'noMatchingRows', 'exporting'],
	animateRows: false,
	onCellKeyDown: copyCell
};

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
	readonly #measure = canvasMeasure();
	#view: ResultsView = { answer: undefined, columns: [], progress: nothing, timeZone: 'UTC' };
	/** Columns as the grid has them; those of the answer before, until the new answer brings its own. */
	#columns: readonly ElasticColumn[] = [];
	/** `opening` while the first block is fetched, which tells the widths of new columns before they are drawn. */
	#phase: 'closed' | 'opening' | 'open' = 'closed';
	#announced = 0;

	constructor(element: HTMLElement, styleNonce: string | undefined) {
		this.api = createGrid<Row>(element, { ...gridOptions, styleNonce });
		this.api.setGridAriaProperty('label', 'Results');
	}

	show(view: ResultsView): void {
		const before = this.#view;
		this.#view = view;
		if (before.answer !== view.answer) this.#close();
		const { rows, done } = view.progress;
		if (this.#phase === 'open') this.#announce();
		else if (
			this.#phase === 'closed' &&
			view.answer !== undefined &&
			view.columns.length > 0 &&
			(rows > 0 || done)
		) {
			this.#phase = 'opening';
			void this.#open(view.answer);
		}
		if (before.timeZone !== view.timeZone) this.api.refreshCells({ force: true });
	}

	destroy(): void {
		this.api.destroy();
	}

	#close(): void {
		this.#phase = 'closed';
		this.#announced = 0;
		this.api.setRowCount(0, true);
	}

	async #open(answer: Answer): Promise<void> {
		const first = await this.#read(answer, 0, BLOCK_SIZE);
		if (this.#view.answer !== answer) return;
		const { columns, timeZone } = this.#view;
		if (!equalColumns(this.#columns, columns)) {
			this.#columns = columns;
			const widths = columnWidths(columns, first ?? [], timeZone, this.#measure);
			this.api.setGridOption(
				'columnDefs',
				columnDefs(columns, widths, () => this.#view.timeZone)
			);
		}
		if (first === undefined || first.length === 0) {
			this.#phase = 'open';
			return;
		}
		this.#announced = announcedRows({ ...this.#view.progress, rows: first.length });
		this.api.setGridOption('datasource', this.#source(answer, first));
	}

	#source(answer: Answer, first: readonly Row[]): IDatasource {
		return {
			getRows: (params: IGetRowsParams<Row>) => {
				if (this.#view.answer !== answer) params.failCallback();
				else if (this.#phase === 'opening') {
					params.successCallback([...first], this.#announced);
					this.#phase = 'open';
					this.#announce();
				} else void this.#load(answer, params);
			}
		};
	}

	async #load(answer: Answer, params: IGetRowsParams<Row>): Promise<void> {
		const rows = await this.#read(answer, params.startRow, params.endRow);
		if (rows === undefined) params.failCallback();
		else params.successCallback([...rows]);
	}

	async #read(answer: Answer, start: number, end: number): Promise<readonly Row[] | undefined> {
		try {
			return await answer.rows(start, end);
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

function equalColumns(a: readonly ElasticColumn[], b: readonly ElasticColumn[]): boolean {
	return (
		a.length === b.length &&
		a.every(({ name, type }, index) => name === b[index].name && type === b[index].type)
	);
}
