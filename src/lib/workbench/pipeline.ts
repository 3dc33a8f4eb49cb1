import type { Command, Expression, Query } from '$lib/esql/syntax/ast';
import { parse } from '$lib/esql/syntax/parse';

/** The most rows the query itself allows: its last LIMIT, when nothing after it can add rows. */
export function ownLimit(text: string): number | undefined {
	for (const command of parse(text).query.commands.toReversed()) {
		if (command.kind === 'limit') return command.by.length === 0 ? constant(command.count) : undefined;
		if (!keepsRowCount(command)) return undefined;
	}
	return undefined;
}

/** The same query with a final `LIMIT rows`; what follows the last command (a comment, a line end) stays behind it. */
export function withLimit(text: string, rows: number): string {
	const end = parse(text).query.commands.at(-1)?.to ?? text.length;
	return `${text.slice(0, end).trimEnd()}\n| LIMIT ${rows}${text.slice(end)}`;
}

/** Enough of a query to see what it reads; parsing all of a long one at each key would be felt. */
const headLength = 1000;

/** A short name for a query: what it reads, or its first word. */
export function queryName(text: string): string {
	const source = firstSource(parse(text.slice(0, headLength)).query);
	return source ?? (text.trim().split(/\s+/, 2).join(' ').slice(0, 24) || 'New query');
}

function firstSource(query: Query): string | undefined {
	const first = query.commands[0];
	if (first?.kind !== 'from') return undefined;
	const names = first.sources.map((source) => (source.kind === 'index' ? source.text : '(…)'));
	return names.length > 1 ? `${names[0]} +${names.length - 1}` : names[0];
}

function keepsRowCount(command: Command): boolean {
	return ['eval', 'keep', 'drop', 'rename', 'sort', 'dissect', 'grok', 'enrich'].includes(command.kind);
}

function constant(count: Expression): number | undefined {
	return count.kind === 'number' ? Number(count.text) : undefined;
}
