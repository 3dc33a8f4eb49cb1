import type { SyntaxNode } from '@lezer/common';
import type {
	BinaryOperator,
	Call,
	ColumnRef,
	Expression,
	Field,
	MapEntry,
	MapLiteral,
	Missing,
	Query,
	Span
} from './ast';
import { readName, readParam, readString } from './names';
import { after, child, children, childrenOf, span } from './tree';

/** Expressions nested deeper than this are `missing`; the issues say so. */
export const maximumDepth = 1000;

/** Chains of AND or OR with more links than this become a balanced tree, which means the same and stays shallow. */
const longestChain = 100;

const expressionNames = new Set([
	...[
		'NotExpression',
		'LogicalExpression',
		'Comparison',
		'InExpression',
		'LikeExpression',
		'IsNullExpression'
	],
	...[
		'MatchExpression',
		'UnaryExpression',
		'BinaryExpression',
		'Name',
		'Call',
		'ParenExpression',
		'CastExpression'
	],
	...[
		'NullLiteral',
		'Boolean',
		'Integer',
		'Decimal',
		'TimeSpan',
		'String',
		'UnterminatedString',
		'Param',
		'List',
		'Map'
	]
]);

export const isExpression = (node: SyntaxNode) => expressionNames.has(node.name);

const missing = (at: Span): Missing => ({ kind: 'missing', ...at });

/** An expression with the span of its text, parentheses and all. */
interface Operand extends Span {
	readonly expression: Expression;
}

interface Sides {
	readonly left?: SyntaxNode;
	readonly operator?: SyntaxNode;
	readonly right?: SyntaxNode;
}

/** Builds expressions of one text; `subquery` builds the query inside `IN (FROM …)`. */
export class ExpressionReader {
	#depth = 0;

	constructor(
		readonly text: string,
		readonly subquery: (node: SyntaxNode) => Query
	) {}

