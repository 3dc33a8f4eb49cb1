import { isJsonObject, type JsonObject } from '$lib/protocol/json';
import { parseContent, validationFailed } from '../body';
import { refuse } from '../failure';
import { malformed, tokenOf, unknownField } from '../malformed';
import { matchesPattern } from '../patterns';
import { jsonReply } from '../reply';
import { planOf, withViews } from '../viewtables';
import type { NamedQuery, Views } from '../views';
import type { Call, Cluster, Endpoint } from './endpoint';

/** Views that the demo cluster keeps. */
const maxViews = 500;

const PARSER = 'esql_view';
const timeouts = ['master_timeout', 'timeout'];

/** `GET /_query/view[/{name}]`: all views, or those of names and patterns. */
export const getViews: readonly Endpoint[] = ['/_query/view', '/_query/view/{name}'].map((path) => ({
	methods: ['GET'],
	path,
	query: timeouts,
	answer: (call, { views }) => jsonReply({ views: named(views, call.segments.name ?? '*') }, call.query)
}));

/** `PUT /_query/view/{name}`: makes or replaces a view whose query compiles. */
export const putView: Endpoint = {
	methods: ['PUT'],
	path: '/_query/view/{name}',
	query: timeouts,
	answer(call, cluster) {
		const { views } = cluster;
		if (!views) return refuse(400, 'illegal_argument_exception', 'this cluster keeps no views');
		const view = { name: checkedName(call.segments.name, cluster), ...readBody(call) };
		if (!views.get(view.name) && views.list().length >= maxViews)
			refuse(
				400,
				'illegal_argument_exception',
				`cannot add view, the maximum of ${maxViews} views is reached`
			);
		checkQuery(view, cluster);
		views.put(view);
		return jsonReply({ acknowledged: true }, call.query);
	}
};

/** `DELETE /_query/view/{name}`: several names and patterns at once. */
export const deleteViews: Endpoint = {
	methods: ['DELETE'],
	path: '/_query/view/{name}',
	query: timeouts,
	answer(call, { views }) {
		views?.delete(named(views, call.segments.name).map(({ name }) => name));
		return jsonReply({ acknowledged: true }, call.query);
	}
};

function named(views: Views | undefined, names: string): readonly NamedQuery[] {
	const all = views?.list() ?? [];
	const parts = names.split(',').map((part) => (part === '_all' ? '*' : part));
	const missing = parts.find((part) => !part.includes('*') && !all.some(({ name }) => name === part));
	if (missing !== undefined) refuse(404, 'resource_not_found_exception', `view [${missing}] not found`);
	return all.filter(({ name }) => parts.some((part) => matchesPattern(name, part)));
}

function checkedName(name: string, { tables }: Cluster): string {
	const invalid = (why: string): never =>
		refuse(400, 'invalid_index_name_exception', `Invalid view name [${name}], ${why}`);
	if (name !== name.toLowerCase()) invalid('must be lowercase');
	if (/[\\/*?"<>| ,#:]/.test(name))
		invalid('must not contain the following characters [\\,/,*,?,",<,>,|, ,,,#,:]');
	if (/^[-_+.]/.test(name)) invalid("must not start with '_', '-', '+' or '.'");
	if (tables.match(name).tables.length > 0)
		refuse(400, 'resource_already_exists_exception', `index or alias [${name}] already exists`);
	return name;
}

function readBody(call: Call): Omit<NamedQuery, 'name'> {
	const start = { line: 1, column: 1 };
	const body = parseContent(call.body);
	if (!isJsonObject(body))
		return malformed(start, `[${PARSER}] Expected START_OBJECT but was: ${tokenOf(body)}`);
	const strange = [...body.keys()].find((key) => key !== 'query' && key !== 'description');
	if (strange !== undefined) malformed(start, unknownField(PARSER, strange, ['query', 'description']));
	const query = text(body, 'query');
	const description = text(body, 'description');
	if (!query?.trim())
		return refuse(400, 'action_request_validation_exception', validationFailed(['[query] is required']));
	return { query, ...(description !== undefined && { description }) };
}

function text(body: JsonObject, name: string): string | undefined {
	const value = body.get(name);
	if (value === undefined || typeof value === 'string') return value;
	return malformed(
		{ line: 1, column: 1 },
		`[${PARSER}] ${name} doesn't support values of type: ${tokenOf(value)}`
	);
}

/** The query must compile, and not read itself: it is tried as if the view were already there. */
function checkQuery(view: NamedQuery, { tables, views, jobs }: Cluster): void {
	if (!views) return;
	const context = { filter: undefined, now: Date.now(), timeZone: 'Z', gate: jobs.nextRun() };
	const proposed = { get: (name: string) => (name === view.name ? view : views.get(name)) };
	planOf(view, withViews(tables, proposed, context), context);
}
