import type { ElasticColumn } from '$lib/protocol/elastic';
import { parse } from '$lib/esql/syntax/parse';

/** One command of a pipeline. */
export interface Stage {
	/** The command as it is written, on one line. */
	readonly title: string;
	/** The query up to and with this command. */
	readonly query: string;
	/** UTF-16 offset at which the command begins. */
	readonly from: number;
}

/** Rows that are asked for at each stage. */
export const SAMPLE = 20;

/** The commands of a query in order; none when the text has none. */
export function stagesOf(text: string): readonly Stage[] {
	return parse(text).query.commands.map(({ from, to }) => ({
		title: text.slice(from, to).replace(/\s+/g, ' '),
		query: text.slice(0, to),
		from
	}));
}

/** A few rows of a stage. The limit stands on its own line, so that a comment at the end does not hide it. */
export function sampleOf({ query }: Stage): string {
	return `${query}\n| LIMIT ${SAMPLE}`;
}

/** How many rows a stage gives. */
export function countOf({ query }: Stage): string {
	return `${query}\n| STATS rows = COUNT(*)`;
}

/** What a stage does to the columns of the one before. */
export interface ColumnChanges {
	readonly added: readonly string[];
	readonly removed: readonly string[];
	/** `name: before → after`. */
	readonly retyped: readonly string[];
	readonly moved: boolean;
}

/** How columns differ between two stages. */
export function columnChanges(
	before: readonly ElasticColumn[],
	after: readonly ElasticColumn[]
): ColumnChanges {
	const old = new Map(before.map(({ name, type }) => [name, type]));
	const now = new Set(after.map(({ name }) => name));
	const stayed = before.filter(({ name }) => now.has(name)).map(({ name }) => name);
	const kept = after.filter(({ name }) => old.has(name)).map(({ name }) => name);
	return {
		added: after.filter(({ name }) => !old.has(name)).map(({ name }) => name),
		removed: before.filter(({ name }) => !now.has(name)).map(({ name }) => name),
		retyped: after.flatMap(({ name, type }) => {
			const was = old.get(name);
			return was === undefined || was === type ? [] : [`${name}: ${was} → ${type}`];
		}),
		moved: stayed.join('\n') !== kept.join('\n')
	};
}
