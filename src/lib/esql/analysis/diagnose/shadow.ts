import type { Command, Expression, Span } from '../../syntax/ast';
import type { Analysis, Column, Stage } from '../analysis';
import { someNode } from '../expressions';
import { type Finding, finding } from './finding';
import { pipelines } from './pipelines';

/** A place that makes a column, and what the column is made of. */
interface Making {
	readonly at: Span;
	readonly name: string;
	readonly value?: Expression;
}

/** Columns that push out another of their name, unless they are made from it. */
export function shadowedColumns({ stages, defines }: Analysis): readonly Finding[] {
	return pipelines(stages).flatMap((pipeline) =>
		pipeline.slice(1).flatMap(({ command }, at) => shadowed(command, pipeline[at], defines))
	);
}

function shadowed(command: Command, before: Stage, defines: Analysis['defines']): readonly Finding[] {
	const made = makings(command, defines.get(command) ?? []);
	if (made.length === 0) return [];
	const wanted = new Set(made.map(({ name }) => name));
	const there = new Set(before.columns.flatMap(({ name }) => (wanted.has(name) ? [name] : [])));
	const bySpan = new Map<number, { readonly at: Span; readonly names: string[] }>();
	for (const { at, name, value } of made) {
		if (!there.has(name) || (value && reads(value, name))) continue;
		const group = bySpan.get(at.from) ?? { at, names: [] };
		group.names.push(name);
		bySpan.set(at.from, group);
	}
	return [...bySpan.values()].map(({ at, names }) => finding(at, 'info', 'shadowed_column', sentence(names)));
}

const most = 5;

function sentence(names: readonly string[]): string {
	if (names.length === 1) return `[${names[0]}] takes the place of the column of that name`;
	const rest = names.length > most ? ` and ${names.length - most} more` : '';
	return `[${names.slice(0, most).join(', ')}]${rest} take the place of the columns of those names`;
}

const reads = (value: Expression, name: string) =>
	someNode(value, (node) => node.kind === 'column' && node.column.name === name);

function makings(command: Command, made: readonly Column[]): readonly Making[] {
	switch (command.kind) {
		case 'eval':
			return command.fields.flatMap(({ name, value }) =>
				name ? [{ at: name, name: name.name, value }] : []
			);
		case 'stats':
			return command.inline
				? command.aggregates.flatMap(({ name, value }) =>
						name ? [{ at: name, name: name.name, value }] : []
					)
				: [];
		case 'rename':
			return command.renames
				.filter(({ old, name }) => old.name !== name.name)
				.map(({ name }) => ({ at: name, name: name.name }));
		case 'enrich':
			return command.with.map((field) => ({ at: field, name: (field.name ?? field.field).name }));
		case 'dissect':
		case 'grok':
		case 'extract':
			return made.map(({ name }) => ({
				at: command.kind === 'extract' ? command.prefix : command.keyword,
				name,
				value: command.input
			}));
		case 'lookupJoin':
			return made.map(({ name }) => ({ at: command.index, name }));
		default:
			return [];
	}
}
