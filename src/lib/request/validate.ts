import { isJsonObject } from '$lib/protocol/json';
import { MAX_POSITION } from './body';
import { durationMs } from '$lib/protocol/duration';
import { readJson } from './json';
import { styleOf } from './params';
import type { Options, ParamRow, QueryRequest } from './request';
import { slotFinder, slotsOf } from './slots';
import { readValue } from './value';

/** Something that can't be sent. `path` names the part: `query`, `params[1].value`, `filter`, `options.keepAlive` … */
export interface Issue {
	readonly path: string;
	readonly message: string;
}

/** What stands in the way of sending a request; empty when nothing does. */
export function validate({ query, params, filter, options }: QueryRequest): readonly Issue[] {
	return [
		...(query.trim() === '' ? [issue('query', 'The query is empty')] : []),
		...paramIssues(query, params),
		...(filter.trim() === '' ? [] : jsonIssues('filter', filter)),
		...optionIssues(options)
	];
}

function paramIssues(query: string, rows: readonly ParamRow[]): Issue[] {
	const { all: slots, mixed } = slotsOf(query);
	if (mixed !== undefined) return [issue('params', mixed)];
	const given = countNames(rows);
	const missing = [...countNames(slots)].find(([name, count]) => (given.get(name) ?? 0) < count)?.[0];
	const slotFor = slotFinder(slots);
	return [
		...(missing === undefined ? [] : [issue('params', `The parameter ?${missing} has no value`)]),
		...rows.flatMap((row, at) => {
			const slot = slotFor(row.name);
			const message = rowMessage(row, slot?.identifier === true);
			return message === undefined ? [] : [issue(`params[${at}].value`, message)];
		})
	];
}

function countNames(named: readonly { readonly name: string }[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const { name } of named) counts.set(name, (counts.get(name) ?? 0) + 1);
	return counts;
}

function rowMessage(row: ParamRow, identifier: boolean): string | undefined {
	if (identifier && row.type !== 'identifier' && row.type !== 'string') {
		return `??${row.name} stands for a field or function: its type is identifier`;
	}
	const position = Number(row.name);
	if (styleOf(row.name) === 'positional' && (position < 1 || position > MAX_POSITION)) {
		return `Positions go from ?1 to ?${MAX_POSITION}`;
	}
	const reading = readValue(identifier ? { ...row, type: 'identifier' } : row);
	return reading.kind === 'wrong' ? reading.message : undefined;
}

function optionIssues(options: Options): Issue[] {
	const issues: Issue[] = [];
	for (const key of ['waitForCompletionTimeout', 'keepAlive'] as const) {
		const text = options[key]?.trim() ?? '';
		if (text !== '' && durationMs(text) === undefined) {
			issues.push(
				issue(`options.${key}`, 'Expected a duration: a whole number with ms, s, m, h or d, such as 20s')
			);
		}
	}
	for (const key of ['tables', 'settings'] as const) {
		const text = options[key] ?? '';
		if (text.trim() !== '') issues.push(...jsonIssues(`options.${key}`, text));
	}
	if (options.includeCcsMetadata === true && options.includeExecutionMetadata === true) {
		issues.push(
			issue(
				'options.includeCcsMetadata',
				'include_ccs_metadata and include_execution_metadata exclude each other: use one of them'
			)
		);
	}
	return issues;
}

function jsonIssues(path: string, text: string): Issue[] {
	const reading = readJson(text);
	if (reading.kind === 'wrong') return [issue(path, reading.message)];
	return isJsonObject(reading.value) ? [] : [issue(path, 'Expected a JSON object: { … }')];
}

function issue(path: string, message: string): Issue {
	return { path, message };
}
