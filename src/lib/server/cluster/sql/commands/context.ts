import type { Analysis, Column, Stage } from '$lib/esql/analysis/analysis';
import type { Command, Expression } from '$lib/esql/syntax/ast';
import type { CompileContext } from '../../plan';
import type { Table, Tables } from '../../table';
import type { Emit } from '../emit';
import type { Scope } from '../expression';
import { Expressions } from '../expression';
import type { Pipeline } from '../pipeline';
import type { Value } from '../value';
import { nullValue } from '../value';

/** What the commands of one pipeline share. */
export interface CommandContext {
	readonly analysis: Analysis;
	readonly emit: Emit;
	readonly tables: Tables;
	readonly request: CompileContext;
	readonly pipeline: Pipeline;
	/** The stage that the command makes. */
	readonly stage: Stage;
	/** Tables that the statement reads, added to by commands. */
	readonly used: Set<Table>;
	/** Expressions over the columns before the command; `columns` take precedence. */
	expressions(more?: {
		readonly columns?: ReadonlyMap<number, Value>;
		readonly replace?: (node: Expression) => Value | undefined;
	}): Expressions;
}

export function expressionsOf(
	context: Pick<CommandContext, 'analysis' | 'emit' | 'pipeline'> & Pick<Scope, 'subquery'>,
	more: Parameters<CommandContext['expressions']>[0] = {}
): Expressions {
	const { analysis, emit, pipeline, subquery } = context;
	return new Expressions({
		analysis,
		emit,
		column: (id) => more.columns?.get(id) ?? pipeline.columns.get(id),
		columns: () => pipeline.visible,
		subquery,
		replace: more.replace
	});
}

/** The column that a Field, Name or command creates gets its value. */
export function definedColumn(node: object, value: Value, { analysis, pipeline }: CommandContext): void {
	for (const column of analysis.defines.get(node) ?? []) pipeline.define(column, value);
}

/** The columns a command creates, by name. */
export function createdColumns(node: Command, { analysis }: CommandContext): ReadonlyMap<string, Column> {
	return new Map((analysis.defines.get(node) ?? []).map((column) => [column.name, column]));
}

/** Set what later commands see: the columns of the stage. */
export function showStage(stage: Stage, pipeline: Pipeline): void {
	pipeline.visible = new Map(
		stage.columns.map((column) => [column.name, pipeline.columns.get(column.id) ?? nullValue(column.type)])
	);
}
