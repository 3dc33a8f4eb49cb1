import type { Expression } from '$lib/esql/syntax/ast';
import { parse } from '$lib/esql/syntax/parse';
import { clause, type FilterClause } from './clause';

/** What a WHERE right behind the source asks, as rows of the filter, and the query without it. */
export interface TakenCondition {
	readonly clauses: readonly FilterClause[];
	readonly query: string;
	/** Comparisons drop documents with several values in the field; the filter's rows do not. */
	readonly onlySingleValues: boolean;
}

/**
 * Takes the WHERE right behind the source apart; undefined where there is none, or the filter can't ask all of it.
 * `typeOf` is asked for types of fields: texts are found by their words, and never as a whole.
 */
export function takeCondition(
	query: string,
	typeOf: (field: string) => string | undefined = () => undefined
): TakenCondition | undefined {
	const [from, where] = parse(query).query.commands;
	if (from?.kind !== 'from' || where?.kind !== 'where') return undefined;
	const parts = conjuncts(where.condition).map(clauseOfExpression);
	if (parts.includes(undefined)) return undefined;
	const found = parts.flatMap((part) => part ?? []);
	if (found.some(({ row, compares }) => compares && row.kind !== 'dsl' && typeOf(row.field) === 'text'))
		return undefined;
	return {
		clauses: found.map(({ row }) => row),
		query: query.slice(0, from.to) + query.slice(where.to),
		onlySingleValues: found.some(({ compares }) => compares)
	};
}

interface Part {
	readonly row: FilterClause;
	readonly compares: boolean;
}

function conjuncts(node: Expression): readonly Expression[] {
	return node.kind === 'binary' && node.operator === 'and'
		? [...conjuncts(node.left), ...conjuncts(node.right)]
		: [node];
}

const bounds = { '>=': 'gte', '>': 'gt', '<=': 'lte', '<': 'lt' } as const;
const turned = { '>=': '<=', '>': '<', '<=': '>=', '<': '>' } as const;

function clauseOfExpression(node: Expression): Part | undefined {
	if (node.kind === 'isNull') {
		const field = fieldOf(node.value);
		if (field === undefined) return undefined;
		return { row: clause({ kind: 'exists', field }, { negate: !node.negated }), compares: false };
	}
	if (node.kind === 'unary' && node.operator === 'not') {
		const part = clauseOfExpression(node.operand);
		return part && !part.compares ? { ...part, row: { ...part.row, negate: !part.row.negate } } : undefined;
	}
	if (node.kind === 'match') {
		const field = fieldOf(node.field);
		const value = scalarOfExpression(node.query);
		return field === undefined || value === undefined
			? undefined
			: {
					row: clause({ kind: 'dsl', text: `{"match":{${JSON.stringify(field)}:${value}}}` }),
					compares: false
				};
	}
	if (node.kind === 'in' && !node.negated && !('kind' in node.list)) {
		const field = fieldOf(node.value);
		const values = node.list.map(scalarOfExpression);
		if (field === undefined || values.includes(undefined)) return undefined;
		return {
			row: clause({ kind: 'oneOf', field, values: values.flatMap((value) => value ?? []) }),
			compares: true
		};
	}
	return node.kind === 'binary' ? comparison(node) : undefined;
}

function comparison({ operator, left, right }: Expression & { kind: 'binary' }): Part | undefined {
	const isTurned = fieldOf(left) === undefined;
	const field = fieldOf(isTurned ? right : left);
	const value = scalarOfExpression(isTurned ? left : right);
	if (field === undefined || value === undefined) return undefined;
	if (operator === '==') return { row: clause({ kind: 'is', field, value }), compares: true };
	if (operator !== '>=' && operator !== '>' && operator !== '<=' && operator !== '<') return undefined;
	const bound = bounds[isTurned ? turned[operator] : operator];
	return { row: clause({ kind: 'range', field, [bound]: value }), compares: true };
}

function fieldOf(node: Expression): string | undefined {
	return node.kind === 'column' && node.column.params.length === 0 ? node.column.name : undefined;
}

/** A literal as JSON. */
function scalarOfExpression(node: Expression): string | undefined {
	switch (node.kind) {
		case 'string':
			return JSON.stringify(node.value);
		case 'boolean':
			return String(node.value);
		case 'number':
			return /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(node.text) ? node.text : undefined;
		case 'unary': {
			const inner = node.operator === '-' ? scalarOfExpression(node.operand) : undefined;
			return inner !== undefined && /^\d/.test(inner) ? `-${inner}` : undefined;
		}
		default:
			return undefined;
	}
}
