import type { Command, Eval, Field, Row } from '../../syntax/ast';
import type { Column } from '../analysis';
import type { Extracted } from '../extracted';
import type { EsType } from '../schema';
import { Scope } from '../scope';
import { isSpan } from '../types';
import { Typing } from '../typing';
import type { Walk } from '../walk';

/** The column that a field makes, named by its source text where it has no name. */
export function define(field: Field, type: EsType, { findings }: Walk): Column {
	const name = field.name?.name ?? findings.source(field);
	const column = findings.column({ name, type, origin: field.name ?? field });
	findings.defines.set(field, [column]);
	return column;
}

/** Columns that a command makes by itself. */
export function made(command: Command, columns: readonly Extracted[], { findings }: Walk): readonly Column[] {
	const created = columns.map(({ name, type }) => findings.column({ name, type, origin: command.keyword }));
	findings.defines.set(command, created);
	return created;
}

/** EVAL: each field sees those before it. */
export function evaluate(command: Eval, start: Scope, walk: Walk): Scope {
	let scope = start;
	for (const field of command.fields) {
		const type = new Typing(walk, scope).type(field.value);
		if (isSpan(type))
			walk.findings.error(
				field,
				'unsupported_result',
				`EVAL does not support type [${type}] as the return data type of expression [${walk.findings.source(field.value)}]`
			);
		scope = scope.with([define(field, type, walk)]);
	}
	return scope;
}

/** ROW: each field sees those before it. */
export function row(command: Row, walk: Walk): Scope {
	let scope = new Scope([], false);
	for (const field of command.fields) {
		const type = new Typing(walk, scope).type(field.value);
		if (isSpan(type))
			walk.findings.error(
				field.value,
				'unsupported_result',
				`cannot use [${walk.findings.source(field.value)}] directly in a row assignment`
			);
		scope = scope.with([define(field, type, walk)]);
	}
	return scope;
}
