import type { Extract } from '$lib/esql/syntax/ast';
import { convert } from '../cast';
import { isTaker, partSql, partsSql } from '../parts/functions';
import { isString } from '../types';
import { isNull, nullValue } from '../value';
import type { CommandContext } from './context';
import { createdColumns } from './context';

/** URI_PARTS, REGISTERED_DOMAIN and USER_AGENT: parts of a text become columns. */
export function extractParts(node: Extract, context: CommandContext): void {
	const { emit, pipeline } = context;
	const { command } = node;
	const name = command.toUpperCase();
	if (!isTaker(command))
		return emit.refuse(node, `${name} is not available on this cluster: it needs a database of locations`);
	if (node.with) emit.refuse(node.with, `${name} takes no options on this cluster`);
	const input = context.expressions().single(node.input);
	if (!isString(input.type) && !isNull(input))
		emit.refuse(
			node.input,
			`Input for ${name} must be of type [string] but is [${input.type === 'date' ? 'datetime' : input.type}]`
		);
	const created = [...createdColumns(node, context).values()];
	if (isNull(input)) {
		for (const column of created) pipeline.define(column, nullValue(column.type));
		return;
	}
	const failure = `java.lang.IllegalArgumentException: unable to parse [{}]`;
	const parts = partsSql(command, input.sql);
	const all = pipeline.alias(command === 'uri_parts' ? emit.guard(parts, [input], node, failure) : parts);
	for (const column of created) {
		const part = { sql: partSql(command, all, column.name.slice(node.prefix.name.length + 1)), multi: false };
		const text = { ...part, type: 'keyword' as const };
		pipeline.define(column, convert(text, column.type, emit.zone) ?? text);
	}
}
