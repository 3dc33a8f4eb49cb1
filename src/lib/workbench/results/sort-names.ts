import type { ElasticColumn } from '$lib/protocol/elastic';
import type { SortState } from '$lib/request/view';
import type { SortKey } from '$lib/results/questions';
import { columnIds } from './column-ids';

/** The keys as a link says them: by the grid's ids, which stay when columns move. */
export function sortNames(keys: readonly SortKey[], columns: readonly ElasticColumn[]): readonly SortState[] {
	const ids = columnIds(columns);
	return keys.flatMap(({ column, descending }) =>
		ids[column] === undefined ? [] : [{ name: ids[column], ...(descending ? { descending } : {}) }]
	);
}

/** The keys that a link says, as far as there are such columns. */
export function sortKeys(names: readonly SortState[], columns: readonly ElasticColumn[]): readonly SortKey[] {
	const places = new Map(columnIds(columns).map((id, at) => [id, at]));
	return names.flatMap(({ name, descending = false }) => {
		const column = places.get(name);
		return column === undefined ? [] : [{ column, descending, nulls: 'last' as const }];
	});
}
