import { rowNumbers, type Context } from '../context';
import { Offsets } from '../offsets';
import type { FindQuestion, Found } from '../questions';
import { TextSearch } from './search';

/** The next (or previous) cell that holds a text, in the order of the view and of its columns, around the ends. */
export async function find(question: FindQuestion, context: Context): Promise<Found> {
	const { text, matchCase = false, from, backwards = false } = question;
	const { scanner, list, table, breath } = context;
	const columns = question.columns ?? (scanner.columns ?? []).map((_, column) => column);
	const nothing: Found = { at: undefined, wrapped: false, rows: 0, position: 0 };
	if (text === '' || columns.length === 0) return nothing;
	const search = new TextSearch(scanner, text, matchCase);
	const hits = (row: number) => {
		const cells = table.row(row) ?? [];
		return columns.filter((column) => search.holds(cells[column] ?? null));
	};
	const matching = await matchingRows(search, context, question.columns && ((row) => hits(row).length > 0));
	const rows = rowNumbers(list, 0, list.scope.rows);
	const places: number[] = [];
	for (let i = 0; i < rows.length; i++) {
		if (matching[rows[i]] === 1) places.push(i);
		if (i % 65_536 === 0) await breath.pause();
	}
	if (places.length === 0) return nothing;

	const here = columns.indexOf(from.column);
	const isAhead = (row: number, column: number) => {
		if (row !== from.row) return backwards ? row < from.row : row > from.row;
		return backwards ? columns.indexOf(column) < here : columns.indexOf(column) > here;
	};
	const ordered = backwards ? places.toReversed() : places;
	const pick = (place: number, isWanted: (column: number) => boolean) => {
		const found = hits(rows[place]).filter(isWanted);
		return backwards ? found.at(-1) : found[0];
	};
	const ahead = ordered.filter((place) => (backwards ? place <= from.row : place >= from.row)).slice(0, 2);
	const tell = (row: number, column: number, wrapped: boolean): Found => ({
		at: { row, column },
		wrapped,
		rows: places.length,
		position: places.indexOf(row) + 1
	});
	for (const place of ahead) {
		const column = pick(place, (candidate) => isAhead(place, candidate));
		if (column !== undefined) return tell(place, column, false);
	}
	const column = pick(ordered[0], () => true);
	return column === undefined ? nothing : tell(ordered[0], column, true);
}

/** 1 for each row read that matches. */
async function matchingRows(
	search: TextSearch,
	{ list, breath }: Context,
	confirm: ((row: number) => boolean) | undefined
): Promise<Uint8Array> {
	const found = new Offsets();
	await search.rows(0, list.scope.of, found, breath);
	const matching = new Uint8Array(list.scope.of);
	for (let i = 0; i < found.length; i++) {
		if (confirm === undefined || confirm(found.at(i))) matching[found.at(i)] = 1;
		if (i % 512 === 0) await breath.pause();
	}
	return matching;
}
