import type { Analysis } from '$lib/esql/analysis/analysis';
import type { EsType } from '$lib/esql/analysis/schema';
import type { Command, Expression } from '$lib/esql/syntax/ast';
import type { ParamType } from './request';

/** What the query says of one placeholder. */
export interface ParamHint {
	/** The type of what it is compared with. */
	readonly type?: ParamType;
	/** Text of what it is compared with. */
	readonly with?: string;
	/** It names a function, and no field. */
	readonly isFunction?: boolean;
}

/** What a query says of its placeholders, by their place in the text. */
export function paramHints({ parsed, types }: Analysis): ReadonlyMap<number, ParamHint> {
	const hints = new Map<number, ParamHint>();
	const compare = (param: Expression, other: Expression) => {
		const type = types.get(other);
		const found = type === undefined ? undefined : paramType(type);
		if (param.kind === 'param' && !param.identifier && found !== undefined)
			hints.set(param.from, { type: found, with: parsed.text.slice(other.from, other.to) });
	};
	visit(parsed.query, (node) => {
		if (node.kind === 'binary' && isComparison(node.operator)) {
			compare(node.left, node.right);
			compare(node.right, node.left);
		} else if (node.kind === 'in' && !('kind' in node.list)) {
			for (const item of node.list) compare(item, node.value);
		} else if (node.kind === 'match') compare(node.query, node.field);
		else if (node.kind === 'call' && node.param) hints.set(node.param.from, { isFunction: true });
		else if (node.kind === 'limit' && node.count.kind === 'param')
			hints.set(node.count.from, { type: 'integer', with: 'LIMIT' });
	});
	return hints;
}

const isComparison = (operator: string) => /^(?:[=!<>]=|[<>]|=~)$/.test(operator);

/** Shows every command and expression below a value. */
function visit(value: unknown, see: (node: Command | Expression) => void): void {
	if (Array.isArray(value)) for (const item of value) visit(item, see);
	else if (typeof value === 'object' && value !== null) {
		if ('kind' in value) see(value as Command | Expression);
		for (const part of Object.values(value)) if (typeof part === 'object') visit(part, see);
	}
}

function paramType(type: EsType): ParamType | undefined {
	switch (type) {
		case 'integer':
		case 'long':
		case 'unsigned_long':
		case 'counter_integer':
		case 'counter_long':
			return 'integer';
		case 'double':
		case 'counter_double':
			return 'double';
		case 'boolean':
			return 'boolean';
		case 'date':
		case 'date_nanos':
			return 'date';
		case 'keyword':
		case 'text':
		case 'ip':
		case 'version':
			return 'string';
		default:
			return undefined;
	}
}
