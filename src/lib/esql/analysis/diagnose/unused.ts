import type { Command, Rename } from '../../syntax/ast';
import type { Analysis, Column, Stage } from '../analysis';
import { type Finding, finding } from './finding';
import { pipelines } from './pipelines';

/** Names that commands and functions may use without naming them. */
const implicit: ReadonlySet<string> = new Set(['@timestamp', '_score', '_fork', '_id', '_index', '_tsid']);

/** May a command use a column that it does not name? */
const isOpaque = (command: Command): boolean =>
	command.kind === 'unknown' ||
	command.kind === 'highlight' ||
	command.kind === 'promql' ||
	(command.kind === 'enrich' && !command.on);

/** RENAME to a name that no later command uses and that the pipeline does not give. */
export function unusedRenames(analysis: Analysis): readonly Finding[] {
	const used = new Set(analysis.references.values());
	return pipelines(analysis.stages).flatMap((pipeline) =>
		pipeline.flatMap(({ command }, at) =>
			command.kind === 'rename' && !pipeline.slice(at + 1).some((later) => isOpaque(later.command))
				? unusedIn(command, pipeline, used, analysis)
				: []
		)
	);
}

function unusedIn(
	command: Rename,
	pipeline: readonly Stage[],
	used: ReadonlySet<Column>,
	{ defines }: Analysis
): readonly Finding[] {
	const kept = new Set(pipeline.at(-1)?.columns);
	return command.renames.flatMap((renaming) => {
		const { old, name } = renaming;
		if (old.name === name.name && old.name !== '')
			return [unused(renaming, `RENAME of [${old.name}] to its own name does nothing`)];
		const [column] = defines.get(renaming) ?? [];
		if (!column || used.has(column) || kept.has(column) || implicit.has(column.name)) return [];
		return [
			unused(renaming, `RENAME to [${column.name}] has no use: nothing reads it and it is not in the result`)
		];
	});
}

const unused = (span: { readonly from: number; readonly to: number }, message: string): Finding =>
	finding(span, 'warning', 'unused_rename', message);
