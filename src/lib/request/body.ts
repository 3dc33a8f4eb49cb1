import { durationMs } from '$lib/protocol/duration';
import { composeFilter } from './filter';
import { readJson } from './json';
import { styleOf } from './params';
import type { Options, ParamRow, QueryRequest } from './request';
import { slotFinder, slotsOf, type Slot } from './slots';
import { readValue } from './value';

/** The highest `?n` that is sent. */
export const MAX_POSITION = 1000;

/**
 * The JSON body of `POST /_query/async`: only what differs from Elasticsearch's defaults. Numbers and JSON parts go out
 * with the digits that were typed. A part that `validate` objects to goes out as a JSON string, for the cluster to refuse.
 */
export function toBody(request: QueryRequest): string {
	const { query, params, options } = request;
	const filter = composeFilter(request);
	const members = [
		member('query', JSON.stringify(query)),
		params.length > 0 ? member('params', toParams(params, slotsOf(query).all)) : '',
		filter === undefined ? '' : member('filter', filter),
		...optionMembers(options)
	];
	return `{${members.filter((text) => text !== '').join(',')}}`;
}

/** Path and query string to which the body is posted. */
export function toUrl({ options }: QueryRequest): string {
	const search = new URLSearchParams();
	if (options.allowPartialResults !== undefined) {
		search.set('allow_partial_results', String(options.allowPartialResults));
	}
	if (options.dropNullColumns === true) search.set('drop_null_columns', 'true');
	return search.size === 0 ? '/_query/async' : `/_query/async?${search}`;
}

function optionMembers(options: Options): string[] {
	return [
		flag('columnar', options.columnar),
		flag('profile', options.profile),
		flag('include_ccs_metadata', options.includeCcsMetadata),
		flag('include_execution_metadata', options.includeExecutionMetadata),
		flag('keep_on_completion', options.keepOnCompletion),
		duration('wait_for_completion_timeout', options.waitForCompletionTimeout, '1s'),
		duration('keep_alive', options.keepAlive, '5d'),
		text('locale', options.locale, 'en-US'),
		text('time_zone', options.timeZone, 'UTC'),
		text('project_routing', options.projectRouting),
		part('tables', options.tables),
		part('settings', options.settings)
	];
}

function toParams(rows: readonly ParamRow[], slots: readonly Slot[]): string {
	const placed = inPositions(rows);
	const slotFor = slotFinder(slots);
	const values = placed.map((row) => {
		const reading = readValue(row);
		const json = reading.kind === 'json' ? reading.json : JSON.stringify(row.value);
		const classified =
			(row.type === 'identifier' || row.type === 'pattern') && slotFor(row.name)?.identifier !== true;
		return { name: row.name, json, kind: classified ? row.type : undefined };
	});
	const named = values.some(({ name, kind }) => styleOf(name) === 'named' || kind !== undefined);
	if (!named) return `[${values.map(({ json }) => json).join(',')}]`;
	const entries = values.map(({ name, json, kind }, at) => {
		const key = styleOf(name) === 'named' ? name : `p${at + 1}`;
		return `{${member(key, kind === undefined ? json : `{${member(kind, json)}}`)}}`;
	});
	return `[${entries.join(',')}]`;
}

/** Rows of `?1`, `?2` … in order of their numbers, a null in every gap. */
function inPositions(rows: readonly ParamRow[]): readonly ParamRow[] {
	const numbers = rows.map(({ name }) => Number(name));
	const positional = rows.every(({ name }) => styleOf(name) === 'positional');
	const highest = numbers.reduce((most, number) => Math.max(most, number), 0);
	if (!positional || highest > MAX_POSITION) return rows;
	const byNumber = new Map(rows.map((row, at) => [numbers[at], row]));
	return Array.from(
		{ length: highest },
		(_, at) => byNumber.get(at + 1) ?? { name: String(at + 1), type: 'null', value: '' }
	);
}

function jsonPart(typed: string): string {
	return readJson(typed).kind === 'value' ? typed.trim() : JSON.stringify(typed);
}

function member(key: string, json: string): string {
	return `${JSON.stringify(key)}:${json}`;
}

function flag(key: string, value: boolean | undefined): string {
	return value === true ? member(key, 'true') : '';
}

function text(key: string, value: string | undefined, fallback?: string): string {
	const given = value?.trim() ?? '';
	return given === '' || given === fallback ? '' : member(key, JSON.stringify(given));
}

function duration(key: string, value: string | undefined, fallback: string): string {
	const given = value?.trim() ?? '';
	return durationMs(given) === durationMs(fallback) ? '' : text(key, value);
}

function part(key: string, value: string | undefined): string {
	return value === undefined || value.trim() === '' ? '' : member(key, jsonPart(value));
}
