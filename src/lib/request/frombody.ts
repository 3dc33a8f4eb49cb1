import {
	isJsonArray,
	isJsonObject,
	JsonError,
	JsonNumber,
	JsonPlaces,
	parseJson,
	stringifyJson,
	type JsonObject,
	type JsonValue
} from '$lib/protocol/json';
import { rawValue } from './rawjson';
import type { Options, ParamRow, QueryRequest } from './request';
import { styleOf } from './params';
import { slotsOf } from './slots';

/** A request read from what is sent to Elasticsearch, or a sentence that says why there is none. */
export type FromBody =
	| {
			readonly kind: 'request';
			readonly request: QueryRequest;
			/** Fields that a request has no place for. */
			readonly ignored: readonly string[];
	  }
	| { readonly kind: 'wrong'; readonly reason: string };

type TextKey = 'waitForCompletionTimeout' | 'keepAlive' | 'locale' | 'timeZone' | 'projectRouting';
type FlagKey =
	'columnar' | 'profile' | 'includeCcsMetadata' | 'includeExecutionMetadata' | 'keepOnCompletion';

const texts: ReadonlyMap<string, TextKey> = new Map([
	['wait_for_completion_timeout', 'waitForCompletionTimeout'],
	['keep_alive', 'keepAlive'],
	['locale', 'locale'],
	['time_zone', 'timeZone'],
	['project_routing', 'projectRouting']
]);

const flags: ReadonlyMap<string, FlagKey> = new Map([
	['columnar', 'columnar'],
	['profile', 'profile'],
	['include_ccs_metadata', 'includeCcsMetadata'],
	['include_execution_metadata', 'includeExecutionMetadata'],
	['keep_on_completion', 'keepOnCompletion']
]);

/**
 * The request in a JSON body of `POST /_query` or `/_query/async` and its URL parameters. Filter, tables and settings keep
 * every character; what was sent by `toBody` is sent again in the same bytes.
 */
export function fromBody(body: string, search = ''): FromBody {
	const places = new JsonPlaces();
	let fields: JsonValue;
	try {
		fields = parseJson(body, places);
	} catch (error) {
		if (!(error instanceof JsonError)) throw error;
		return {
			kind: 'wrong',
			reason: `Line ${error.place.line}, column ${error.place.column}: ${error.message}`
		};
	}
	const query = isJsonObject(fields) ? fields.get('query') : undefined;
	if (!isJsonObject(fields) || typeof query !== 'string')
		return { kind: 'wrong', reason: 'This is no request: it has no query' };
	const raw = (key: string) => rawValue(body, places.value(fields, key).offset);
	const options: { -readonly [Key in keyof Options]: Options[Key] } = urlOptions(search);
	const ignored: string[] = [];
	for (const [key, value] of fields) {
		const text = texts.get(key);
		const flag = flags.get(key);
		if (key === 'query' || key === 'params' || key === 'filter') continue;
		if (text !== undefined && typeof value === 'string') options[text] = value;
		else if (flag !== undefined && typeof value === 'boolean') options[flag] = value;
		else if (key === 'tables' || key === 'settings') options[key] = raw(key);
		else ignored.push(key);
	}
	const params = fields.get('params');
	return {
		kind: 'request',
		request: {
			query,
			params: params !== undefined && isJsonArray(params) ? params.map(rowReader(query, params)) : [],
			filter: fields.has('filter') ? raw('filter') : '',
			options
		},
		ignored
	};
}

function urlOptions(search: string): Options {
	const given = new URLSearchParams(search);
	const flag = (name: string) => (given.has(name) ? given.get(name) !== 'false' : undefined);
	const partial = flag('allow_partial_results');
	const drop = flag('drop_null_columns');
	return {
		...(partial === undefined ? {} : { allowPartialResults: partial }),
		...(drop === undefined ? {} : { dropNullColumns: drop })
	};
}

/** Reads the entries of `params`; they are named as the query names its placeholders. */
function rowReader(query: string, all: readonly JsonValue[]): (entry: JsonValue, at: number) => ParamRow {
	const { all: slots } = slotsOf(query);
	const style = slots[0] ? styleOf(slots[0].name) : all.some(isJsonObject) ? 'named' : 'anonymous';
	return (entry, at) => {
		const named = isJsonObject(entry) ? onlyMember(entry) : undefined;
		const name = style === 'named' ? (named?.[0] ?? '') : style === 'positional' ? String(at + 1) : '';
		const slot = slots.filter((slot) => slot.name === name)[name === '' ? at : 0];
		const row = { name, ...typedValue(named ? named[1] : entry) };
		return slot?.identifier === true && row.type === 'string' ? { ...row, type: 'identifier' } : row;
	};
}

function onlyMember(entry: JsonObject): readonly [string, JsonValue] | undefined {
	const [first] = entry;
	return first;
}

function typedValue(value: JsonValue): Pick<ParamRow, 'type' | 'value'> {
	if (value === null) return { type: 'null', value: '' };
	if (typeof value === 'string') return { type: 'string', value };
	if (typeof value === 'boolean') return { type: 'boolean', value: String(value) };
	if (value instanceof JsonNumber)
		return { type: /^-?\d+$/.test(value.text) ? 'integer' : 'double', value: value.text };
	if (isJsonArray(value)) return { type: 'list', value: stringifyJson(value) };
	const [key, inner] = onlyMember(value) ?? ['', null];
	const kind = key.toLowerCase();
	if ((kind === 'identifier' || kind === 'pattern') && typeof inner === 'string')
		return { type: kind, value: inner };
	return kind === 'value' ? typedValue(inner) : { type: 'string', value: stringifyJson(value) };
}
