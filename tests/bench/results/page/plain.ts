import { ClientSideRowModelModule, createGrid, ModuleRegistry, type GridApi } from 'ag-grid-community';
import type { ElasticColumn } from '$lib/protocol/elastic';
import { gridTheme } from '$lib/workbench/results/grid-theme';

ModuleRegistry.registerModules([ClientSideRowModelModule]);

type PlainRow = Record<string, unknown>;

/** The plain way: the whole answer through `fetch().json()` on the main thread, as objects into `rowData`. */
export class Plain {
	readonly #api: GridApi<PlainRow>;

	constructor(element: HTMLElement) {
		this.#api = createGrid<PlainRow>(element, {
			theme: gridTheme,
			columnDefs: [],
			rowData: [],
			defaultColDef: { sortable: false, cellDataType: false },
			suppressFieldDotNotation: true,
			animateRows: false
		});
	}

	async show(url: string): Promise<void> {
		const response = await fetch(url);
		const { columns, values } = (await response.json()) as { columns: ElasticColumn[]; values: unknown[][] };
		const names = columns.map(({ name }) => name);
		this.#api.updateGridOptions({
			columnDefs: names.map((field) => ({ field })),
			rowData: values.map((cells) => {
				const row: PlainRow = {};
				for (let i = 0; i < names.length; i++) row[names[i]] = cells[i];
				return row;
			})
		});
	}
}
