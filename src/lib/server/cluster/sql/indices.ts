import type { Command, IndexPattern, Query } from '$lib/esql/syntax/ast';
import type { Tables } from '../table';
import type { Problem } from './emit';

/** Every command of a query, also of its subqueries and branches, in text order. */
function* commandsOf(commands: readonly Command[]): Generator<Command> {
	for (const command of commands) {
		yield command;
		if (command.kind === 'from') {
			for (const source of command.sources)
				if (source.kind === 'subquery') yield* commandsOf(source.query.commands);
		}
		if (command.kind === 'fork') for (const branch of command.branches) yield* commandsOf(branch.commands);
	}
}

function* missingIn(patterns: readonly IndexPattern[], tables: Tables): Generator<Problem> {
	if (patterns.length === 0) return;
	for (const name of tables.match(patterns.map(({ text }) => text).join(',')).missing) {
		const span = patterns.find(({ text }) => text === name) ?? patterns[0];
		yield { span, sentence: `Unknown index [${name}]` };
	}
}

function* lookupProblem(index: IndexPattern, tables: Tables): Generator<Problem> {
	const found = tables.match(index.text).tables;
	if (found.length === 0) yield { span: index, sentence: `Unknown index [${index.text}]` };
	else if (found.length > 1 || found[0].mode !== 'lookup') {
		const names = found.map(({ index: name, mode }) => `[${name}] in [${mode}] mode`).join(', ');
		const sentence = `Lookup Join requires a single lookup mode index; [${index.text}] resolves to ${names}`;
		yield { span: index, sentence };
	}
}

/** What is wrong with the indices that a query names. Nothing else can be said about it before they are known. */
export function indexProblems(query: Query, tables: Tables): readonly Problem[] {
	const problems: Problem[] = [];
	for (const command of commandsOf(query.commands)) {
		if (command.kind === 'from') {
			problems.push(
				...missingIn(
					command.sources.filter((source) => source.kind === 'index'),
					tables
				)
			);
		}
		if (command.kind === 'lookupJoin') problems.push(...lookupProblem(command.index, tables));
	}
	return problems;
}
