import { isJsonArray, isJsonObject, JsonNumber, type JsonObject, type JsonValue } from '$lib/protocol/json';
import { refuse } from '../failure';
import { tokenOf } from '../malformed';
import type { Sought } from './clause';

export const parsing = (reason: string): never => refuse(400, 'parsing_exception', reason);

export const isSought = (value: JsonValue | undefined): value is Sought =>
	typeof value === 'string' || typeof value === 'boolean' || value instanceof JsonNumber;

export const textOf = (value: Sought): string => (value instanceof JsonNumber ? value.text : String(value));

/** Members of a query's object, read one by one; `end` refuses what was not asked for. */
export class Members {
	readonly #read = new Set(['boost', '_name']);

	constructor(
		readonly query: string,
		readonly object: JsonObject
	) {}

	get(name: string): JsonValue | undefined {
		this.#read.add(name);
		return this.object.get(name);
	}

	text(name: string): string | undefined {
		const value = this.get(name);
		if (value === undefined) return undefined;
		if (isSought(value)) return textOf(value);
		return parsing(`[${this.query}] unexpected token [${tokenOf(value)}] after [${name}]`);
	}

	flag(name: string): boolean {
		const value = this.text(name);
		if (value === undefined || value === 'false') return false;
		if (value === 'true') return true;
		return refuse(
			400,
			'illegal_argument_exception',
			`Failed to parse value [${value}] as only [true] or [false] are allowed.`
		);
	}

	/** A value to look for: one of the names, the first that is there. */
	sought(...names: readonly string[]): Sought {
		for (const name of names) {
			const value = this.get(name);
			if (value === undefined) continue;
			if (isSought(value)) return value;
			if (isJsonArray(value)) return parsing(`[${this.query}] query does not support array of values`);
			if (value !== null) return parsing(`[${this.query}] query does not support [${name}]`);
		}
		return refuse(400, 'illegal_argument_exception', 'value cannot be null');
	}

	end(): void {
		for (const name of this.object.keys()) {
			if (!this.#read.has(name)) parsing(`[${this.query}] query does not support [${name}]`);
		}
	}
}

/** Refuse what the demo cluster can't do. */
export const notHere = (what: string): never =>
	refuse(400, 'illegal_argument_exception', `${what} is not available on the demo cluster`);

/** What changes only the score or the analysis. */
export function ignore(members: Members, ...names: readonly string[]): void {
	for (const name of names) members.get(name);
}

/** The one field of `{"query": {field: body}}`; `boost` and `_name` may stand beside it. */
export function oneField(query: string, body: JsonValue): readonly [field: string, body: JsonValue] {
	const object = objectOf(query, body);
	const fields = [...object].filter(([name]) => name !== 'boost' && name !== '_name');
	if (fields.length > 1) {
		parsing(
			`[${query}] query doesn't support multiple fields, found [${fields[0][0]}] and [${fields[1][0]}]`
		);
	}
	if (fields.length === 0) return refuse(400, 'illegal_argument_exception', 'field name is null or empty');
	return fields[0];
}

export function objectOf(query: string, body: JsonValue | undefined): JsonObject {
	if (isJsonObject(body)) return body;
	return parsing(`[${query}] query malformed, no start_object after query name`);
}
