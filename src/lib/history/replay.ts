import type { Cell } from '$lib/results/messages';
import type { Snapshot } from './snapshot';

const unquoted =
	/^(?:boolean|null|(?:counter_)?(?:long|integer|double)|unsigned_long|short|byte|float|half_float|scaled_float)$/;

/** The body of the Elasticsearch answer that gives the cells of a snapshot and its profile, for the results store to read. */
export function replay({ columns, rows, profile }: Snapshot): string {
	const bare = columns.map(({ type }) => unquoted.test(type));
	const values = rows.map((row) => `[${row.map((cell, at) => json(cell, bare[at])).join(',')}]`);
	const around = profile === undefined ? '}' : `,${profile.slice(1)}`;
	return `{"is_running":false,"columns":${JSON.stringify(columns)},"values":[${values.join(',')}]${around}`;
}

function json(cell: Cell, bare: boolean): string {
	if (cell === null) return 'null';
	if (typeof cell === 'string') return bare ? cell : JSON.stringify(cell);
	if ('json' in cell) return cell.json;
	return `[${cell.map((one) => json(one, bare)).join(',')}]`;
}
