import type { ElasticCause } from '$lib/protocol/elastic';
import { isJsonArray, isJsonObject, JsonNumber, type JsonPlace, type JsonValue } from '$lib/protocol/json';
import { failure, Refusal } from './failure';

/** A place as its sentences need it. */
type Spot = Pick<JsonPlace, 'line' | 'column'>;

/** Elasticsearch's name for the JSON token that a value starts with. */
export function tokenOf(value: JsonValue): string {
	if (value === null) return 'VALUE_NULL';
	if (typeof value === 'boolean') return 'VALUE_BOOLEAN';
	if (typeof value === 'string') return 'VALUE_STRING';
	if (value instanceof JsonNumber) return 'VALUE_NUMBER';
	if (isJsonArray(value)) return 'START_ARRAY';
	return 'START_OBJECT';
}

/** How Elasticsearch writes a parsed value inside its sentences: strings bare, lists with blanks. */
export function shown(value: JsonValue): string {
	if (typeof value === 'string') return value;
	if (value instanceof JsonNumber) return value.text;
	if (isJsonArray(value)) return `[${value.map(shown).join(', ')}]`;
	if (isJsonObject(value))
		return `{${Array.from(value, ([key, item]) => `${key}=${shown(item)}`).join(', ')}}`;
	return String(value);
}

export const placed = ({ line, column }: Spot, text: string) => `[${line}:${column}] ${text}`;

/** Refuse a body that is not what its parser expects. */
export function malformed(place: Spot, text: string, cause?: ElasticCause): never {
	throw new Refusal(
		failure(400, 'x_content_parse_exception', placed(place, text), cause && { caused_by: cause })
	);
}

/** Elasticsearch's sentence for a key that a strict parser does not know. */
export function unknownField(parser: string, name: string, known: readonly string[]): string {
	const near = name.length > 100 ? [] : known.map((other) => ({ other, edits: distance(name, other) }));
	const sorted = near
		.filter(({ other, edits }) => edits <= Math.max(name.length, other.length) / 3)
		.sort((a, b) => a.edits - b.edits)
		.map(({ other }) => other);
	const hint = sorted.length === 1 ? `[${sorted[0]}]` : `any of [${sorted.join(', ')}]`;
	return `[${parser}] unknown field [${name}]${sorted.length === 0 ? '' : ` did you mean ${hint}?`}`;
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++)
			next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
		row = next;
	}
	return row[b.length];
}
