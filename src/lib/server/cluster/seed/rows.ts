import { textLiteral } from '../literal';

/** SQL query that gives the records as rows, in order. `types`: member of the records → DuckDB type; others are left out. */
export function rowsSql(records: readonly object[], types: Readonly<Record<string, string>>): string {
	const shape = JSON.stringify([types]);
	return `SELECT unnest(from_json(${textLiteral(JSON.stringify(records))}, ${textLiteral(shape)}), max_depth := 2)`;
}

/**
 * SQL query that repeats each record by its weight, so that a random number below `slots` picks one by weight:
 * columns of the records and `slot` 0 … slots − 1.
 */
export function slotsSql(
	records: readonly { readonly weight: number }[],
	types: Readonly<Record<string, string>>,
	slots: number
): string {
	const total = records.reduce((sum, { weight }) => sum + weight, 0);
	let weight = 0;
	let taken = 0;
	const shares = records.map((record) => {
		weight += record.weight;
		const until = Math.round((weight / total) * slots);
		const share = { ...record, first_slot: taken, next_slot: until };
		taken = until;
		return share;
	});
	const rows = rowsSql(shares, { ...types, first_slot: 'BIGINT', next_slot: 'BIGINT' });
	return `SELECT unnest(range(first_slot, next_slot)) AS slot, * EXCLUDE (first_slot, next_slot) FROM (${rows})`;
}
