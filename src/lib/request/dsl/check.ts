import {
	isJsonArray,
	isJsonObject,
	JsonError,
	JsonNumber,
	JsonPlaces,
	parseJson,
	type JsonArray,
	type JsonObject,
	type JsonValue
} from '$lib/protocol/json';
import { dslQueries, queryNamed, type OptionDefinition, type QueryDefinition } from './definitions';
import { nearest } from './nearest';
import { optionOf, pathText, type DslPath } from './place';

/** Something that Elasticsearch would refuse in a filter. Offsets in UTF-16 units. */
export interface DslIssue {
	/** `bool.filter[0].term`; empty for the whole. */
	readonly path: string;
	readonly message: string;
	readonly from: number;
	readonly to: number;
}

const names = dslQueries.map(([name]) => name);

/** What is wrong with a filter: its JSON, or else its queries, options and their values. Empty for an empty text. */
export function checkDsl(text: string): readonly DslIssue[] {
	if (text.trim() === '') return [];
	const places = new JsonPlaces();
	try {
		const checker = new Checker(text, places);
		const value = parseJson(text, places);
		checker.query(value, { path: [], at: text.search(/\S/) });
		return checker.issues;
	} catch (error) {
		if (!(error instanceof JsonError)) throw error;
		const { offset } = error.place;
		return [{ path: '', message: error.message, from: offset, to: Math.min(text.length, offset + 1) }];
	}
}

/** Where a value stands: its path, and the offset of its first character. */
interface Spot {
	readonly path: DslPath;
	readonly at: number;
}

class Checker {
	readonly issues: DslIssue[] = [];
	readonly #text: string;
	readonly #places: JsonPlaces;

	constructor(text: string, places: JsonPlaces) {
		this.#text = text;
		this.#places = places;
	}

	query(value: JsonValue, spot: Spot): void {
		if (!isJsonObject(value)) return this.#say(spot, 'Expected a query: an object with its name');
		const [first, second] = value;
		if (!first) return spot.path.length === 0 ? undefined : this.#say(spot, 'A query is missing here');
		const [name, body] = first;
		const query = queryNamed(name);
		const inside = this.#inside(value, name, spot);
		if (!query)
			return this.#say(this.#key(value, name, spot), `Unknown query ${name}${suggestion(name, names)}`);
		if (second)
			this.#say(
				this.#key(value, second[0], spot),
				`A query has one name: put ${name} and ${second[0]} into a bool`
			);
		if (!isJsonObject(body)) return this.#say(inside, `${name} takes an object`);
		if (query.form === 'field') this.#field(name, query, body, inside);
		else this.#options(name, query, body, inside);
	}

	#field(name: string, query: QueryDefinition, body: JsonObject, spot: Spot): void {
		const [field, other] = [...body.keys()].filter((key) => key !== 'boost' && key !== '_name');
		if (field === undefined) return this.#say(spot, `${name} takes the name of a field`);
		if (other !== undefined)
			return this.#say(
				this.#key(body, other, spot),
				`${name} takes one field, and ${field} is there: put two ${name} queries into a bool`
			);
		const value = body.get(field) ?? null;
		const inside = this.#inside(body, field, spot);
		if (isJsonObject(value)) return this.#options(name, query, value, inside);
		if (value === null) return this.#say(inside, `${name} takes no null: exists finds what has a value`);
		const wanted =
			query.list === true ? 'a list of values' : query.short === undefined ? 'an object' : 'one value';
		const fits = query.list === true ? isJsonArray(value) : query.short !== undefined && !isJsonArray(value);
		if (!fits && query.open !== true) this.#say(inside, `${name} takes ${wanted} here`);
	}

	#options(name: string, query: QueryDefinition, body: JsonObject, spot: Spot): void {
		if (query.open === true) return;
		for (const [key, value] of body) {
			const option = optionOf(query, key);
			if (option) this.#option(key, option, value, this.#inside(body, key, spot));
			else
				this.#say(
					this.#key(body, key, spot),
					`${name} has no option ${key}${suggestion(key, Object.keys(query.options))}`
				);
		}
		const missing = query.required?.find((required) => !body.has(required));
		if (missing !== undefined) this.#say(spot, `${name} needs ${missing}`);
	}

	#option(key: string, { kind, values }: OptionDefinition, value: JsonValue, spot: Spot): void {
		if (kind === 'query') return this.query(value, spot);
		if (kind === 'queries' && isJsonArray(value))
			return value.forEach((item, at) => this.query(item, this.#inside(value, at, spot)));
		if (kind === 'queries') return this.query(value, spot);
		const wanted = unfit(kind, value);
		if (wanted !== undefined) this.#say(spot, `${key} takes ${wanted}`);
		else if (
			values &&
			typeof value === 'string' &&
			!values.some((known) => known.toLowerCase() === value.toLowerCase())
		)
			this.#say(spot, `${key} is one of ${values.join(', ')}`);
	}

	#inside(parent: JsonObject | JsonArray, key: string | number, { path }: Spot): Spot {
		return { path: [...path, key], at: this.#places.value(parent, key).offset };
	}

	#key(parent: JsonObject, key: string, { path }: Spot): Spot {
		return { path: [...path, key], at: this.#places.key(parent, key).offset };
	}

	#say({ path, at }: Spot, message: string): void {
		const token = /"(?:[^"\\]|\\.)*"|[^\s{}[\],:"]+|./suy;
		token.lastIndex = at;
		const length = token.exec(this.#text)?.[0].length ?? 0;
		this.issues.push({ path: pathText(path), message, from: at, to: at + length });
	}
}

/** What an option of this kind takes, where a value is something else. */
function unfit(kind: OptionDefinition['kind'], value: JsonValue): string | undefined {
	const scalar = typeof value === 'string' || typeof value === 'boolean' || value instanceof JsonNumber;
	switch (kind) {
		case 'text':
		case 'field':
			return typeof value === 'string' ? undefined : 'a text';
		case 'number':
			return value instanceof JsonNumber ||
				(typeof value === 'string' && value !== '' && Number.isFinite(Number(value)))
				? undefined
				: 'a number';
		case 'boolean':
			return typeof value === 'boolean' || value === 'true' || value === 'false'
				? undefined
				: 'true or false';
		case 'scalar':
			return scalar || value === null ? undefined : 'one value';
		case 'fields':
			return typeof value === 'string' ||
				(isJsonArray(value) && value.every((item) => typeof item === 'string'))
				? undefined
				: 'a list of field names';
		case 'list':
			return isJsonArray(value) || scalar ? undefined : 'a list';
		case 'object':
			return isJsonObject(value) ? undefined : 'an object';
		default:
			return undefined;
	}
}

function suggestion(word: string, known: readonly string[]): string {
	const near = nearest(word, known);
	return near === undefined ? '' : `: did you mean ${near}?`;
}
