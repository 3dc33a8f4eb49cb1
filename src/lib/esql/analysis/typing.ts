import type { Binary, Call, Cast, Expression, In, ListLiteral, StringLiteral, Unary } from '../syntax/ast';
import { type FunctionDefinition, functionNamed, functions } from './definitions';
import { isSpanText, numberType, unreadable } from './literals';
import { arithmetic, compare, member, mismatch, unary } from './operation';
import { type Argument, resolve } from './resolve';
import type { EsType } from './schema';
import type { Scope } from './scope';
import { didYouMean, similar } from './suggest';
import {
	castFunction,
	castSuggestions,
	castType,
	fromString,
	gauge,
	isDate,
	isNumeric,
	isOpen,
	isSpan,
	isString,
	spanOf,
	spanType,
	typeName,
	widest
} from './types';
import { useColumn } from './usage';
import type { Walk } from './walk';

/** Where an expression stands: `row` has no aggregates and grouping functions, `stats` may have both. */
export interface Place {
	readonly kind: 'row' | 'stats';
}

const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', '=~']);
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'];

/** Types of the expressions of one command, in one scope. */
export class Typing {
	constructor(
		readonly walk: Walk,
		readonly scope: Scope,
		readonly place: Place = { kind: 'row' }
	) {}

	/** The type of an expression; everything found on the way is noted. */
	type(node: Expression): EsType {
		const type = this.#type(node);
		this.walk.findings.types.set(node, type);
		return type;
	}

	/** Demands a boolean in Elasticsearch's words for a condition. */
	condition(node: Expression): void {
		const type = this.type(node);
		if (type !== 'boolean' && !isOpen(type))
			this.walk.findings.error(
				node,
				'not_boolean',
				`Condition expression needs to be boolean, found [${typeName(type).toUpperCase()}]`
			);
	}