	#slice(node: Span): string {
		return this.text.slice(node.from, node.to);
	}

	/** The expression of a node, or a Missing at `at` when there is none. */
	read(node: SyntaxNode | undefined, at: Span): Expression {
		if (!node) return missing(at);
		if (this.#depth >= maximumDepth) return missing(span(node));
		this.#depth++;
		const expression = this.#expression(node);
		this.#depth--;
		return expression;
	}

	/** The first expression among the children of a node. */
	only(node: SyntaxNode): Expression {
		return this.read(children(node).find(isExpression), after(node));
	}

	all(node: SyntaxNode | undefined): Expression[] {
		return node
			? children(node)
					.filter(isExpression)
					.map((item) => this.read(item, item))
			: [];
	}

	/** What stands on both sides of the first of these tokens. */
	#sides(node: SyntaxNode, isOperator: (name: string) => boolean): Sides {
		const nodes = children(node);
		const index = nodes.findIndex((item) => isOperator(item.name));
		const operator = nodes[index];
		return {
			operator,
			left: nodes.slice(0, index < 0 ? nodes.length : index).find(isExpression),
			right: index < 0 ? undefined : nodes.slice(index + 1).find(isExpression)
		};
	}

	#expression(node: SyntaxNode): Expression {
		switch (node.name) {
			case 'NotExpression':
				return { kind: 'unary', operator: 'not', operand: this.only(node), ...span(node) };
			case 'UnaryExpression': {
				const operator = child(node, '-') ? '-' : '+';
				return { kind: 'unary', operator, operand: this.only(node), ...span(node) };
			}
			case 'LogicalExpression':
			case 'BinaryExpression':
			case 'Comparison':
				return this.#chain(node);
			case 'InExpression':
				return this.#in(node);
			case 'LikeExpression':
				return this.#like(node);
			case 'IsNullExpression':
				return {
					kind: 'isNull',
					negated: child(node, 'NOT') !== undefined,
					value: this.only(node),
					...span(node)
				};
			case 'MatchExpression': {
				const { left, right } = this.#sides(node, (name) => name === ':');
				const field = this.read(left, { from: node.from, to: node.from });
				return { kind: 'match', field, query: this.read(right, after(node)), ...span(node) };
			}
			case 'CastExpression': {
				const type = child(node, 'TypeName');
				return {
					kind: 'cast',
					value: this.only(node),
					type: type ? this.#slice(type).toLowerCase() : '',
					typeSpan: type ? span(type) : after(node),
					...span(node)
				};
			}
			case 'ParenExpression':
				return this.only(node);
			case 'Call':
				return this.#call(node);
			case 'Name':
				return children(node).length > 0 ? this.column(node) : missing(span(node));
			case 'NullLiteral':
				return { kind: 'null', ...span(node) };
			case 'Boolean':
				return { kind: 'boolean', value: child(node, 'TRUE') !== undefined, ...span(node) };
			case 'Integer':
			case 'Decimal':
				return { kind: 'number', text: this.#slice(node), decimal: node.name === 'Decimal', ...span(node) };
			case 'TimeSpan':
				return {
					kind: 'timeSpan',
					amount: this.#slice(child(node, 'Integer') ?? after(node)),
					unit: this.#slice(child(node, 'Identifier') ?? after(node)).toLowerCase(),
					...span(node)
				};
			case 'String':
			case 'UnterminatedString':
				return readString(node, this.text);
			case 'Param':
				return readParam(node, this.text);
			case 'List':
				return { kind: 'list', items: this.all(node), ...span(node) };
			case 'Map':
				return this.map(node);
			default:
				return missing(span(node));
		}
	}

	/** A flat chain of operands, folded from the left; conditions in great number are folded in halves instead. */
	#chain(node: SyntaxNode): Expression {
		const operands: Operand[] = [];
		const operators: SyntaxNode[] = [];
		const fill = () => {
			const at = operators.at(-1)?.to ?? node.from;
			if (operands.length === operators.length)
				operands.push({ expression: missing({ from: at, to: at }), from: at, to: at });
		};
		for (const item of children(node)) {
			if (!isExpression(item)) {
				if (operators.length === maximumDepth && node.name === 'BinaryExpression') break;
				fill();
				operators.push(item);
			} else if (operands.length === operators.length) {
				operands.push({ expression: this.read(item, item), ...span(item) });
			}
		}
		fill();
		const fold = (from: number, to: number): Operand => {
			if (node.name === 'LogicalExpression' && to - from > longestChain) {
				const middle = (from + to) >> 1;
				return this.#binary(fold(from, middle), operators[middle], fold(middle + 1, to));
			}
			let result = operands[from];
			for (let at = from; at < to; at++) result = this.#binary(result, operators[at], operands[at + 1]);
			return result;
		};
		return fold(0, operators.length).expression;
	}

	#binary(left: Operand, operator: SyntaxNode, right: Operand): Operand {
		const spelling = this.#slice(operator).toLowerCase() as BinaryOperator;
		const at = { from: left.from, to: right.to };
		const expression = {
			kind: 'binary' as const,
			operator: spelling,
			left: left.expression,
			right: right.expression,
			...at
		};
		return { expression, ...at };
	}

	#in(node: SyntaxNode): Expression {
		const { left } = this.#sides(node, (name) => name === 'NOT' || name === 'IN');
		const subquery = child(node, 'Subquery');
		return {
			kind: 'in',
			negated: child(node, 'NOT') !== undefined,
			value: this.read(left, { from: node.from, to: node.from }),
			list: subquery
				? { kind: 'subquery', query: this.subquery(subquery), ...span(subquery) }
				: this.all(child(node, 'ValueList')),
			...span(node)
		};
	}

	#like(node: SyntaxNode): Expression {
		const { left, right, operator } = this.#sides(node, (name) => name === 'LIKE' || name === 'RLIKE');
		const list = child(node, 'PatternList');
		return {
			kind: 'like',
			operator: operator?.name === 'RLIKE' ? 'rlike' : 'like',
			negated: child(node, 'NOT') !== undefined,
			value: this.read(left, { from: node.from, to: node.from }),
			patterns: list ? this.all(list) : [this.read(right, after(node))],
			...span(node)
		};
	}

	#call(node: SyntaxNode): Call {
		const name = child(node, 'FunctionName');
		const token = name && children(name)[0];
		const quoted = token?.name === 'QuotedIdentifier';
		const isParam = token?.name === 'Param' || token?.name === 'NameParam';
		return {
			kind: 'call',
			name: token ? (quoted ? readName(token, this.text).name : this.#slice(token)) : '',
			nameSpan: name ? span(name) : { from: node.from, to: node.from },
			...(token && isParam ? { param: readParam(token, this.text) } : {}),
			arguments: this.all(node),
			star: child(node, '*') !== undefined,
			...span(node)
		};
	}

	column(node: SyntaxNode): ColumnRef {
		const column = readName(node, this.text);
		return { kind: 'column', column, ...span(column) };
	}

	map(node: SyntaxNode): MapLiteral {
		const entries = childrenOf(node, 'Entry').map((entry): MapEntry => {
			const { left, right } = this.#sides(entry, (name) => name === ':');
			return {
				kind: 'entry',
				key: left ? readString(left, this.text).value : '',
				value: this.read(right, after(entry)),
				...span(entry)
			};
		});
		return { kind: 'map', entries, ...span(node) };
	}

	/** `[name =] value [WHERE condition]`. */
	field(node: SyntaxNode): Field {
		const assign = child(node, '=');
		const nodes = children(node);
		const name = assign && nodes.find((item) => item.name === 'Name' && item.to <= assign.from);
		const value = nodes.find((item) => isExpression(item) && (!assign || item.from >= assign.to));
		const filter = child(node, 'Filter');
		return {
			kind: 'field',
			...(name ? { name: readName(name, this.text) } : {}),
			value: this.read(value, after(assign ?? node)),
			...(filter ? { where: this.only(filter) } : {}),
			...span(node)
		};
	}
}
