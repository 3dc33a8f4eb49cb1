import type { Command, Expression } from '$lib/esql/syntax/ast';
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

/** The same query with another count in its last LIMIT; as it is where there is none. */
export function raisedLimit(text: string, rows: number): string {
	const limit = parse(text).query.commands.findLast((command) => command.kind === 'limit');
	if (limit?.kind !== 'limit') return text;
	return text.slice(0, limit.count.from) + String(rows) + text.slice(limit.count.to);
}

/** A query that counts the rows this one would give without its last LIMIT. */
export function counting(text: string): string {
	const { commands } = parse(text).query;
	const at = commands.findLastIndex((command) => command.kind === 'limit');
	const limit = commands[at];
	const end = commands.at(-1)?.to ?? text.length;
	const whole =
		limit === undefined || at === 0
			? text.slice(0, end)
			: text.slice(0, commands[at - 1]!.to) + text.slice(limit.to, end);
	return `${whole.trimEnd()}\n| STATS rows = COUNT(*)`;
}

function keepsRowCount(command: Command): boolean {
	return ['eval', 'keep', 'drop', 'rename', 'sort', 'dissect', 'grok', 'enrich'].includes(command.kind);
}

function constant(count: Expression): number | undefined {
	return count.kind === 'number' ? Number(count.text) : undefined;
}
