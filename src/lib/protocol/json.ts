/** A number as it was written, so that no digit is lost. */
export class JsonNumber {
	constructor(readonly text: string) {}
}

export type JsonArray = readonly JsonValue[];
/** Keys in the order of the text. A key that stands twice in one object is an error. */
export type JsonObject = ReadonlyMap<string, JsonValue>;
export type JsonValue = null | boolean | string | JsonNumber | JsonArray | JsonObject;

export const isJsonObject = (value: JsonValue | undefined): value is JsonObject => value instanceof Map;
export const isJsonArray = (value: JsonValue | undefined): value is JsonArray => Array.isArray(value);

/** A place in JSON text: `offset` in UTF-16 units from 0, line and column from 1, the column in code points. */
export interface JsonPlace {
	readonly offset: number;
	readonly line: number;
	readonly column: number;
}

/** What is wrong with a JSON text, and where. */
export class JsonError extends Error {
	readonly place: JsonPlace;

	constructor(message: string, text: string, offset: number) {
		super(message);
		this.place = placeAt(text, offset);
	}
}

export function placeAt(text: string, offset: number): JsonPlace {
	const start = text.lastIndexOf('\n', offset - 1) + 1;
	let line = 1;
	for (let at = text.indexOf('\n'); at !== -1 && at < start; at = text.indexOf('\n', at + 1)) line++;
	return { offset, line, column: [...text.slice(start, offset)].length + 1 };
}

/** Where the members of a parsed value stand in its text. */
export class JsonPlaces {
	readonly #members = new WeakMap<JsonArray | JsonObject, Map<string | number, readonly [number, number]>>();
	#text = '';

