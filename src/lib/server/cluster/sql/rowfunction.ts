import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';

/** Computes one row; undefined is SQL's NULL. Never called with a NULL argument. */
export type RowFunction = (...row: never[]) => DuckDBValue | undefined;

/** A function for SQL: name, types of its parameters, type of its result, what it computes. */
export type RowFunctionDefinition = readonly [string, readonly DuckDBType[], DuckDBType, RowFunction];

const CACHE_LIMIT = 1000;

/** `make`, remembering what it gave for the last keys. */
export function cached<T>(make: (key: string) => T): (key: string) => T {
	const known = new Map<string, T>();
	return (key) => {
		let value = known.get(key);
		if (value === undefined) {
			value = make(key);
			if (known.size >= CACHE_LIMIT) known.clear();
			known.set(key, value);
		}
		return value;
	};
}
