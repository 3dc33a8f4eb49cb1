import type { ElasticColumn } from '$lib/protocol/elastic';
import { clauseOf } from '$lib/request/clause';
import type { Cell } from '$lib/results/messages';
import type { ColumnIndex, Predicate } from '$lib/results/questions';
import { counted } from '../status/words';
import type { MenuItem } from './menu-item';
import type { QueryDoor } from './query-door';
import type { TableActions } from './TableActions.svelte';
import { asRead, type TableState } from './TableState.svelte';

/** What the menu of a cell is about. */
export interface CellMenuFacts {
	readonly table: TableState;
	readonly columns: readonly ElasticColumn[];
	readonly actions: TableActions;
	readonly door: QueryDoor | undefined;
	readonly column: ColumnIndex;
	readonly cell: Cell;
}

/** The predicate that keeps the rows with this cell's value; undefined for objects, which equal nothing. */
export function predicateOf(column: ColumnIndex, cell: Cell, not = false): Predicate | undefined {
	if (cell === null) return { kind: 'null', column, not };
	if (typeof cell === 'string') return { kind: 'is', column, values: [cell], not };
	return 'json' in cell ? undefined : { kind: 'is', column, values: [...new Set(cell)], not };
}

/** What can be done with the cell, and with all that is selected. */
export function cellMenu(facts: CellMenuFacts): readonly MenuItem[] {
	const { table, actions, column } = facts;
	const selected = counted(table.cells, 'cell');
	const copy = (label: string, format: Parameters<TableActions['copyAs']>[0], keys?: string): MenuItem => ({
		kind: 'action',
		label,
		...(keys ? { keys } : {}),
		perform: () => actions.copyAs(format)
	});
	return [
		{ kind: 'action', label: 'Show details', keys: 'Enter', perform: () => (table.side = 'detail') },
		{ kind: 'line' },
		{ kind: 'heading', label: `Copy ${selected}` },
		copy('Copy', { kind: 'tsv', header: false }, 'Mod+C'),
		copy('Copy with headers', { kind: 'tsv', header: true }, 'Mod+Shift+C'),
		copy('Copy as CSV', { kind: 'csv', header: true }),
		copy('Copy as JSON', { kind: 'json' }),
		copy('Copy as Markdown', { kind: 'markdown' }),
		copy('Copy as list for IN (…)', { kind: 'in' }),
		copy('Copy as params', { kind: 'params' }),
		{ kind: 'line' },
		...rowItems(facts, column),
		{ kind: 'line' },
		...queryItems(facts)
	];
}

function rowItems({ table, cell }: CellMenuFacts, column: ColumnIndex): readonly MenuItem[] {
	const { predicates } = table.arrangement;
	const keep = (label: string, not: boolean): readonly MenuItem[] => {
		const predicate = predicateOf(column, cell, not);
		if (predicate === undefined) return [];
		return [
			{ kind: 'action', label, perform: () => table.arrange({ predicates: [...predicates, predicate] }) }
		];
	};
	return [
		{ kind: 'heading', label: 'Rows read' },
		...keep('Keep only rows with this value', false),
		...keep('Hide rows with this value', true)
	];
}

function queryItems({ columns, door, column, cell }: CellMenuFacts): readonly MenuItem[] {
	if (door === undefined) return [];
	const { name, type } = columns[column];
	const narrow = (label: string, not: boolean): readonly MenuItem[] => {
		const predicate = predicateOf(column, cell, not);
		if (predicate === undefined) return [];
		const arrangement = { ...asRead, predicates: [predicate] };
		return [{ kind: 'action', label, perform: () => door.arrange(arrangement, columns) }];
	};
	const values = cell === null ? [] : typeof cell === 'string' ? [cell] : 'json' in cell ? undefined : cell;
	const clause = values && clauseOf(name, type, values);
	return [
		{ kind: 'heading', label: 'All documents' },
		...narrow('Add WHERE with this value, and run', false),
		...narrow('Add WHERE without this value, and run', true),
		...(clause
			? [{ kind: 'action', label: 'Add to the filter', perform: () => door.addClause(clause) } as const]
			: [])
	];
}
