import type { Call, Expression } from '../syntax/ast';
import { functionNamed } from './definitions';

/** The expressions directly inside one. */
export function parts(node: Expression): readonly Expression[] {
	switch (node.kind) {
		case 'call':
			return node.arguments;
		case 'unary':
			return [node.operand];
		case 'binary':
			return [node.left, node.right];
		case 'cast':
		case 'isNull':
			return [node.value];
		case 'like':
			return [node.value, ...node.patterns];
		case 'in':
			return 'length' in node.list ? [node.value, ...node.list] : [node.value];
		case 'match':
			return [node.field, node.query];
		case 'list':
			return node.items;
		case 'map':
			return node.entries.map(({ value }) => value);
		default:
			return [];
	}
}

/** Is this so for the expression or for one inside it? */
export function someNode(node: Expression, test: (node: Expression) => boolean): boolean {
	return test(node) || parts(node).some((part) => someNode(part, test));
}

/** Every call inside an expression, itself included, outermost first. */
export function callsIn(node: Expression): readonly Call[] {
	const inside = parts(node).flatMap(callsIn);
	return node.kind === 'call' ? [node, ...inside] : inside;
}

/** Can the value be told without a row? False where that is not known. */
export function isConstant(node: Expression): boolean {
	switch (node.kind) {
		case 'column':
		case 'param':
		case 'missing':
		case 'match':
			return false;
		case 'call':
			return functionNamed(node.name)?.kind === 'scalar' && node.arguments.every(isConstant);
		case 'in':
			return 'length' in node.list && parts(node).every(isConstant);
		default:
			return parts(node).every(isConstant);
	}
}

const places: ReadonlySet<string> = new Set(['from', 'to', 'nameSpan', 'typeSpan']);

/** Equal for expressions that differ only in place, spacing and the case of function names. */
export function canonical(node: Expression): string {
	return JSON.stringify(node, (key, value: unknown) => {
		if (places.has(key)) return undefined;
		const part = value as Expression | null;
		return typeof part === 'object' && part?.kind === 'call'
			? { ...part, name: part.name.toUpperCase() }
			: value;
	});
}
