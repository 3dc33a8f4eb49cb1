import {
	CellApiModule,
	CellStyleModule,
	ColumnApiModule,
	ColumnAutoSizeModule,
	EventApiModule,
	InfiniteRowModelModule,
	ModuleRegistry,
	RenderApiModule,
	RowApiModule,
	ScrollApiModule,
	TooltipModule,
	ValidationModule
} from 'ag-grid-community';

/** Registers what the results grid needs of AG Grid, and its option checks while developing. */
export function registerModules(): void {
	ModuleRegistry.registerModules([
		CellApiModule,
		CellStyleModule,
		ColumnApiModule,
		ColumnAutoSizeModule,
		EventApiModule,
		InfiniteRowModelModule,
		RenderApiModule,
		RowApiModule,
		ScrollApiModule,
		TooltipModule,
		...(import.meta.env.DEV ? [ValidationModule] : [])
	]);
}