	#type(node: Expression): EsType {
		const { findings } = this.walk;
		switch (node.kind) {
			case 'null':
			case 'boolean':
				return node.kind;
			case 'number':
				return numberType(node.text, node.decimal);
			case 'string':
				return 'keyword';
			case 'timeSpan':
				return spanType(node.unit) ?? 'unknown';
			case 'list':
				return this.#list(node);
			case 'map':
				for (const { value } of node.entries) this.type(value);
				return 'unknown';
			case 'column': {
				const column = this.scope.resolve(node.column, node, findings);
				return column ? useColumn(column, node, findings) : 'unknown';
			}
			case 'call':
				return this.#call(node);
			case 'unary':
				return this.#unary(node);
			case 'binary':
				return this.#binary(node);
			case 'in':
				return this.#in(node);
			case 'like': {
				const type = this.type(node.value);
				for (const pattern of node.patterns) this.type(pattern);
				if (!isString(type) && !isOpen(type))
					mismatch(node, 'argument', 'string', node.value, type, findings);
				return 'boolean';
			}
			case 'isNull':
				this.type(node.value);
				return 'boolean';
			case 'match':
				this.type(node.field);
				this.type(node.query);
				return 'boolean';
			case 'cast':
				return this.#cast(node);
			case 'param':
			case 'missing':
				return 'unknown';
		}
	}

	#list(node: ListLiteral): EsType {
		return node.items
			.map((item) => this.type(item))
			.reduce<EsType>((a, b) => (b === 'null' ? a : isNumeric(a) && isNumeric(b) ? widest(a, b) : b), 'null');
	}

	#call(node: Call): EsType {
		const { findings } = this.walk;
		const definition = node.param ? undefined : functionNamed(node.name);
		if (!definition) {
			for (const argument of node.arguments) this.type(argument);
			if (!node.param) this.#unknown(node);
			return 'unknown';
		}
		this.#verifyPlace(node, definition);
		const given = node.arguments.map((argument) => this.#argument(argument, definition));
		const resolution = resolve(definition, given);
		switch (resolution.kind) {
			case 'resolved': {
				const { types, returns } = resolution;
				findings.calls.set(node, { definition, types, returns });
				for (const [at, { node: argument }] of given.entries())
					if (argument.kind === 'string') this.#verifyText(argument, types[at]);
				return returns;
			}
			case 'arity':
				findings.error(
					node,
					'wrong_arity',
					`error building [${node.name.toLowerCase()}]: ${resolution.message}`
				);
				return 'unknown';
			case 'mismatch': {
				const { node: argument, type } = given[resolution.index];
				const ordinal = ordinals[resolution.index];
				const which = isUnary(definition) || !ordinal ? 'argument' : `${ordinal} argument`;
				mismatch(node, which, resolution.expected, argument, type, findings);
				return 'unknown';
			}
		}
	}

	#unknown(node: Call): void {
		const names = [...functions.keys()].map((name) => name.toLowerCase());
		const suggestions = similar(node.name.toLowerCase(), names);
		this.walk.findings.error(
			node.nameSpan,
			'unknown_function',
			`Unknown function [${node.name}]${didYouMean(suggestions)}`,
			suggestions
		);
	}

	/** An argument; a counter is its number where TS takes its last value, a conversion takes what is mapped twice. */
	#argument(node: Expression, { name, kind }: FunctionDefinition): Argument {
		const { timeSeries } = this.walk;
		if (name.startsWith('TO_') && this.#isAmbiguous(node)) return { node, type: 'unknown' };
		const type = this.type(node);
		const isLast = timeSeries && kind === 'agg' && node.kind === 'column';
		return { node, type: isLast ? gauge(type) : type };
	}

	#isAmbiguous(node: Expression): boolean {
		if (node.kind !== 'column') return false;
		const column = this.scope.get(node.column.name);
		if (column?.type !== 'unsupported' || (column.originalTypes?.length ?? 0) < 2) return false;
		this.walk.findings.references.set(node, column);
		return true;
	}

	#verifyPlace(node: Call, { kind }: FunctionDefinition): void {
		if (this.place.kind !== 'row' || kind === 'scalar') return;
		const { findings } = this.walk;
		const source = findings.source(node);
		if (kind === 'grouping')
			findings.error(
				node,
				'misplaced_grouping',
				`cannot use grouping function [${source}] outside of a STATS command`
			);
		else
			findings.error(
				node,
				'misplaced_aggregate',
				`aggregate function [${source}] not allowed outside STATS command`
			);
	}

	#verifyText(node: StringLiteral, type: EsType | undefined): void {
		const message = type && unreadable(node.value, type);
		if (message) this.walk.findings.error(node, 'bad_constant', message);
	}

	#unary(node: Unary): EsType {
		const { operand } = node;
		const type = this.type(operand);
		return node.operator === '-' && operand.kind === 'number'
			? numberType(`-${operand.text}`, operand.decimal)
			: unary(node, type, this.walk.findings);
	}

	#binary(node: Binary): EsType {
		const { findings } = this.walk;
		const [left, right] = [this.type(node.left), this.type(node.right)];
		if (node.operator === 'and' || node.operator === 'or') {
			if (left !== 'boolean' && !isOpen(left))
				mismatch(node, 'first argument', 'boolean', node.left, left, findings);
			else if (right !== 'boolean' && !isOpen(right))
				mismatch(node, 'second argument', 'boolean', node.right, right, findings);
			return 'boolean';
		}
		const a = this.#read(node.left, left, beside(node, right));
		const b = this.#read(node.right, right, beside(node, left));
		if (!comparisons.has(node.operator)) return arithmetic(node, a, b, findings);
		compare(node, a, b, findings);
		return 'boolean';
	}

	/** The type of an operand: a constant string is read as what stands beside it. */
	#read(node: Expression, type: EsType, other: EsType | undefined): EsType {
		if (node.kind !== 'string' || !other) return type;
		const target = isDate(other) && isSpanText(node.value) ? spanOf(node.value) : other;
		if (!target || !fromString.has(target)) return type;
		this.#verifyText(node, target);
		this.walk.findings.casts.set(node, target);
		return target;
	}

	#in(node: In): EsType {
		const type = this.type(node.value);
		if (!('length' in node.list)) {
			this.walk.inner.push(this.walk.pipeline(node.list.query.commands));
			return 'boolean';
		}
		const { list } = node;
		const other = isOpen(type) || isString(type) ? undefined : type;
		const items = list.map((item) => this.#read(item, this.type(item), other));
		const found = list
			.map((item) => this.walk.findings.types.get(item))
			.find((item) => item && fromString.has(item));
		member({ ...node, list }, this.#read(node.value, type, found), items, this.walk.findings);
		return 'boolean';
	}

	#cast(node: Cast): EsType {
		const { findings } = this.walk;
		const target = castType(node.type);
		if (!target) {
			this.type(node.value);
			const message = `Unknown data type named [${node.type}]`;
			findings.error(node.typeSpan, 'unknown_type', message, castSuggestions(node.type));
			return 'unknown';
		}
		const type = this.#isAmbiguous(node.value) ? 'unknown' : this.type(node.value);
		const definition = functionNamed(castFunction(target));
		const resolution = definition && resolve(definition, [{ node: node.value, type }]);
		if (resolution?.kind === 'mismatch')
			mismatch(node, 'argument', resolution.expected, node.value, type, findings);
		return target;
	}
}

/** What a constant string beside a value of this type is read as. */
function beside({ operator }: Binary, other: EsType): EsType | undefined {
	if (comparisons.has(operator))
		return /^(geo|cartesian)|_duration$|_period$/.test(other) ? undefined : other;
	return isSpan(other) ? 'date' : isDate(other) ? other : undefined;
}

const isUnary = ({ name, signatures }: FunctionDefinition) =>
	name === 'CONCAT' || signatures.every(({ parameters, variadic }) => parameters.length < 2 && !variadic);
