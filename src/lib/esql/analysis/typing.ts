import type { Binary, Call, Cast, ColumnRef, Expression, In, Like, Unary } from '../syntax/ast';
import type { Column } from './analysis';
import { functionNamed, functions } from './definitions';
import { resolve } from './resolve';
import type { EsType } from './schema';
import type { Findings, Scope } from './scope';
import { didYouMean, similar } from './suggest';
import {
	castType,
	fromString,
	isCounter,
	isDate,
	isNumeric,
	isOpen,
	isSpan,
	isString,
	spanType,
	typeName,
	widest
} from './types';

/** Which functions may stand here. */
export type Place =
	| { readonly kind: 'row' }
	/** An item of STATS; `keys` are the columns outside aggregates. */
	| { readonly kind: 'stats'; readonly keys: Scope; readonly groupings: readonly string[] }
	| { readonly kind: 'aggregate'; readonly outer: string }
	| { readonly kind: 'by' };

const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', '=~']);
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

/** Types of the expressions of one command, in one scope. */
export class Typing {
	constructor(
		readonly findings: Findings,
		readonly scope: Scope,
		readonly place: Place = { kind: 'row' }
	) {}

	/** The type of an expression; everything found on the way is noted. */
	type(node: Expression): EsType {
		const type = this.#type(node);
		this.findings.types.set(node, type);
		return type;
	}

	/** Demands a boolean in Elasticsearch's words for a condition. */
	condition(node: Expression): void {
		const type = this.type(node);
		if (type !== 'boolean' && !isOpen(type) && node.kind !== 'missing')
			this.findings.error(
				node,
				'not_boolean',
				`Condition expression needs to be boolean, found [${typeName(type).toUpperCase()}]`
			);
	}

	#type(node: Expression): EsType {
		switch (node.kind) {
			case 'null':
				return 'null';
			case 'boolean':
				return 'boolean';
			case 'number':
				return numberType(node.text, node.decimal);
			case 'string':
				return 'keyword';
			case 'timeSpan':
				return this.#span(node);
			case 'list':
				return node.items
					.map((item) => this.type(item))
					.reduce((a, b) => (isNumeric(a) && isNumeric(b) ? widest(a, b) : b), 'null' as EsType);
			case 'map':
				for (const { value } of node.entries) this.type(value);
				return 'unknown';
			case 'column':
				return this.#column(node);
			case 'call':
				return this.#call(node);
			case 'unary':
				return this.#unary(node);
			case 'binary':
				return this.#binary(node);
			case 'in':
				return this.#in(node);
			case 'like':
				return this.#like(node);
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

	#span(node: Extract<Expression, { kind: 'timeSpan' }>): EsType {
		const type = spanType(node.unit);
		if (type) return type;
		this.findings.error(node, 'unknown_unit', `Unexpected temporal unit: '${node.unit}'`);
		return 'unknown';
	}

