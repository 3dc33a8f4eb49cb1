import type { Field } from '$lib/esql/syntax/ast';
import type { Pipeline } from '../pipeline';
import type { Value } from '../value';
import { distinctList } from '../value';

/** One BY of a STATS and its value. */
export interface Key {
	readonly field: Field;
	readonly value: Value;
}

/** Groups to be joined to the rows that they were made of. */
export interface Groups {
	/** The keys of the rows, as SQL names. */
	readonly rowKeys: readonly Key[];
	/** The same keys in the groups, one value each. */
	readonly keys: readonly Key[];
	/** What each group gives. */
	readonly values: readonly Value[];
	readonly groups: Pipeline;
}

/** The groups joined to their rows. → the results as columns of the rows. */
export function joinGroups(join: Groups, pipeline: Pipeline): readonly Value[] {
	const { rowKeys, keys, values, groups } = join;
	if (rowKeys.some(({ value }) => value.multi)) return joinLists(join, pipeline);
	const named = values.map((value) => groups.named(value));
	const added = [...new Set(named.filter(({ constant }) => constant === undefined).map(({ sql }) => sql))];
	const table = groups.settle();
	const on = rowKeys
		.map(({ value }, index) => `p.${value.sql} IS NOT DISTINCT FROM g.${keys[index].value.sql}`)
		.join(' AND ');
	const kind = rowKeys.length === 0 ? 'CROSS JOIN' : 'LEFT JOIN';
	if (added.length > 0)
		pipeline.join({
			table,
			columns: added,
			select: (rows, columns, from) =>
				`SELECT ${['p.*', ...columns.map((name) => `g.${name}`)].join(', ')} FROM ${rows} p ${kind} ${from} g${on === '' ? '' : ` ON ${on}`}`
		});
	return named;
}

/** Every combination of the values of the keys, as a LIST of STRUCTs. */
function combinations(keys: readonly Key[]): string {
	const fields = keys.map((_, index) => `k${index}: e${index}`).join(', ');
	return keys.reduceRight((inner, { value: { sql, multi, distinct } }, index) => {
		const list = multi
			? `CASE WHEN ${sql} IS NULL THEN [NULL] ELSE ${distinct ? sql : distinctList(sql)} END`
			: `[${sql}]`;
		const each = `list_transform(${list}, lambda e${index}: ${inner})`;
		return index === keys.length - 1 ? each : `flatten(${each})`;
	}, `{${fields}}`);
}

/** A row that belongs to several groups gets the values of all of them, in the order of its keys. */
function joinLists({ rowKeys, keys, values, groups }: Groups, pipeline: Pipeline): readonly Value[] {
	const sets = pipeline.alias(combinations(rowKeys));
	const rows = pipeline.settle();
	const named = values.map((value) => ({ ...value, sql: groups.alias(value.sql) }));
	const table = groups.settle();
	const results = named.map(({ sql, type, multi }): Value & { readonly list: string } => {
		const list = `list(g.${sql} ORDER BY u.position) FILTER (WHERE g.${sql} IS NOT NULL)`;
		return { sql: pipeline.emit.name('c'), type, multi: true, list: multi ? `flatten(${list})` : list };
	});
	const on = keys.map(({ value }, index) => `u.item.k${index} IS NOT DISTINCT FROM g.${value.sql}`);
	const items = `SELECT ${sets}, unnest(${sets}) AS item, generate_subscripts(${sets}, 1) AS position FROM (SELECT DISTINCT ${sets} FROM ${rows})`;
	const lists = results.map(({ sql, list }) => `${list} AS ${sql}`).join(', ');
	const matched = `SELECT u.${sets} AS sets, ${lists} FROM (${items}) u JOIN ${table} g ON ${on.join(' AND ')} GROUP BY u.${sets}`;
	const columns = ['p.*', ...results.map(({ sql }) => `m.${sql}`)].join(', ');
	pipeline.step(
		(source) =>
			`SELECT ${columns} FROM ${source} p LEFT JOIN (${matched}) m ON p.${sets} IS NOT DISTINCT FROM m.sets`
	);
	return results.map(({ sql, type, multi }) => ({ sql, type, multi }));
}
