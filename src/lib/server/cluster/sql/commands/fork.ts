import type { Column, Stage } from '$lib/esql/analysis/analysis';
import { convert } from '../cast';
import type { Pipeline } from '../pipeline';
import { columnType } from '../types';
import type { Value } from '../value';
import { constantValue, isNull, listSql, nullValue } from '../value';

/** One of several pipelines whose rows follow each other. */
export interface Part {
	readonly pipeline: Pipeline;
	/** Fixed values of columns, by name. */
	readonly constants: ReadonlyMap<string, Value>;
}

const partValue = (part: Part, column: Column): Value =>
	part.constants.get(column.name) ?? part.pipeline.visible.get(column.name) ?? nullValue(column.type);

function typed(value: Value, column: Column, multi: boolean, part: Part): string {
	const converted = convert(value, column.type, part.pipeline.emit.zone) ?? nullValue(column.type);
	const sql = isNull(converted) ? 'NULL' : multi ? listSql(converted) : converted.sql;
	return `(${sql})::${columnType(column.type, multi)}`;
}

/** Replace the rows of `target` by those of the parts, one after the other, matched by column name. */
export function unite(target: Pipeline, parts: readonly Part[], stage: Stage): void {
	const columns = stage.columns.map((column) => ({
		column,
		sql: target.emit.name('c'),
		multi: parts.some((part) => partValue(part, column).multi)
	}));
	const selects = parts.map((part) => {
		const list = columns.map(
			({ column, sql, multi }) => `${typed(partValue(part, column), column, multi, part)} AS ${sql}`
		);
		return part.pipeline.rows(list.length === 0 ? '1 AS none' : list.join(', '));
	});
	target.unordered();
	target.step(() => selects.join(' UNION ALL '));
	for (const { column, sql, multi } of columns)
		target.columns.set(column.id, { sql, type: column.type, multi });
}

/** The value of FORK's own column for its n-th branch. */
export const forkName = (index: number): ReadonlyMap<string, Value> =>
	new Map([['_fork', constantValue(`fork${index + 1}`, 'keyword')]]);
