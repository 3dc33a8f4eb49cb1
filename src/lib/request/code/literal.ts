import { isJsonArray, isJsonObject, JsonNumber, type JsonValue } from '$lib/protocol/json';

/** How a programming language writes a JSON value. */
export interface Dialect {
	string(text: string): string;
	number(text: string): string;
	readonly true: string;
	readonly false: string;
	readonly null: string;
	/** A name in an object, with the colon. */
	name(text: string): string;
	readonly indent: string;
}

/** A JSON value as a literal, indented, each member on a line of its own. */
export function literal(value: JsonValue, dialect: Dialect, depth = 0): string {
	if (value === null) return dialect.null;
	if (value === true) return dialect.true;
	if (value === false) return dialect.false;
	if (typeof value === 'string') return dialect.string(value);
	if (value instanceof JsonNumber) return dialect.number(value.text);
	const inner = `\n${dialect.indent.repeat(depth + 1)}`;
	const outer = `\n${dialect.indent.repeat(depth)}`;
	if (isJsonArray(value)) {
		const items = value.map((item) => literal(item, dialect, depth + 1));
		return items.length === 0 ? '[]' : `[${inner}${items.join(`,${inner}`)}${outer}]`;
	}
	const members = Array.from(
		value,
		([key, item]) => `${dialect.name(key)} ${literal(item, dialect, depth + 1)}`
	);
	return members.length === 0 ? '{}' : `{${inner}${members.join(`,${inner}`)}${outer}}`;
}

/** Lists and objects inside one another, at most. */
export function depthOf(value: JsonValue): number {
	if (isJsonArray(value)) return 1 + Math.max(0, ...value.map(depthOf));
	return isJsonObject(value) ? 1 + Math.max(0, ...Array.from(value.values(), depthOf)) : 0;
}

/** Whether every number in a value passes through a JavaScript number with the same digits. */
export function isExactInDoubles(value: JsonValue): boolean {
	if (value instanceof JsonNumber) return String(Number(value.text)) === value.text;
	if (isJsonArray(value)) return value.every(isExactInDoubles);
	return isJsonObject(value) ? [...value.values()].every(isExactInDoubles) : true;
}
