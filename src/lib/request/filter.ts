import { boundNames, type ClauseTest, type FilterClause } from './clause';
import { readJson } from './json';
import type { QueryRequest } from './request';
import { rangeDsl } from './timerange';

/** The Query DSL of a test, each value as it was written. */
export function testDsl(test: ClauseTest): string {
	switch (test.kind) {
		case 'is':
			return `{"term":{${key(test.field)}:${test.value}}}`;
		case 'oneOf':
			return `{"terms":{${key(test.field)}:[${test.values.join(',')}]}}`;
		case 'range': {
			const bounds = boundNames.flatMap((name) =>
				test[name] === undefined ? [] : [`"${name}":${test[name]}`]
			);
			return `{"range":{${key(test.field)}:{${bounds.join(',')}}}}`;
		}
		case 'exists':
			return `{"exists":{"field":${key(test.field)}}}`;
		case 'match':
			return test.phrase
				? `{"match_phrase":{${key(test.field)}:${key(test.text)}}}`
				: `{"match":{${key(test.field)}:{"query":${key(test.text)},"operator":"and"}}}`;
		case 'dsl':
			return dslPart(test.text);
	}
}

/** The Query DSL of a clause, negation and all. */
export function clauseDsl(row: FilterClause): string {
	const dsl = testDsl(row);
	return row.negate ? `{"bool":{"must_not":[${dsl}]}}` : dsl;
}

/**
 * The filter that is sent: what was typed, the time range and the clauses that are switched on, all of which a document
 * has to pass. Alone, what was typed goes out exactly as it stands. Undefined when there is nothing to pass.
 */
export function composeFilter(request: QueryRequest): string | undefined {
	const typed = request.filter.trim();
	const time = request.time && rangeDsl(request.time, request.options.timeZone?.trim() ?? '');
	const rows = (request.clauses ?? []).filter(({ enabled }) => enabled);
	if (time === undefined && rows.length === 0) return typed === '' ? undefined : dslPart(typed);
	const required = [
		...(time === undefined ? [] : [time]),
		...rows.filter(({ negate }) => !negate).map(testDsl),
		...(typed === '' ? [] : [dslPart(typed)])
	];
	const excluded = rows.filter(({ negate }) => negate).map(testDsl);
	if (required.length === 1 && excluded.length === 0) return required[0];
	const members = [
		required.length === 0 ? '' : `"filter":[${required.join(',')}]`,
		excluded.length === 0 ? '' : `"must_not":[${excluded.join(',')}]`
	].filter((member) => member !== '');
	return `{"bool":{${members.join(',')}}}`;
}

/** What is no JSON goes out as a string, for the cluster to refuse. */
function dslPart(typed: string): string {
	return readJson(typed).kind === 'value' ? typed.trim() : JSON.stringify(typed);
}

function key(text: string): string {
	return JSON.stringify(text);
}
