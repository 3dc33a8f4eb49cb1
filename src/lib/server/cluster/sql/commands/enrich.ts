import type { LookupJoin } from '$lib/esql/syntax/ast';
import { convertSql } from '../cast';
import type { Enrichment } from '../enrichment';
import { isNull } from '../value';
import type { CommandContext } from './context';
import { createdColumns } from './context';

/** Adds to each row what the policy has for its key: several values where several of its rows match. */
export function enrich(node: LookupJoin, { table, key, added }: Enrichment, context: CommandContext): void {
	const { pipeline, emit } = context;
	context.used.add(table);
	const [on] = node.on;
	const value = context.expressions().single(on);
	const text = (sql: string, type: typeof value.type) =>
		value.type === key.type ? sql : (convertSql(sql, type, 'keyword', emit.zone) ?? `(${sql})::VARCHAR`);
	const left = pipeline.alias(text(value.sql, value.type));
	const [match, groups] = [emit.name('k'), emit.name('g')];
	const matched = key.multi ? `unnest(${key.column})` : key.column;
	const parts = [...added].map(([, field]) => {
		const sql = emit.name('c');
		const present = `list(${field.column}) FILTER (WHERE ${field.column} IS NOT NULL)`;
		return {
			sql,
			part: `list_sort(list_distinct(${field.multi ? `flatten(${present})` : present})) AS ${sql}`
		};
	});
	const rows = `SELECT ${match}, ${parts.map(({ part }) => part).join(', ')} FROM (SELECT ${matched} AS ${match}, * FROM ${table.relation}) WHERE ${match} IS NOT NULL GROUP BY ${match}`;
	const condition = isNull(value) ? 'false' : `p.${left} = ${text(`${groups}.${match}`, key.type)}`;
	pipeline.step(
		(source) =>
			`SELECT p.*, ${parts.map(({ sql }) => `${groups}.${sql}`).join(', ')} FROM ${source} p LEFT JOIN (${rows}) ${groups} ON ${condition}`
	);
	const created = createdColumns(node, context);
	[...added].forEach(([name], index) => {
		const column = created.get(name);
		if (column) pipeline.columns.set(column.id, { sql: parts[index].sql, type: column.type, multi: true });
	});
}
