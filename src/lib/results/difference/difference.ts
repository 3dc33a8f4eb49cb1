import type { ElasticColumn } from '$lib/protocol/elastic';
import type { Breath } from '../breath';
import type { Cell } from '../messages';
import type { DiffCells, Difference, RowChange } from '../questions';
import type { Scanner } from '../scan';
import { Side } from './side';

/** What is compared: two answers, by columns of these names. */
export interface Comparison {
	readonly before: Scanner;
	readonly after: Scanner;
	readonly keys: readonly string[];
	/** At most so many changes of each kind are told. */
	readonly limit: number;
	readonly breath: Breath;
}

/** Rows that are compared between two looks at the clock. */
const STRIDE = 128;

/** What turns the rows of one answer into those of another, as far as both are read. */
export async function differenceBetween(comparison: Comparison): Promise<Difference> {
	const { limit, breath } = comparison;
	const columns = bothColumns(comparison.before.columns ?? [], comparison.after.columns ?? []);
	const before = new Side(comparison.before, columns, comparison.keys);
	const after = new Side(comparison.after, columns, comparison.keys);
	const left = await keyed(before, breath);
	const found = new Changes(limit);
	const times = new Times();
	let same = 0;
	for (let row = 0; row < after.length; row++) {
		if (row % STRIDE === 0) await breath.pause();
		const key = times.next(after.key(row));
		const old = left.rows.get(key);
		if (old === undefined) {
			found.add('added', () => ({ kind: 'added', cells: after.cells(row) }));
			continue;
		}
		left.rows.delete(key);
		const cells = after.cells(row);
		const was = before.cells(old);
		const at = differing(was, cells);
		if (at.length === 0) same++;
		else found.add('changed', () => ({ kind: 'changed', before: was, cells, at }));
	}
	for (const row of left.rows.values())
		found.add('removed', () => ({ kind: 'removed', cells: before.cells(row) }));
	const { counts, changes } = found;
	return { columns, counts, changes, same, repeated: left.repeated + times.repeated };
}

/** Row numbers by key; of rows with one key each has its own. */
async function keyed(side: Side, breath: Breath) {
	const rows = new Map<string, number>();
	const times = new Times();
	for (let row = 0; row < side.length; row++) {
		if (row % STRIDE === 0) await breath.pause();
		rows.set(times.next(side.key(row)), row);
	}
	return { rows, repeated: times.repeated };
}

/** Tells rows with one key apart: the first, the second… */
class Times {
	repeated = 0;
	readonly #seen = new Map<string, number>();

	next(key: string): string {
		const time = this.#seen.get(key) ?? 0;
		this.#seen.set(key, time + 1);
		if (time > 0) this.repeated++;
		return `${time} ${key}`;
	}
}

/** Counts changes, and keeps the first ones of each kind. */
class Changes {
	readonly counts = { added: 0, removed: 0, changed: 0 };
	readonly changes: RowChange[] = [];
	readonly #limit: number;

	constructor(limit: number) {
		this.#limit = limit;
	}

	add(kind: RowChange['kind'], change: () => RowChange): void {
		if (this.counts[kind]++ < this.#limit) this.changes.push(change());
	}
}

function bothColumns(a: readonly ElasticColumn[], b: readonly ElasticColumn[]): readonly ElasticColumn[] {
	return [...a, ...b.filter(({ name }) => !a.some((column) => column.name === name))];
}

function differing(a: DiffCells, b: DiffCells): readonly number[] {
	const at: number[] = [];
	for (let column = 0; column < b.length; column++) if (!equal(a[column], b[column])) at.push(column);
	return at;
}

function equal(a: Cell | undefined, b: Cell | undefined): boolean {
	if (a === b) return true;
	return typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b);
}
