import {
	isJsonObject,
	JsonError,
	type JsonObject,
	JsonPlaces,
	type JsonValue,
	parseJson
} from '$lib/protocol/json';
import { asyncFields, type Draft, emptyDraft, readMembers, syncFields } from './bodyfields';
import { refuse } from './failure';
import { malformed, tokenOf } from './malformed';
import type { Param } from './plan';

/** The body of one query request, checked. Durations are milliseconds. */
export interface QueryBody {
	readonly query: string;
	readonly columnar: boolean;
	readonly filter: JsonObject | undefined;
	readonly locale: string;
	/** A zone id or offset that exists. */
	readonly timeZone: string;
	readonly params: readonly Param[];
	readonly profile: boolean;
	/** Which flag asks for `_clusters`. */
	readonly metadata: 'none' | 'ccs' | 'execution';
	readonly wait: number;
	readonly keepAlive: number;
	readonly keepOnCompletion: boolean;
}

export type BodyKind = 'sync' | 'async';

/** Longest query text, in characters. */
export const maxStatement = 1_000_000;

const parsers = {
	sync: { name: 'esql/query', fields: syncFields },
	async: { name: 'esql/async_query', fields: asyncFields }
};

/** JSON text of a request → its fields, or a refusal in Elasticsearch's words. */
export function readQueryBody(text: string, kind: BodyKind): QueryBody {
	const { name, fields } = parsers[kind];
	const places = new JsonPlaces();
	const body = parseContent(text, places);
	if (!isJsonObject(body))
		malformed({ line: 1, column: 1 }, `[${name}] Expected START_OBJECT but was: ${tokenOf(body)}`);
	const draft = emptyDraft();
	readMembers(name, fields, body, draft, places);
	return checked(draft);
}

/** JSON text → value; what is not JSON is refused as Elasticsearch refuses it. */
export function parseContent(text: string, places?: JsonPlaces): JsonValue {
	if (text.trim() === '') refuse(400, 'parse_exception', 'request body or source parameter is required');
	try {
		return parseJson(text, places);
	} catch (error) {
		if (!(error instanceof JsonError)) throw error;
		return malformed(error.place, error.message, { type: 'json_parse_exception', reason: error.message });
	}
}

/** Elasticsearch's sentence for a request that lacks something. */
export const validationFailed = (problems: readonly string[]) =>
	`Validation Failed: ${problems.map((problem, index) => `${index + 1}: ${problem};`).join('')}`;

function checked(draft: Draft): QueryBody {
	const { query, ccs, execution } = draft;
	if (ccs !== undefined && execution !== undefined)
		refuse(
			400,
			'verification_exception',
			'Both [include_execution_metadata] and [include_ccs_metadata] query parameters are set. Use only one'
		);
	const problems = [
		...(query.trim() === '' ? ['[query] is required'] : []),
		...(draft.pragma && !draft.pragmaRisks ? ['[pragma] only allowed in snapshot builds'] : []),
		...(draft.tables ? ['[tables] only allowed in snapshot builds'] : [])
	];
	if (problems.length > 0) refuse(400, 'action_request_validation_exception', validationFailed(problems));
	if (query.length > maxStatement)
		refuse(
			400,
			'parsing_exception',
			`line -1:-1: ESQL statement is too large [${query.length} characters > ${maxStatement}]`
		);
	return {
		query,
		columnar: draft.columnar,
		filter: draft.filter,
		locale: draft.locale,
		timeZone: draft.settingsTimeZone ?? draft.timeZone,
		params: draft.params,
		profile: draft.profile,
		metadata: execution ? 'execution' : ccs ? 'ccs' : 'none',
		wait: draft.wait,
		keepAlive: draft.keepAlive,
		keepOnCompletion: draft.keepOnCompletion
	};
}