	/** Place of a member's key; for an item of a list, of its value. */
	key(parent: JsonArray | JsonObject, member: string | number): JsonPlace {
		return placeAt(this.#text, this.#offsets(parent, member)[0]);
	}

	/** Place of a member's value. */
	value(parent: JsonArray | JsonObject, member: string | number): JsonPlace {
		return placeAt(this.#text, this.#offsets(parent, member)[1]);
	}

	/** The parser's side: all members of one list or object. */
	record(
		text: string,
		parent: JsonArray | JsonObject,
		members: Map<string | number, readonly [number, number]>
	): void {
		this.#text = text;
		this.#members.set(parent, members);
	}

	#offsets(parent: JsonArray | JsonObject, member: string | number): readonly [number, number] {
		const found = this.#members.get(parent)?.get(member);
		if (!found) throw new RangeError(`no member ${member} was parsed`);
		return found;
	}
}

/** Lists and objects inside one another; the same limit as Elasticsearch's. */
export const maxJsonDepth = 1000;

/** Parses one JSON text. Throws `JsonError`. Fills `places` when given. */
export function parseJson(text: string, places?: JsonPlaces): JsonValue {
	const reader = new Reader(text, places);
	const value = reader.value(0);
	reader.end();
	return value;
}

export function stringifyJson(value: JsonValue): string {
	if (value instanceof JsonNumber) return value.text;
	if (isJsonArray(value)) return `[${value.map(stringifyJson).join(',')}]`;
	if (isJsonObject(value))
		return `{${Array.from(value, ([key, item]) => `${JSON.stringify(key)}:${stringifyJson(item)}`).join(',')}}`;
	return JSON.stringify(value);
}

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const wordPattern = /[\p{L}\p{N}_$.+-]+/uy;
const plainPattern = /[^"\\\u0000-\u001f]*/y;
const escapes: Readonly<Record<string, string>> = {
	'"': '"',
	'\\': '\\',
	'/': '/',
	b: '\b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t'
};
const words: ReadonlyMap<string, null | boolean> = new Map([
	['null', null],
	['true', true],
	['false', false]
]);

class Reader {
	#at: number;

	constructor(
		readonly text: string,
		readonly places: JsonPlaces | undefined
	) {
		this.#at = text.startsWith('\uFEFF') ? 1 : 0;
	}

	value(depth: number): JsonValue {
		this.#space();
		const first = this.text[this.#at];
		if (first === '{') return this.#object(this.#deeper(depth));
		if (first === '[') return this.#array(this.#deeper(depth));
		if (first === '"') return this.#string();
		const number = this.#match(numberPattern);
		const word = this.#match(wordPattern);
		if (number && number.length >= (word?.length ?? 0)) {
			this.#at += number.length;
			return new JsonNumber(number);
		}
		const known = word === undefined ? undefined : words.get(word);
		if (word === undefined || known === undefined)
			this.#fail(word ? `Unrecognized token '${word}': expected a value` : this.#unexpected('a value'));
		this.#at += word.length;
		return known;
	}

	end(): void {
		this.#space();
		if (this.#at < this.text.length) this.#fail(this.#unexpected('the end of the text'));
	}

	#object(depth: number): JsonObject {
		const members = new Map<string, JsonValue>();
		const offsets = new Map<string, readonly [number, number]>();
		this.#at++;
		for (let more = !this.#closes('}'); more; more = this.#continues('}')) {
			this.#space();
			const start = this.#at;
			if (this.text[start] !== '"') this.#fail(this.#unexpected('a field name in double quotes'));
			const key = this.#string();
			if (members.has(key)) this.#fail(`Duplicate field '${key}'`, start);
			this.#space();
			if (this.text[this.#at] !== ':') this.#fail(this.#unexpected('a colon after the field name'));
			this.#at++;
			this.#space();
			offsets.set(key, [start, this.#at]);
			members.set(key, this.value(depth));
		}
		this.places?.record(this.text, members, offsets);
		return members;
	}

	#array(depth: number): JsonArray {
		const items: JsonValue[] = [];
		const offsets = new Map<number, readonly [number, number]>();
		this.#at++;
		for (let more = !this.#closes(']'); more; more = this.#continues(']')) {
			this.#space();
			offsets.set(items.length, [this.#at, this.#at]);
			items.push(this.value(depth));
		}
		this.places?.record(this.text, items, offsets);
		return items;
	}

	#string(): string {
		const start = this.#at++;
		let content = '';
		for (;;) {
			const plain = this.#match(plainPattern) ?? '';
			content += plain;
			this.#at += plain.length;
			const next = this.text[this.#at];
			if (next === '"') {
				this.#at++;
				return content;
			}
			if (next === undefined) this.#fail('Unexpected end of the text inside a string', start);
			if (next !== '\\')
				this.#fail(`Illegal unquoted control character (code ${next.charCodeAt(0)}) in a string`);
			content += this.#escape();
		}
	}

	#escape(): string {
		const kind = this.text[this.#at + 1];
		if (kind === 'u') {
			const hex = this.text.slice(this.#at + 2, this.#at + 6);
			if (!/^[0-9a-fA-F]{4}$/.test(hex)) this.#fail('\\u must be followed by four hexadecimal digits');
			this.#at += 6;
			return String.fromCharCode(parseInt(hex, 16));
		}
		if (kind === undefined || !Object.hasOwn(escapes, kind))
			this.#fail('Unrecognized character escape after a backslash');
		this.#at += 2;
		return escapes[kind];
	}

	#closes(bracket: string): boolean {
		this.#space();
		if (this.text[this.#at] !== bracket) return false;
		this.#at++;
		return true;
	}

	#continues(bracket: string): boolean {
		if (this.#closes(bracket)) return false;
		if (this.text[this.#at] !== ',') this.#fail(this.#unexpected(`a comma or '${bracket}'`));
		this.#at++;
		return true;
	}

	#deeper(depth: number): number {
		if (depth >= maxJsonDepth) this.#fail(`Document nesting depth exceeds the maximum of ${maxJsonDepth}`);
		return depth + 1;
	}

	#space(): void {
		for (;;) {
			const code = this.text.charCodeAt(this.#at);
			if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
			this.#at++;
		}
	}

	#match(pattern: RegExp): string | undefined {
		pattern.lastIndex = this.#at;
		return pattern.exec(this.text)?.[0];
	}

	#unexpected(expected: string): string {
		const code = this.text.codePointAt(this.#at);
		if (code === undefined) return `Unexpected end of the text: expected ${expected}`;
		return `Unexpected character ('${String.fromCodePoint(code)}' (code ${code})): expected ${expected}`;
	}

	#fail(message: string, offset = this.#at): never {
		throw new JsonError(message, this.text, offset);
	}
}
