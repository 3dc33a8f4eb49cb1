import type { ElasticColumn } from '$lib/protocol/elastic';
import { isRecord } from '$lib/protocol/parse';
import type { Cell, Row } from '$lib/results/messages';

/** Rows of an answer that are kept with its entry. */
export const SNAPSHOT_ROWS = 1000;
/** Bytes beyond which an answer's rows are not kept. */
const LARGEST = 20_000_000;
/** Characters beyond which its profile is not kept. */
export const LARGEST_PROFILE = 2_000_000;

/** The first rows of an answer, exactly as they came, and its profile. */
export interface Snapshot {
	readonly columns: readonly ElasticColumn[];
	readonly rows: readonly Row[];
	/** JSON of an answer without rows that has a profile. */
	readonly profile?: string;
}

/** A snapshot as text and its size; undefined when it is too large to be kept. */
export function packSnapshot({
	columns,
	rows,
	profile
}: Snapshot): { readonly text: string; readonly bytes: number } | undefined {
	const text = JSON.stringify({ columns, rows: rows.slice(0, SNAPSHOT_ROWS), profile });
	const bytes = text.length * 2;
	return bytes > LARGEST ? undefined : { text, bytes };
}

/** A snapshot read back; undefined when the text is none. */
export function unpackSnapshot(text: unknown): Snapshot | undefined {
	if (typeof text !== 'string') return undefined;
	let stored: unknown;
	try {
		stored = JSON.parse(text);
	} catch {
		return undefined;
	}
	if (!isRecord(stored) || !Array.isArray(stored.columns) || !Array.isArray(stored.rows)) return undefined;
	const columns = stored.columns.flatMap((column: unknown) =>
		isRecord(column) && typeof column.name === 'string' && typeof column.type === 'string'
			? [{ ...column, name: column.name, type: column.type }]
			: []
	);
	const rows = stored.rows.filter((row: unknown) => isRow(row, columns.length));
	return columns.length === stored.columns.length && rows.length === stored.rows.length
		? { columns, rows, ...(isProfile(stored.profile) && { profile: stored.profile }) }
		: undefined;
}

function isProfile(text: unknown): text is string {
	if (typeof text !== 'string' || text.length > LARGEST_PROFILE || !text.startsWith('{"')) return false;
	try {
		return isRecord(JSON.parse(text));
	} catch {
		return false;
	}
}

function isRow(row: unknown, width: number): row is Row {
	return Array.isArray(row) && row.length === width && row.every(isCell);
}

function isCell(cell: unknown): cell is Cell {
	if (cell === null || typeof cell === 'string') return true;
	if (Array.isArray(cell)) return cell.every((one) => typeof one === 'string');
	return isRecord(cell) && typeof cell.json === 'string';
}
