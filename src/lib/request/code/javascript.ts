import { isJsonObject, parseJson, type JsonObject } from '$lib/protocol/json';
import type { QueryRequest } from '../request';
import { callFor, environment, pollSearch, type Call, type CodeOptions } from './call';
import { isExactInDoubles, literal, type Dialect } from './literal';

const javascript: Dialect = {
	string: (text) => (/\n/.test(text) ? template(text) : JSON.stringify(text)),
	number: (text) => text,
	true: 'true',
	false: 'false',
	null: 'null',
	name: (text) => `${/^[A-Za-z_]\w*$/.test(text) && text !== '__proto__' ? text : name(text)}:`,
	indent: '  '
};

/** A module for Node with `@elastic/elasticsearch` that prints the rows. */
export function toJavaScript(request: QueryRequest, { flow, target }: CodeOptions): string {
	const call = callFor(request, flow);
	const known = target.kind === 'address';
	const client = known
		? `new Client({ node: ${JSON.stringify(target.url)} })`
		: `new Client({\n  node: process.env.${environment.url},\n  auth: { apiKey: process.env.${environment.apiKey} }\n})`;
	const lines = [`import { Client } from '@elastic/elasticsearch'`, '', `const client = ${client}`];
	if (flow === 'sync') lines.push(`const answer = await client.esql.query(${argument(call)})`);
	else
		lines.push(
			`let answer = await client.esql.asyncQuery(${argument(call)})`,
			'while (answer.is_running) {',
			`  answer = await client.esql.asyncQueryGet({ id: answer.id, ${inline(pollSearch(call))} })`,
			'}'
		);
	return [...lines, 'console.log(JSON.stringify(answer.values))', ''].join('\n');
}

/** The body as an object, or as its exact text where a number would be rounded. */
function argument({ body, search }: Call): string {
	const value = parseJson(body);
	const exact = isJsonObject(value) && isExactInDoubles(value);
	const members: JsonObject = exact ? value : new Map([['body', body]]);
	const text = literal(new Map([...members, ...Object.entries(search).map(asValue)]), javascript);
	return exact ? text : `${text.replace('{\n', `{\n  // ${asText}\n`)}, ${headers}`;
}

const asText = 'As text: a number in it has more digits than JavaScript keeps.';
const headers = `{ headers: { 'content-type': 'application/json', accept: 'application/json' } }`;

function asValue([key, value]: readonly [string, string]): readonly [string, string | boolean] {
	return [key, value === 'true' ? true : value === 'false' ? false : value];
}

function inline(search: Readonly<Record<string, string>>): string {
	return Object.entries(search)
		.map(asValue)
		.map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
		.join(', ');
}

function name(text: string): string {
	return text === '__proto__' ? '["__proto__"]' : JSON.stringify(text);
}

function template(text: string): string {
	const escaped = text
		.replace(/[\\`]|\$\{/g, (found) => `\\${found}`)
		.replace(/[\r\u0000-\u0009\u000b\u000c\u000e-\u001f\u2028\u2029]|\p{Surrogate}/gu, unicode);
	return `\`${escaped}\``;
}

function unicode(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
