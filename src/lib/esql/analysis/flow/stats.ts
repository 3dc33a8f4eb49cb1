import type { Field, Stats } from '../../syntax/ast';
import type { Column } from '../analysis';
import { Scope } from '../scope';
import { Typing } from '../typing';
import type { Walk } from '../walk';
import { Aggregation } from './aggregation';
import { define } from './assign';

/** STATS and INLINE STATS: aggregates, then group keys; the last of several columns with one name stays. */
export function stats(command: Stats, scope: Scope, walk: Walk): Scope {
	const { findings } = walk;
	const groups = command.by.map((field) => key(field, scope, walk));
	const inside = scope.with(groups);
	const typing = new Typing(walk, inside, { kind: 'stats' });
	const aggregation = new Aggregation(command, groups, walk);
	const aggregates = command.aggregates.map((field) => {
		const type = typing.type(field.value);
		if (field.where) typing.condition(field.where);
		aggregation.verify(field);
		return plain(field, findings.references.get(field.value as never)) ?? define(field, type, walk);
	});
	const created = [...aggregates, ...groups];
	if (command.inline) return scope.with(created);
	const mayHaveMore = scope.open && command.by.some(namesByParam);
	return new Scope([], mayHaveMore).with(created);
}

/** A group key: the column itself where that is all the field says. */
function key(field: Field, scope: Scope, walk: Walk): Column {
	const { findings } = walk;
	const type = new Typing(walk, scope, { kind: 'stats' }).type(field.value);
	if (field.name || field.value.kind !== 'column') return define(field, type, walk);
	const known = plain(field, findings.references.get(field.value));
	if (known) return known;
	const column = findings.column({ name: field.value.column.name, type, origin: field });
	findings.defines.set(field, [column]);
	return column;
}

const plain = (field: Field, column: Column | undefined): Column | undefined =>
	!field.name && field.value.kind === 'column' ? column : undefined;

const namesByParam = ({ value }: Field): boolean =>
	value.kind === 'param' || (value.kind === 'column' && value.column.params.length > 0);