	#column(node: ColumnRef): EsType {
		const { place } = this;
		if (place.kind === 'stats') return this.#statsColumn(node, place.keys);
		return this.#use(node, this.scope.resolve(node.column, node, this.findings));
	}

	#statsColumn(node: ColumnRef, keys: Scope): EsType {
		if (keys.get(node.column.name)) return this.#use(node, keys.resolve(node.column, node, this.findings));
		const column = this.scope.resolve(node.column, node, this.findings);
		if (column)
			this.findings.error(
				node,
				'not_grouped',
				`column [${node.column.name}] must appear in the STATS BY clause or be used in an aggregate function`
			);
		return column?.type ?? 'unknown';
	}

	#use(node: ColumnRef, column: Column | undefined): EsType {
		if (!column) return 'unknown';
		if (column.type !== 'unsupported') return column.type;
		const types = column.originalTypes ?? [];
		const why =
			types.length > 1
				? `due to ambiguities being mapped as [${types.length}] incompatible types: [${types.join('], [')}]`
				: `with unsupported type [${types[0] ?? 'unsupported'}]`;
		this.findings.error(node, 'unsupported_field', `Cannot use field [${column.name}] ${why}`);
		return 'unknown';
	}

	#call(node: Call): EsType {
		if (node.param) {
			for (const argument of node.arguments) this.type(argument);
			return 'unknown';
		}
		const definition = functionNamed(node.name);
		if (!definition) {
			for (const argument of node.arguments) this.type(argument);
			const suggestions = similar(node.name.toUpperCase(), functions.keys()).map((name) =>
				name.toLowerCase()
			);
			this.findings.error(
				node.nameSpan,
				'unknown_function',
				`Unknown function [${node.name}]${didYouMean(suggestions)}`,
				suggestions
			);
			return 'unknown';
		}
		const inner = this.#inside(node, definition.kind);
		const given = node.arguments.map((argument) => ({ node: argument, type: inner.type(argument) }));
		const resolution = resolve(definition, given);
		switch (resolution.kind) {
			case 'resolved':
				this.findings.calls.set(node, { definition, types: resolution.types, returns: resolution.returns });
				return resolution.returns;
			case 'arity':
				this.findings.error(
					node,
					'wrong_arity',
					`error building [${node.name.toLowerCase()}]: ${resolution.message}`
				);
				return 'unknown';
			case 'mismatch': {
				const { node: argument, type } = given[resolution.index];
				const which =
					given.length === 1
						? 'argument'
						: `${ordinals[resolution.index] ?? `${resolution.index + 1}th`} argument`;
				this.#mismatch(node, which, resolution.expected, argument, type);
				return 'unknown';
			}
		}
	}

	/** Where the arguments of a call stand; refuses functions that may not stand here. */
	#inside(node: Call, kind: string): Typing {
		const { findings, place, scope } = this;
		const source = findings.source(node);
		if (kind === 'agg' || kind === 'time_series_agg') {
			if (place.kind === 'aggregate' && kind === 'agg')
				findings.error(
					node,
					'nested_aggregate',
					`nested aggregations [${source}] not allowed inside other aggregations [${place.outer}]`
				);
			else if (place.kind === 'row')
				findings.error(
					node,
					'misplaced_aggregate',
					`aggregate function [${source}] not allowed outside STATS command`
				);
			else if (place.kind === 'by')
				findings.error(node, 'misplaced_aggregate', `cannot use an aggregate [${source}] for grouping`);
			return new Typing(findings, scope, { kind: 'aggregate', outer: source });
		}
		if (kind === 'grouping') {
			if (place.kind === 'row')
				findings.error(
					node,
					'misplaced_grouping',
					`cannot use grouping function [${source}] outside of a STATS command`
				);
			if (place.kind === 'stats') {
				if (!place.groupings.includes(source))
					findings.error(
						node,
						'misplaced_grouping',
						`can only use grouping function [${source}] as part of the BY clause`
					);
				return new Typing(findings, scope, { kind: 'by' });
			}
		}
		return this;
	}

	#mismatch(node: Expression, which: string, expected: string, argument: Expression, type: EsType): void {
		const { findings } = this;
		findings.error(
			node,
			'type_mismatch',
			`${which} of [${findings.source(node)}] must be [${expected}], found value [${findings.source(argument)}] type [${typeName(type)}]`
		);
	}

	#unary(node: Unary): EsType {
		const literal = node.operand;
		if (node.operator === '-' && literal.kind === 'number') {
			this.findings.types.set(literal, numberType(literal.text, literal.decimal));
			return numberType(`-${literal.text}`, literal.decimal);
		}
		const type = this.type(literal);
		if (isOpen(type)) return node.operator === 'not' ? 'boolean' : type;
		if (node.operator === 'not') {
			if (type !== 'boolean') this.#mismatch(node, 'argument', 'boolean', literal, type);
			return 'boolean';
		}
		if (!isNumeric(type) && !isSpan(type))
			this.#mismatch(node, 'argument', 'numeric, date_period or time_duration', literal, type);
		return type;
	}

	#binary(node: Binary): EsType {
		const [left, right] = [this.type(node.left), this.type(node.right)];
		if (node.operator === 'and' || node.operator === 'or') {
			if (left !== 'boolean' && !isOpen(left))
				this.#mismatch(node, 'first argument', 'boolean', node.left, left);
			else if (right !== 'boolean' && !isOpen(right))
				this.#mismatch(node, 'second argument', 'boolean', node.right, right);
			return 'boolean';
		}
		const a = this.#read(node.left, left, right);
		const b = this.#read(node.right, right, left);
		if (comparisons.has(node.operator)) {
			this.#compare(node, a, b);
			return 'boolean';
		}
		return this.#arithmetic(node, a, b);
	}

	/** The type of an operand beside the other's: a constant string is read as what it is compared with. */
	#read(node: Expression, type: EsType, other: EsType): EsType {
		if (node.kind !== 'string' || !fromString.has(other) || /^(geo|cartesian)/.test(other)) return type;
		this.findings.casts.set(node, other);
		return other;
	}

	#compare(node: Binary, a: EsType, b: EsType): void {
		if (isOpen(a) || isOpen(b)) return;
		const group = (type: EsType) =>
			isNumeric(type) || isCounter(type)
				? 'numeric'
				: isString(type)
					? 'keyword'
					: isDate(type)
						? 'datetime'
						: typeName(type);
		if (group(a) === 'numeric' && group(b) === 'numeric') this.#unsigned(node, a, b);
		else if (group(a) !== group(b)) {
			const { findings } = this;
			const name = group(a) === 'numeric' ? 'numeric' : typeName(a);
			findings.error(
				node,
				'type_mismatch',
				`first argument of [${findings.source(node)}] is [${name}] so second argument must also be [${name}] but was [${typeName(b)}]`
			);
		}
	}

	#unsigned(node: Binary, a: EsType, b: EsType): void {
		if ((a === 'unsigned_long') === (b === 'unsigned_long')) return;
		const { findings } = this;
		findings.error(
			node,
			'type_mismatch',
			`first argument of [${findings.source(node)}] is [${a}] and second is [${b}]. [unsigned_long] can only be operated on together with another [unsigned_long]`
		);
	}

	#arithmetic(node: Binary, a: EsType, b: EsType): EsType {
		if (a === 'unknown' || b === 'unknown') return 'unknown';
		if (a === 'null' || b === 'null') return a === 'null' ? b : a;
		const temporal = node.operator === '+' || node.operator === '-';
		const expected = temporal ? 'date_nanos, datetime or numeric' : 'numeric';
		for (const [which, operand, type] of [
			['first argument', node.left, a],
			['second argument', node.right, b]
		] as const) {
			if (isNumeric(type) || (temporal && (isDate(type) || isSpan(type) || type === 'dense_vector')))
				continue;
			this.#mismatch(node, which, expected, operand, type);
			return 'unknown';
		}
		if (isNumeric(a) && isNumeric(b)) {
			this.#unsigned(node, a, b);
			return widest(a, b);
		}
		if (isDate(a) && isSpan(b)) return a;
		if (isSpan(a) && isDate(b) && node.operator === '+') return b;
		if (a === b && (isSpan(a) || a === 'dense_vector')) return a;
		this.findings.error(
			node,
			'type_mismatch',
			`[${node.operator}] has arguments with incompatible types [${typeName(a)}] and [${typeName(b)}]`
		);
		return 'unknown';
	}

	#in(node: In): EsType {
		const type = this.type(node.value);
		if (!('length' in node.list)) return 'boolean';
		for (const [at, item] of node.list.entries()) {
			const itemType = this.#read(item, this.type(item), type);
			if (isOpen(type) || isOpen(itemType)) continue;
			const same =
				(isNumeric(type) && isNumeric(itemType)) ||
				(isString(type) && isString(itemType)) ||
				(isDate(type) && isDate(itemType)) ||
				type === itemType;
			if (same) continue;
			const { findings } = this;
			const which = `${at + 2}${['nd', 'rd'][at] ?? 'th'} argument`;
			findings.error(
				node,
				'type_mismatch',
				`${which} of [${findings.source(node)}] must be [${typeName(type)}], found value [${findings.source(item)}] type [${typeName(itemType)}]`
			);
			return 'boolean';
		}
		return 'boolean';
	}

	#like(node: Like): EsType {
		const type = this.type(node.value);
		for (const pattern of node.patterns) this.type(pattern);
		if (!isString(type) && !isOpen(type)) this.#mismatch(node, 'argument', 'string', node.value, type);
		return 'boolean';
	}

	#cast(node: Cast): EsType {
		const from = this.type(node.value);
		const type = castType(node.type);
		if (!type) {
			this.findings.error(node.typeSpan, 'unknown_type', `Unknown data type named [${node.type}]`);
			return 'unknown';
		}
		const never = ['ip', 'version'].includes(type) || (isDate(type) && from === 'boolean');
		const impossible = (isNumeric(from) || from === 'boolean') && never;
		if (impossible) this.#mismatch(node, 'argument', castSources(type), node.value, from);
		return type;
	}
}

const castSources = (type: EsType) =>
	type === 'ip'
		? 'ip or string'
		: type === 'version'
			? 'string or version'
			: 'date_nanos, datetime, numeric or string';

/** integer, long, unsigned_long or double by size; `text` may have a minus. */
export function numberType(text: string, decimal: boolean): EsType {
	if (decimal) return 'double';
	const value = BigInt(text);
	if (BigInt.asIntN(32, value) === value) return 'integer';
	if (BigInt.asIntN(64, value) === value) return 'long';
	return value > 0n && BigInt.asUintN(64, value) === value ? 'unsigned_long' : 'double';
}
