import type { Command, Enrich, Fork, LookupJoin } from '../../syntax/ast';
import type { Column, Stage } from '../analysis';
import type { EsType } from '../schema';
import { Scope } from '../scope';
import { isNumeric, isOpen, isString, typeName } from '../types';
import { Typing } from '../typing';
import { useColumn } from '../usage';
import type { Walk } from '../walk';
import { made } from './assign';

/** LOOKUP JOIN: the lookup index's columns follow, without the join keys; they push out columns of their names. */
export function lookupJoin(command: LookupJoin, scope: Scope, walk: Walk): Scope {
	const { findings, schema } = walk;
	const { text } = command.index;
	const absent = text !== '' && (schema.missing?.(text).includes(text) ?? false);
	if (absent) findings.error(command.index, 'unknown_index', `Unknown index [${text}]`);
	const fields = absent ? undefined : schema.fields(text);
	const keys = command.on.filter((condition) => condition.kind === 'column');
	const joinable = new Map((fields ?? []).map((field) => [field.name, field.type]));
	for (const key of keys) {
		const column = scope.resolve(key.column, key, findings);
		if (!column) continue;
		const type = useColumn(column, key, findings);
		findings.types.set(key, type);
		if (fields) matchKey(column, joinable.get(column.name), key, walk);
	}
	const names = new Set(keys.map((key) => key.column.name));
	const joined = (fields ?? [])
		.filter(({ name }) => !names.has(name))
		.map(({ name, type, originalTypes }) =>
			findings.column({ name, type, originalTypes, field: name, origin: command.index })
		);
	findings.defines.set(command, joined);
	const added = scope.with(joined);
	const both = new Scope(added.columns, scope.open || fields === undefined);
	const unshadowed = joined.filter(({ name }) => !scope.get(name));
	const typing = new Typing(walk, new Scope([...scope.columns, ...unshadowed], both.open));
	for (const condition of command.on) if (condition.kind !== 'column') typing.condition(condition);
	return both;
}

function matchKey(
	left: Column,
	right: EsType | undefined,
	key: Command | LookupJoin['on'][number],
	walk: Walk
) {
	if (right === undefined) {
		walk.findings.error(key, 'unknown_column', `Unknown column [${left.name}] in right side of join`);
		return;
	}
	const a = left.type;
	const alike =
		a === right ||
		isOpen(a) ||
		isOpen(right) ||
		a === 'unsupported' ||
		(isString(a) && isString(right)) ||
		(isNumeric(a) && isNumeric(right));
	if (!alike)
		walk.findings.error(
			key,
			'type_mismatch',
			`JOIN left field [${left.name}] of type [${typeName(a).toUpperCase()}] is incompatible with right field [${left.name}] of type [${typeName(right).toUpperCase()}]`
		);
}

/** ENRICH: which fields a policy adds is known only where they are named; their types never are. */
export function enrich(command: Enrich, scope: Scope, { findings }: Walk): Scope {
	const column = command.on && scope.resolve(command.on, command.on, findings);
	if (command.on && column) useColumn(column, command.on, findings);
	const added = command.with.map(({ name, field }) =>
		findings.column({ name: (name ?? field).name, type: 'unknown', origin: name ?? field })
	);
	findings.defines.set(command, added);
	const { columns, open } = scope.with(added);
	return new Scope(columns, open || command.with.length === 0);
}

/** FORK: the columns of all branches by name, in order of appearance; each branch ends with `_fork`. */
export function fork(command: Fork, scope: Scope, walk: Walk): Scope {
	const united = new Map<string, EsType>();
	let open = scope.open;
	for (const branch of command.branches) {
		const stages = walk.pipeline(branch.commands, scope);
		walk.inner.push(stages);
		const last = stages.at(-1);
		open ||= last?.open ?? false;
		for (const { name, type } of branchColumns(last, scope)) {
			const before = united.get(name);
			if (before === undefined || isOpen(before)) united.set(name, type);
			else if (before !== type && !isOpen(type) && !(isString(before) && isString(type)))
				walk.findings.error(
					branch,
					'fork_type',
					`Column [${name}] has conflicting data types in FORK branches: [${type}] and [${before}]`
				);
		}
	}
	const columns = [...united].map(([name, type]) => ({ name, type }));
	return new Scope(made(command, columns, walk), open);
}

function branchColumns(last: Stage | undefined, scope: Scope) {
	const columns = (last?.columns ?? scope.columns).filter(({ name }) => name !== '_fork');
	return [...columns, { name: '_fork', type: 'keyword' as const }];
}
