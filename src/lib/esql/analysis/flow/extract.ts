import type { Dissect, Expression, Extract, Grok } from '../../syntax/ast';
import { dissectColumns, type Extracted, extractedColumns, grokColumns } from '../extracted';
import { Scope } from '../scope';
import { isOpen, isString, typeName } from '../types';
import { Typing } from '../typing';
import type { Walk } from '../walk';
import { made } from './assign';

/** DISSECT. */
export function dissect(command: Dissect, scope: Scope, walk: Walk): Scope {
	demandText('Dissect', command.input, scope, walk);
	const { pattern } = command;
	const columns = pattern.kind === 'string' ? dissectColumns(pattern.value) : undefined;
	return columns ? scope.with(made(command, columns, walk)) : new Scope(scope.columns, true);
}

/** GROK. */
export function grok(command: Grok, scope: Scope, walk: Walk): Scope {
	demandText('Grok', command.input, scope, walk);
	const patterns = command.patterns.flatMap((node) => (node.kind === 'string' ? [node.value] : []));
	return patterns.length === command.patterns.length
		? scope.with(made(command, grokColumns(patterns), walk))
		: new Scope(scope.columns, true);
}

function demandText(name: string, input: Expression, scope: Scope, walk: Walk): void {
	const type = new Typing(walk, scope).type(input);
	if (isString(type) || isOpen(type)) return;
	walk.findings.error(
		input,
		'type_mismatch',
		`${name} only supports KEYWORD or TEXT values, found expression [${walk.findings.source(input)}] type [${typeName(type).toUpperCase()}]`
	);
}

/** URI_PARTS, USER_AGENT, IP_LOCATION and REGISTERED_DOMAIN: columns below a prefix. */
export function extract(command: Extract, scope: Scope, walk: Walk): Scope {
	new Typing(walk, scope).type(command.input);
	const columns: readonly Extracted[] | undefined = extractedColumns(command.command, command.prefix.name);
	return columns ? scope.with(made(command, columns, walk)) : new Scope(scope.columns, true);
}
