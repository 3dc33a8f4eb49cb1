import type { ChangePoint, Completion, Fuse, Mmr, Name, Rerank } from '../../syntax/ast';
import type { Scope } from '../scope';
import { isOpen, isString, typeName } from '../types';
import { Typing } from '../typing';
import { useColumn } from '../usage';
import type { Walk } from '../walk';
import { made } from './assign';

/** The names are columns whose values are used. */
export function useNames(names: readonly Name[], scope: Scope, { findings }: Walk): void {
	for (const name of names) {
		const column = scope.resolve(name, name, findings);
		if (column) useColumn(column, name, findings);
	}
}

/** CHANGE_POINT adds `type` and `pvalue`, or what AS calls them. */
export function changePoint(command: ChangePoint, scope: Scope, walk: Walk): Scope {
	useNames([command.value, ...(command.on ? [command.on] : []), ...command.by], scope, walk);
	if (!command.on && !scope.open && !scope.get('@timestamp'))
		walk.findings.error(command, 'unknown_column', 'Unknown column [@timestamp]');
	const [type, pvalue] = command.as;
	return scope.with(
		made(
			command,
			[
				{ name: type?.name ?? 'type', type: 'keyword' },
				{ name: pvalue?.name ?? 'pvalue', type: 'double' }
			],
			walk
		)
	);
}

/** COMPLETION adds the model's answer. */
export function completion(command: Completion, scope: Scope, walk: Walk): Scope {
	const type = new Typing(walk, scope).type(command.prompt);
	if (!isString(type) && !isOpen(type))
		walk.findings.error(
			command.prompt,
			'type_mismatch',
			`prompt must be of type [text] but is [${typeName(type)}]`
		);
	return scope.with(made(command, [{ name: command.target?.name ?? 'completion', type: 'keyword' }], walk));
}

/** RERANK gives a new score. */
export function rerank(command: Rerank, scope: Scope, walk: Walk): Scope {
	const typing = new Typing(walk, scope);
	typing.type(command.query);
	for (const field of command.on) typing.type(field.value);
	return scope.with(made(command, [{ name: command.target?.name ?? '_score', type: 'double' }], walk));
}

/** FUSE needs a score, a group and a key, and gives a new score in the old one's place. */
export function fuse(command: Fuse, scope: Scope, walk: Walk): Scope {
	const named = [command.score, command.group, ...command.key].filter((name) => name !== undefined);
	useNames(named, scope, walk);
	const needs = [
		[command.score, '_score', 'a score column'],
		[command.group, '_fork', 'a column to group by'],
		[command.key[0], '_id', 'a key column']
	] as const;
	for (const [name, fallback, what] of needs)
		if (!name && !scope.open && !scope.get(fallback))
			walk.findings.error(
				command,
				'fuse_column',
				`FUSE requires ${what}, default [${fallback}] column not found.`
			);
	const score = command.score?.name ?? '_score';
	return scope.get(score)?.type === 'double'
		? scope
		: scope.with(made(command, [{ name: score, type: 'double' }], walk));
}

/** MMR keeps some of the rows. */
export function mmr(command: Mmr, scope: Scope, walk: Walk): Scope {
	const typing = new Typing(walk, scope);
	for (const node of [command.query, command.limit]) if (node) typing.type(node);
	useNames([command.on], scope, walk);
	return scope;
}
