import { parseJson } from '$lib/protocol/json';
import type { QueryRequest } from '../request';
import { callFor, environment, pollSearch, type Call, type CodeOptions } from './call';
import { depthOf, literal, type Dialect } from './literal';

/** Python's own parser gives up at about two hundred brackets. */
const MAX_DEPTH = 80;

const python: Dialect = {
	string: (text) => (/\n./s.test(text) ? block(text) : quoted(text)),
	number: (text) => text,
	true: 'True',
	false: 'False',
	null: 'None',
	name: (text) => `${quoted(text)}:`,
	indent: '    '
};

/** A script with the `elasticsearch` package that prints the rows. */
export function toPython(request: QueryRequest, { flow, target }: CodeOptions): string {
	const call = callFor(request, flow);
	const value = parseJson(call.body);
	const deep = depthOf(value) > MAX_DEPTH;
	const known = target.kind === 'address';
	const client = known
		? `Elasticsearch(${quoted(target.url)})`
		: `Elasticsearch(os.environ["${environment.url}"], api_key=os.environ["${environment.apiKey}"])`;
	const body = deep ? `json.loads(${quoted(call.body)})` : literal(value, python, 1);
	const method = flow === 'sync' ? 'query' : 'async_query';
	return [
		...(deep ? ['import json'] : []),
		...(known ? [] : ['import os']),
		...(deep || !known ? [''] : []),
		'from elasticsearch import Elasticsearch',
		'',
		`client = ${client}`,
		`answer = client.esql.${method}(`,
		`    body=${body},`,
		...keywords(call.search).map((keyword) => `    ${keyword},`),
		')',
		...(flow === 'sync' ? [] : polling(call)),
		'for row in answer["values"]:',
		'    print(row)',
		''
	].join('\n');
}

function polling(call: Call): string[] {
	const waits = keywords(pollSearch(call)).join(', ');
	return [
		'while answer["is_running"]:',
		`    answer = client.esql.async_query_get(id=answer["id"], ${waits})`
	];
}

function keywords(search: Readonly<Record<string, string>>): string[] {
	return Object.entries(search).map(
		([key, value]) => `${key}=${value === 'true' ? 'True' : value === 'false' ? 'False' : quoted(value)}`
	);
}

function quoted(text: string): string {
	return `"${escape(text).replaceAll('\n', '\\n').replaceAll('"', '\\"')}"`;
}

/** Several lines between triple quotes. */
function block(text: string): string {
	return `"""${escape(text).replaceAll('"""', '\\"\\"\\"').replace(/"$/, '\\"')}"""`;
}

function escape(text: string): string {
	return text
		.replaceAll('\\', '\\\\')
		.replace(
			/[\u0000-\u0009\u000b-\u001f\u007f]|\p{Surrogate}/gu,
			(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
		);
}
