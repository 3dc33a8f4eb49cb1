import { isScan, type Measurement, type Operator, operatorsOf, rereadsOf, valuesRead } from './measure';
import type { Plan } from './plan';
import type { Table } from './table';

/** What a query has read. */
export interface Counts {
	readonly documents: number;
	readonly values: number;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** What DuckDB's scans of `tables` gave. `passed`: documents that the gate has let pass, where there is one. */
export function measuredCounts(
	{ root }: Measurement,
	passed: number | undefined,
	tables: readonly Table[]
): Counts {
	const scans = [...operatorsOf(root)].filter(isScan);
	if (scans.length === 0) return { documents: fromStatistics(root) ? documentsOf(tables) : 0, values: 0 };
	const again = rereadsOf(root);
	const documents = sum(scans.filter((scan) => !again.has(scan)).map(({ rows }) => rows));
	const values = sum(scans.map(valuesRead));
	if (passed === undefined || documents === 0) return { documents, values };
	return { documents: passed, values: Math.round((values / documents) * passed) };
}

/** A count, minimum or maximum of all documents stands in DuckDB's statistics: nothing is read, though all are counted. */
const fromStatistics = (root: Operator | undefined): boolean =>
	[...operatorsOf(root)].some(({ kind }) => kind === 'COLUMN_DATA_SCAN');

/** How many documents tables hold. */
export const documentsOf = (tables: readonly Table[]) => sum(tables.map(({ documents }) => documents));

/** What a query that still runs has read: documents that were seen to pass, and the fields its SQL reads of each. */
export function runningCounts({ sql, tables }: Plan, passed: number): Counts {
	const all = documentsOf(tables);
	const values = sum(tables.map((table) => table.documents * fieldsRead(sql, table)));
	return { documents: passed, values: all === 0 ? 0 : Math.round((values / all) * passed) };
}

/** Fields of a table whose name in the SQL is used after it was given. */
function fieldsRead(sql: string, { fields }: Table): number {
	return fields.filter(({ column }) => {
		const at = sql.indexOf(`${column} AS c`);
		const name = at < 0 ? undefined : /^\w+/.exec(sql.slice(at + `${column} AS `.length))?.[0];
		return name !== undefined && new RegExp(`(?<! AS )\\b${name}\\b`).test(sql);
	}).length;
}
