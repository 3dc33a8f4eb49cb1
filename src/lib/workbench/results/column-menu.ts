import type { ElasticColumn } from '$lib/protocol/elastic';
import type { ColumnIndex } from '$lib/results/questions';
import { quoteField } from '../rail/insertion';
import { columnIds } from './column-ids';
import { changed, moved, type Layout } from './column-layout';
import type { MenuItem } from './menu-item';
import type { QueryDoor } from './query-door';
import { wholeColumn } from './selection';
import type { TableState } from './TableState.svelte';

/** What can be done with a column. */
export function columnMenu(
	table: TableState,
	columns: readonly ElasticColumn[],
	column: ColumnIndex,
	rows: number,
	door: QueryDoor | undefined
): readonly MenuItem[] {
	const { name } = columns[column];
	const id = columnIds(columns)[column];
	const { grid } = table;
	const layout = grid?.layout ?? [];
	const pin = layout.find((state) => state.name === id)?.pin;
	const lay = (label: string, next: () => Layout, disabled = false): MenuItem => ({
		kind: 'action',
		label,
		disabled: disabled || grid === undefined,
		perform: () => grid?.lay(next())
	});
	const sort = (label: string, descending: boolean): MenuItem => ({
		kind: 'action',
		label,
		perform: () => table.arrange({ sort: [{ column, descending, nulls: 'last' }] })
	});
	const position = table.shown.indexOf(column);
	return [
		sort('Sort ascending', false),
		sort('Sort descending', true),
		{
			kind: 'action',
			label: 'Do not sort by this',
			disabled: !table.arrangement.sort.some((key) => key.column === column),
			perform: () => table.arrange({ sort: table.arrangement.sort.filter((key) => key.column !== column) })
		},
		{ kind: 'line' },
		{
			kind: 'action',
			label: 'Keep only rows with a value',
			perform: () =>
				table.arrange({
					predicates: [...table.arrangement.predicates, { kind: 'null', column, not: true }]
				})
		},
		{
			kind: 'action',
			label: 'Group rows by this',
			perform: () => {
				table.groupBy = [...table.groupBy.filter((other) => other !== column), column];
				table.side = 'groups';
			}
		},
		{
			kind: 'action',
			label: 'Select column',
			keys: 'Ctrl+Space',
			perform: () => (table.selection = wholeColumn(position, { rows, columns: table.shown.length }))
		},
		{ kind: 'line' },
		lay('Pin left', () => changed(layout, id, { pin: 'left' }), pin === 'left'),
		lay('Pin right', () => changed(layout, id, { pin: 'right' }), pin === 'right'),
		lay('Unpin', () => changed(layout, id, { pin: undefined }), pin === undefined),
		lay('Move left', () => moved(layout, id, -1), position <= 0),
		lay('Move right', () => moved(layout, id, 1), position === table.shown.length - 1),
		lay('Hide', () => changed(layout, id, { hide: true }), table.shown.length === 1),
		{ kind: 'action', label: 'Fit width to content', perform: () => grid?.autoSize([column]) },
		{ kind: 'action', label: 'All columns…', perform: () => (table.side = 'columns') },
		...(door
			? ([
					{ kind: 'line' },
					{ kind: 'action', label: 'Put name into the query', perform: () => door.insert(quoteField(name)) }
				] as const)
			: [])
	];
}
