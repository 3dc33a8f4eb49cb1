import {
	isJsonArray,
	isJsonObject,
	type JsonArray,
	JsonNumber,
	type JsonObject,
	type JsonPlaces,
	type JsonValue
} from '$lib/protocol/json';
import { failure, Refusal } from './failure';
import { placed, shown, tokenOf } from './malformed';
import type { Param, ParamValue } from './plan';

const attributes = ['value', 'identifier', 'pattern'] as const;
const attributeNames = 'VALUE, IDENTIFIER, PATTERN';

const INT_MAX = 2147483647n;
const LONG_MAX = 9223372036854775807n;

/**
 * The request's `params`. All that is wrong is told in one refusal, each sentence with its place in the body.
 * A whole number beyond `long` is refused, where Elasticsearch may drop it silently.
 */
export function readParams(list: JsonArray, places: JsonPlaces): readonly Param[] {
	const problems: string[] = [];
	const params: Param[] = [];
	list.forEach((item, index) => {
		const read = isJsonObject(item) ? named(item) : unnamed(item);
		if (typeof read === 'string') problems.push(placed(places.value(list, index), read));
		else params.push(read);
	});
	const named_ = params.filter((param) => param.name !== undefined);
	const unnamed_ = params.filter((param) => param.name === undefined);
	if (named_.length > 0 && unnamed_.length > 0)
		problems.push(
			`Params cannot contain both named and unnamed parameters; got [${named_.map(listed).join(', ')}] and [${unnamed_.map(listed).join(', ')}]`
		);
	if (problems.length > 0)
		throw new Refusal(
			failure(400, 'x_content_parse_exception', `Failed to parse params: ${problems.join('; ')}`)
		);
	return params;
}

/** Sentences are problems. */
function unnamed(item: JsonValue): Param | string {
	const value = readValue(item, undefined, item);
	return typeof value === 'string' ? value : { kind: 'value', value };
}

function named(item: JsonObject): Param | string {
	const entries = [...item];
	if (entries.length === 0) return 'START_OBJECT is not supported as a parameter';
	if (entries.length > 1)
		return `Cannot parse more than one key:value pair as parameter, found [${entries.map(([key, value]) => `{${key}:${shown(value)}}`).join(', ')}]`;
	const [name, value] = entries[0];
	if (!/^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(name))
		return `[${name}] is not a valid parameter name, a valid parameter name starts with a letter or underscore, and contains letters, digits and underscores only`;
	if (isJsonObject(value)) return classified(name, value);
	return withName(name, value, value);
}

function withName(name: string, value: JsonValue, source: JsonValue): Param | string {
	const read = readValue(value, name, source);
	return typeof read === 'string' ? read : { kind: 'value', name, value: read };
}

function classified(name: string, value: JsonObject): Param | string {
	const given = [...value.keys()];
	const unknown = given.find((key) => !attributes.some((attribute) => attribute === key.toLowerCase()));
	if (unknown !== undefined)
		return `[${unknown}] is not a valid param attribute, a valid attribute is any of ${attributeNames}`;
	if (given.length === 0)
		return `[${name}] has no valid param attribute, only one of ${attributeNames} can be defined in a param`;
	if (given.length > 1)
		return `[${name}] has multiple param attributes [${given.join(', ')}], only one of ${attributeNames} can be defined in a param`;
	const attribute = attributes.find((attribute) => attribute === given[0].toLowerCase());
	const content = value.get(given[0]) ?? null;
	if (attribute === undefined || attribute === 'value') return withName(name, content, value);
	if (isJsonArray(content))
		return `${name}=${shown(value)} parameter is multivalued, only VALUE parameters can be multivalued`;
	if (typeof content !== 'string' || (attribute === 'pattern' && !content.includes('*'))) {
		const word = attribute.toUpperCase();
		const tail = attribute === 'pattern' ? ' and contains *' : '';
		return `[${shown(content)}] is not a valid value for ${word} parameter, a valid value for ${word} parameter is a string${tail}`;
	}
	return { kind: attribute, name, text: content };
}

function readValue(value: JsonValue, name: string | undefined, source: JsonValue): ParamValue | string {
	if (!isJsonArray(value)) return scalar(value) ?? unsupported(value, name, source);
	const label = name === undefined ? '' : `[${name}] `;
	if (value.includes(null))
		return `Parameter ${label}contains a null entry: ${shown(value)}. Null values are not allowed in multivalued params`;
	const items: ParamValue[] = [];
	for (const item of value) {
		const read = scalar(item);
		if (!read) return unsupported(item, name, source);
		items.push(read);
	}
	if (new Set(items.map(family)).size > 1)
		return `Parameter ${label}contains mixed data types: ${shown(value)}. Mixed data types are not allowed in multivalued params.`;
	return items.length === 0 ? { kind: 'null' } : { kind: 'list', items };
}

function scalar(value: JsonValue): ParamValue | undefined {
	if (value === null) return { kind: 'null' };
	if (typeof value === 'boolean') return { kind: 'boolean', value };
	if (typeof value === 'string') return { kind: 'string', value };
	return value instanceof JsonNumber ? number(value.text) : undefined;
}

function number(text: string): ParamValue | undefined {
	if (/[.eE]/.test(text)) {
		return Number.isFinite(Number(text)) ? { kind: 'number', text, type: 'double' } : undefined;
	}
	const whole = BigInt(text);
	if (whole >= -INT_MAX - 1n && whole <= INT_MAX) return { kind: 'number', text, type: 'integer' };
	if (whole >= -LONG_MAX - 1n && whole <= LONG_MAX) return { kind: 'number', text, type: 'long' };
	return undefined;
}

/** Whole numbers of both sizes may stand in one list. */
function family(value: ParamValue): string {
	if (value.kind !== 'number') return value.kind;
	return value.type === 'double' ? 'double' : 'whole';
}

function unsupported(value: JsonValue, name: string | undefined, source: JsonValue): string {
	if (name !== undefined) return `${name}=${shown(source)} is not supported as a parameter`;
	return `${value instanceof JsonNumber ? value.text : tokenOf(value)} is not supported as a parameter`;
}

function listed(param: Param): string {
	const value = param.kind === 'value' ? listedValue(param.value) : param.text;
	return param.name === undefined ? `{${value}}` : `{${param.name}:${value}}`;
}

function listedValue(value: ParamValue): string {
	switch (value.kind) {
		case 'null':
			return 'null';
		case 'number':
			return value.text;
		case 'list':
			return `[${value.items.map(listedValue).join(', ')}]`;
		default:
			return String(value.value);
	}
}
