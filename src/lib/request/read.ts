import { isRecord } from '$lib/protocol/parse';
import { readClause, readTime } from './readclause';
import type { Options, ParamRow, ParamType, QueryRequest } from './request';

const texts = [
	'waitForCompletionTimeout',
	'keepAlive',
	'locale',
	'timeZone',
	'projectRouting',
	'tables',
	'settings'
] as const satisfies readonly (keyof Options)[];

const flags = [
	'keepOnCompletion',
	'profile',
	'columnar',
	'includeCcsMetadata',
	'includeExecutionMetadata',
	'allowPartialResults',
	'dropNullColumns'
] as const satisfies readonly (keyof Options)[];

const types: Readonly<Record<ParamType, true>> = {
	string: true,
	integer: true,
	double: true,
	boolean: true,
	date: true,
	null: true,
	list: true,
	identifier: true,
	pattern: true
};

/**
 * A request read from something that was stored or sent: undefined unless it holds a query. Parts that are not as they
 * should be are left out, and so is everything that a request has no field for.
 */
export function readRequest(stored: unknown): QueryRequest | undefined {
	if (!isRecord(stored) || typeof stored.query !== 'string') return undefined;
	const clauses = list(stored.clauses).flatMap((row) => readClause(row) ?? []);
	const time = readTime(stored.time);
	return {
		query: stored.query,
		params: list(stored.params).flatMap((row) => readRow(row) ?? []),
		filter: typeof stored.filter === 'string' ? stored.filter : '',
		options: readOptions(stored.options),
		...(clauses.length > 0 ? { clauses } : {}),
		...(time === undefined ? {} : { time })
	};
}

function list(stored: unknown): readonly unknown[] {
	return Array.isArray(stored) ? stored : [];
}

function readRow(row: unknown): ParamRow | undefined {
	if (!isRecord(row)) return undefined;
	const { name, type, value } = row;
	if (typeof name !== 'string' || typeof value !== 'string' || !isParamType(type)) return undefined;
	return { name, type, value };
}

function readOptions(stored: unknown): Options {
	if (!isRecord(stored)) return {};
	const read: [string, unknown][] = [];
	for (const key of texts) if (typeof stored[key] === 'string') read.push([key, stored[key]]);
	for (const key of flags) if (typeof stored[key] === 'boolean') read.push([key, stored[key]]);
	return Object.fromEntries(read);
}

function isParamType(type: unknown): type is ParamType {
	return typeof type === 'string' && Object.hasOwn(types, type);
}
