import type { Command, Enrich, Fork, LookupJoin, Name } from '../../syntax/ast';
import type { Column, Stage } from '../analysis';
import type { EsType, KnownPolicy } from '../schema';
import { Scope } from '../scope';
import { didYouMean, similar } from '../suggest';
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

/** ENRICH: without its policy at hand, which fields it adds is known only where they are named, and never their types. */
export function enrich(command: Enrich, scope: Scope, walk: Walk): Scope {
	const { findings } = walk;
	const policy = policyOf(command, walk);
	const column = command.on
		? scope.resolve(command.on, command.on, findings)
		: impliedKey(command, policy, scope, walk);
	if (column) useColumn(column, command.on ?? command.policySpan, findings);
	const named = command.with.map(({ name, field }) =>
		findings.column({ name: (name ?? field).name, type: typeOf(field, policy, walk), origin: name ?? field })
	);
	const all = (policy?.fields ?? []).map(({ name, type }) =>
		findings.column({ name, type, origin: command.policySpan })
	);
	const added = command.with.length > 0 ? named : all;
	findings.defines.set(command, added);
	const { columns, open } = scope.with(added);
	return new Scope(columns, open || (command.with.length === 0 && !policy));
}

function policyOf({ policy, policySpan }: Enrich, { findings, schema }: Walk): KnownPolicy | undefined {
	const policies = schema.policies?.();
	const found = policies?.find(({ name }) => name === policy);
	if (!policies || found || policy === '') return found;
	const suggestions = similar(
		policy,
		policies.map(({ name }) => name)
	);
	const message = `cannot find enrich policy [${policy}]${didYouMean(suggestions)}`;
	findings.error(policySpan, 'unknown_policy', message, suggestions);
	return undefined;
}

function impliedKey(command: Enrich, policy: KnownPolicy | undefined, scope: Scope, { findings }: Walk) {
	if (!policy) return undefined;
	const { matchField } = policy;
	const column = scope.get(matchField);
	if (column) findings.implied.set(command, column);
	else if (!scope.open)
		findings.error(command.policySpan, 'unknown_match_field', `Unknown column [${matchField}]`);
	return column;
}

/** The type of a field that a policy adds; one that it does not have is an error. */
function typeOf(field: Name, policy: KnownPolicy | undefined, { findings }: Walk): EsType {
	const found = policy?.fields.find(({ name }) => name === field.name);
	if (!policy || found || field.name === '' || field.params.length > 0) return found?.type ?? 'unknown';
	const suggestions = similar(
		field.name,
		policy.fields.map(({ name }) => name)
	);
	const message = `Enrich field [${field.name}] not found in enrich policy [${policy.name}]${didYouMean(suggestions)}`;
	findings.error(field, 'unknown_enrich_field', message, suggestions);
	return 'unknown';
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
