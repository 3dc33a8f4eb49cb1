import type { JsonObject, JsonPlace, JsonPlaces, JsonValue } from '$lib/protocol/json';
import { isJsonArray, isJsonObject, JsonNumber } from '$lib/protocol/json';
import { readDuration } from './duration';
import { refuse, Refusal } from './failure';
import { malformed, tokenOf, unknownField } from './malformed';
import { readParams } from './params';
import type { Param } from './plan';
import { zoneOf } from './sql/zone';

/** What the fields of a body have said so far. */
export interface Draft {
	query: string;
	columnar: boolean;
	filter: JsonObject | undefined;
	locale: string;
	timeZone: string;
	settingsTimeZone: string | undefined;
	params: readonly Param[];
	profile: boolean;
	ccs: boolean | undefined;
	execution: boolean | undefined;
	tables: boolean;
	pragma: boolean;
	pragmaRisks: boolean;
	wait: number;
	keepAlive: number;
	keepOnCompletion: boolean;
}

/** Nothing said: Elasticsearch's defaults. */
export const emptyDraft = (): Draft => ({
	query: '',
	columnar: false,
	filter: undefined,
	locale: 'en-US',
	timeZone: 'Z',
	settingsTimeZone: undefined,
	params: [],
	profile: false,
	ccs: undefined,
	execution: undefined,
	tables: false,
	pragma: false,
	pragmaRisks: false,
	wait: 1000,
	keepAlive: 5 * 86_400_000,
	keepOnCompletion: false
});

/** One field: the JSON tokens it takes, and what it does with them. `read` refuses without a place. */
interface Field {
	readonly tokens: readonly string[];
	read(draft: Draft, value: JsonValue, places: JsonPlaces, place: JsonPlace): void;
}

type Fields = Readonly<Record<string, Field>>;

/** Reads all members of an object strictly; `parser` is the name that stands in the sentences. */
export function readMembers(
	parser: string,
	fields: Fields,
	object: JsonObject,
	draft: Draft,
	places: JsonPlaces
): void {
	for (const [name, value] of object) {
		const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
		if (!field) malformed(places.key(object, name), unknownField(parser, name, Object.keys(fields)));
		const place = places.value(object, name);
		const token = tokenOf(value);
		if (!field.tokens.includes(token))
			malformed(place, `[${parser}] ${name} doesn't support values of type: ${token}`);
		try {
			field.read(draft, value, places, place);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			const { type, reason, extra } = error.failure;
			malformed(place, `[${parser}] failed to parse field [${name}]`, { type, reason, ...extra });
		}
	}
}

function text(read: (draft: Draft, value: string) => void): Field {
	return { tokens: ['VALUE_STRING'], read: (draft, value) => read(draft, String(value)) };
}

function flag(read: (draft: Draft, value: boolean) => void): Field {
	return {
		tokens: ['VALUE_BOOLEAN', 'VALUE_STRING'],
		read: (draft, value) => read(draft, readFlag(String(value)))
	};
}

function object(read: (draft: Draft, value: JsonObject, places: JsonPlaces) => void): Field {
	return {
		tokens: ['START_OBJECT'],
		read(draft, value, places) {
			if (isJsonObject(value)) read(draft, value, places);
		}
	};
}

function duration(setting: string, read: (draft: Draft, millis: number) => void): Field {
	return {
		tokens: ['VALUE_STRING', 'VALUE_NUMBER', 'VALUE_BOOLEAN'],
		read: (draft, value) =>
			read(draft, readDuration(value instanceof JsonNumber ? value.text : String(value), setting))
	};
}

/** `true` or `false`, refused otherwise; as a body field and as a URL parameter. */
export function readFlag(text: string): boolean {
	if (text === 'true' || text === 'false') return text === 'true';
	return refuse(
		400,
		'illegal_argument_exception',
		`Failed to parse value [${text}] as only [true] or [false] are allowed.`
	);
}

function knownZone(name: string): string {
	if (!zoneOf(name)) refuse(400, 'zone_rules_exception', `Unknown time-zone ID: ${name}`);
	return name;
}

/** Every answer here is exact, which any approximation may be. */
const approximation: Field = {
	tokens: ['VALUE_BOOLEAN', 'VALUE_STRING', 'VALUE_NULL', 'START_OBJECT'],
	read(_, value) {
		if (typeof value === 'string') readFlag(value);
	}
};

const projectRouting = text(() =>
	refuse(400, 'illegal_argument_exception', '[project_routing] is only allowed in serverless projects')
);

const settings: Fields = {
	time_zone: text((draft, name) => (draft.settingsTimeZone = knownZone(name))),
	approximation,
	column_metadata: flag(() => undefined),
	project_routing: projectRouting
};

/** Fields of `POST /_query`. */
export const syncFields: Fields = {
	query: text((draft, value) => (draft.query = value)),
	columnar: flag((draft, value) => (draft.columnar = value)),
	filter: object((draft, value) => (draft.filter = value)),
	locale: text((draft, value) => (draft.locale = value)),
	time_zone: text((draft, name) => (draft.timeZone = knownZone(name))),
	params: {
		tokens: ['START_ARRAY', 'START_OBJECT', 'VALUE_STRING', 'VALUE_NUMBER', 'VALUE_BOOLEAN', 'VALUE_NULL'],
		read(draft, value, places, { line, column }) {
			if (!isJsonArray(value))
				refuse(
					400,
					'x_content_parse_exception',
					`Unexpected token [${tokenOf(value)}] at ${line}:${column}, expected START_ARRAY. Please check documentation for the correct format of the 'params' field.`
				);
			draft.params = readParams(value, places);
		}
	},
	profile: flag((draft, value) => (draft.profile = value)),
	tables: object((draft, value) => (draft.tables = value.size > 0)),
	include_ccs_metadata: flag((draft, value) => (draft.ccs = value)),
	include_execution_metadata: flag((draft, value) => (draft.execution = value)),
	pragma: object((draft, value) => (draft.pragma = value.size > 0)),
	accept_pragma_risks: flag((draft, value) => (draft.pragmaRisks = value)),
	approximation,
	project_routing: projectRouting,
	settings: object((draft, value, places) => readMembers('settings', settings, value, draft, places))
};

/** Fields of `POST /_query/async`. */
export const asyncFields: Fields = {
	...syncFields,
	wait_for_completion_timeout: duration(
		'wait_for_completion_timeout',
		(draft, millis) => (draft.wait = millis)
	),
	keep_alive: duration('keep_alive', (draft, millis) => (draft.keepAlive = millis)),
	keep_on_completion: flag((draft, value) => (draft.keepOnCompletion = value))
};
