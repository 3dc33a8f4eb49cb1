import type { Command } from '../../syntax/ast';
import type { Analysis } from '../analysis';
import { type Finding, finding } from './finding';

const usual = 1000;

/** Says that Elasticsearch will add `LIMIT 1000` to a query that reads documents and sets no limit itself. */
export function missingLimit({ parsed }: Analysis): readonly Finding[] {
	const { commands } = parsed.query;
	const [source] = commands;
	const last = commands.at(-1);
	if (source?.kind !== 'from' || !last || parsed.issues.length > 0 || commands.some(bounds)) return [];
	return [
		finding(
			source.keyword,
			'info',
			'missing_limit',
			`The query has no LIMIT: Elasticsearch returns at most ${usual} rows`,
			[
				{
					label: `Add LIMIT ${usual}`,
					edits: [{ from: last.to, to: last.to, insert: `\n| LIMIT ${usual}` }]
				}
			]
		)
	];
}

/** Does a command set the number of rows, or leave one? */
function bounds(command: Command): boolean {
	switch (command.kind) {
		case 'limit':
		case 'mmr':
		case 'unknown':
			return true;
		case 'stats':
			return !command.inline && command.by.length === 0;
		default:
			return false;
	}
}
