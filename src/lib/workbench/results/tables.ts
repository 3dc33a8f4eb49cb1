import { TableState } from './TableState.svelte';

const tables = new WeakMap<object, TableState>();

/** How the rows of a query tab are looked at; the same for the tab's whole life. */
export function tableOf(tab: object): TableState {
	const known = tables.get(tab);
	if (known) return known;
	const table = new TableState();
	tables.set(tab, table);
	return table;
}
