import { DuckDBArrayType, DuckDBListType, DuckDBStructType, type DuckDBType } from '@duckdb/node-api';
import { identifier, textLiteral } from '../literal';
import type { SourceColumn } from './reader';

/** One value, or list of values, inside a column: what becomes a field. */
export interface Leaf {
	readonly name: string;
	/** SQL expression; a LIST of `type` when `list`. */
	readonly sql: string;
	readonly type: DuckDBType;
	readonly list: boolean;
}

/** Fields of a column: structures become dotted names, lists within lists one list. `whole` names what is not taken apart. */
export function leavesOf({ name, type }: SourceColumn, whole: ReadonlySet<string>): readonly Leaf[] {
	return below({ name, sql: identifier(name), type, list: false }, whole, 0);
}

function below(leaf: Leaf, whole: ReadonlySet<string>, depth: number): readonly Leaf[] {
	const { name, sql, type, list } = leaf;
	if (whole.has(name) && !(type instanceof DuckDBListType)) return [leaf];
	if (type instanceof DuckDBListType || type instanceof DuckDBArrayType) {
		const items = type instanceof DuckDBArrayType && !list ? `${sql}::${type.valueType.toString()}[]` : sql;
		return below(
			{ name, sql: list ? `flatten(${items})` : items, type: type.valueType, list: true },
			whole,
			depth
		);
	}
	if (!(type instanceof DuckDBStructType)) return [leaf];
	return type.entryNames.flatMap((member, at) => {
		const item = `e${depth}`;
		const extract = (from: string) => `struct_extract(${from}, ${textLiteral(member)})`;
		const inner = list ? `list_transform(${sql}, lambda ${item}: ${extract(item)})` : extract(sql);
		return below(
			{ name: `${name}.${member}`, sql: inner, type: type.entryTypes[at], list },
			whole,
			depth + 1
		);
	});
}
