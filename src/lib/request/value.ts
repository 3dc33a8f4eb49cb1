import { isJsonArray, isJsonObject, stringifyJson } from '$lib/protocol/json';
import { readJson } from './json';
import type { ParamRow, ParamType } from './request';
import { timePoint } from './timerange';

/** A typed value as the JSON text to send, exact to the last digit, or a sentence that says what is wrong with it. */
export type Reading =
	{ readonly kind: 'json'; readonly json: string } | { readonly kind: 'wrong'; readonly message: string };

const INTEGER = /^-?(?:0|[1-9]\d*)$/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const BOOLEAN = /^(?:true|false)$/i;
const LONG_MIN = -(2n ** 63n);
const LONG_MAX = 2n ** 63n - 1n;

/** Reads the value of a row as its type says. Identifiers and patterns become plain strings. */
export function readValue({ type, value }: Pick<ParamRow, 'type' | 'value'>): Reading {
	const text = value.trim();
	switch (type) {
		case 'string':
			return json(JSON.stringify(value));
		case 'null':
			return json('null');
		case 'boolean':
			return BOOLEAN.test(text) ? json(text.toLowerCase()) : wrong('Expected true or false');
		case 'date':
			return isDate(text)
				? json(JSON.stringify(text))
				: wrong('Expected a date, such as 2026-01-15 or 2026-01-15T08:00:00Z');
		case 'integer':
			return readInteger(text);
		case 'double':
			return readDouble(text);
		case 'list':
			return readList(text);
		case 'identifier':
			return text === '' ? wrong('Expected the name of a field or function') : json(JSON.stringify(text));
		case 'pattern':
			return text.includes('*')
				? json(JSON.stringify(text))
				: wrong('Expected a pattern of field names with a *, such as host.*');
	}
}

/** The type that a value looks like. */
export function inferType(value: string): ParamType {
	const text = value.trim();
	if (INTEGER.test(text)) return readInteger(text).kind === 'json' ? 'integer' : 'string';
	if (NUMBER.test(text)) return readDouble(text).kind === 'json' ? 'double' : 'string';
	if (BOOLEAN.test(text)) return 'boolean';
	if (text === 'null') return 'null';
	const listLike = text.startsWith('[') || /\r?\n/.test(text);
	return listLike && readList(text).kind === 'json' ? 'list' : 'string';
}

/** Dates that ES|QL reads where a text meets a date; ones relative to now are none of them. */
function isDate(text: string): boolean {
	return timePoint(text) === 'absolute' && /^\d{4}/.test(text) && !/^\d{5}|\|\|/.test(text);
}

function readInteger(text: string): Reading {
	if (!INTEGER.test(text)) return wrong('Expected a whole number, such as 42');
	return fitsLong(text)
		? json(text)
		: wrong('A whole number has at most 64 bits: from -9223372036854775808 to 9223372036854775807');
}

function fitsLong(digits: string): boolean {
	if (digits.length > LONG_MIN.toString().length) return false;
	const value = BigInt(digits);
	return value >= LONG_MIN && value <= LONG_MAX;
}

function readDouble(text: string): Reading {
	if (!NUMBER.test(text)) return wrong('Expected a number, such as 2.5 or 1e-3');
	if (!Number.isFinite(Number(text))) return wrong('This number is too large for a double');
	return json(asDouble(text));
}

/** Elasticsearch takes a number for a double only when it has a fraction or an exponent. */
function asDouble(text: string): string {
	return INTEGER.test(text) ? `${text}.0` : text;
}

/** A list is a JSON array, or one value per line. Its values are all of one kind, none is null. */
function readList(text: string): Reading {
	const items = text.startsWith('[') ? arrayItems(text) : lineItems(text);
	if (!Array.isArray(items)) return items;
	if (items.length === 0) return wrong('Expected at least one value: a JSON array, or one value per line');
	if (items.every((item) => INTEGER.test(item))) return readAll(items, readInteger);
	if (items.every((item) => NUMBER.test(item))) return readAll(items, readDouble);
	const kinds = new Set(items.map(itemKind));
	if (kinds.has('null')) return wrong('A list can hold no null');
	if (kinds.size > 1)
		return wrong(`The values of a list are all of one type, not ${[...kinds].join(' and ')}`);
	return json(`[${items.join(',')}]`);
}

function readAll(items: readonly string[], read: (text: string) => Reading): Reading {
	const readings = items.map(read);
	const texts: string[] = [];
	for (const reading of readings) {
		if (reading.kind === 'wrong') return reading;
		texts.push(reading.json);
	}
	return json(`[${texts.join(',')}]`);
}

function itemKind(item: string): string {
	if (item.startsWith('"')) return 'string';
	if (item === 'null') return 'null';
	return BOOLEAN.test(item) ? 'boolean' : 'number';
}

/** The scalars of a JSON array as their own texts. */
function arrayItems(text: string): string[] | Reading {
	const reading = readJson(text);
	if (reading.kind === 'wrong') return reading;
	if (!isJsonArray(reading.value)) return wrong('Expected a JSON array');
	if (reading.value.some((item) => isJsonArray(item) || isJsonObject(item))) {
		return wrong('The values of a list are plain: no arrays or objects inside');
	}
	return reading.value.map(stringifyJson);
}

function lineItems(text: string): string[] {
	const lines = text
		.split(/\r?\n/)
		.map((line) => line.trim())
		.filter((line) => line !== '');
	if (lines.every((line) => NUMBER.test(line))) return lines;
	if (lines.every((line) => BOOLEAN.test(line))) return lines.map((line) => line.toLowerCase());
	return lines.map((line) => JSON.stringify(line));
}

function json(text: string): Reading {
	return { kind: 'json', json: text };
}

function wrong(message: string): Reading {
	return { kind: 'wrong', message };
}
