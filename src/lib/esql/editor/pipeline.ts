import type { Command, Fork, From, Query } from '../syntax/ast';
import { parse } from '../syntax/parse';

/**
 * The part of a query that gives the rows at `offset`: everything up to the end of the command there. Inside a branch
 * of FORK the branch is run as if it were alone; inside a subquery of FROM, the subquery is. Settings stay in front.
 * Undefined when the text has no command.
 */
export function pipelineTo(text: string, offset: number): string | undefined {
	const { query } = parse(text);
	const { settings } = query;
	const head = settings.length > 0 ? `${text.slice(0, settings[settings.length - 1].to)}\n` : '';
	const body = upTo(text, query, offset);
	return body === undefined ? undefined : head + body;
}

const covers = (span: { readonly from: number; readonly to: number }, offset: number) =>
	span.from < offset && offset < span.to;

function commandAt(commands: readonly Command[], offset: number): Command | undefined {
	return commands.findLast((command) => command.from <= offset) ?? commands[0];
}

function upTo(text: string, query: Query, offset: number): string | undefined {
	const [first] = query.commands;
	const command = commandAt(query.commands, offset);
	if (!first || !command) return undefined;
	if (command.kind === 'from')
		return fromSubquery(text, command, offset) ?? text.slice(first.from, command.to);
	if (command.kind === 'fork')
		return fromBranch(text, first.from, command, offset) ?? text.slice(first.from, command.to);
	return text.slice(first.from, command.to);
}

function fromSubquery(text: string, command: From, offset: number): string | undefined {
	const source = command.sources.find((item) => item.kind === 'subquery' && covers(item, offset));
	return source?.kind === 'subquery' ? upTo(text, source.query, offset) : undefined;
}

function fromBranch(text: string, start: number, command: Fork, offset: number): string | undefined {
	const branch = command.branches.find((item) => covers(item, offset));
	const [first] = branch?.commands ?? [];
	const last = branch && commandAt(branch.commands, offset);
	if (!first || !last) return undefined;
	return text.slice(start, command.from) + text.slice(first.from, last.to);
}
