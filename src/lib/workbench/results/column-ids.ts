import type { ElasticColumn } from '$lib/protocol/elastic';

/** The id of the pinned column of row numbers. */
export const ROW_NUMBER = '#';

/** A grid id for each column: its name, or `name (2)` when that is taken. */
export function columnIds(columns: readonly ElasticColumn[]): readonly string[] {
	const taken = new Set([ROW_NUMBER]);
	return columns.map(({ name }) => {
		let id = name;
		for (let n = 2; taken.has(id); n++) id = `${name} (${n})`;
		taken.add(id);
		return id;
	});
}
