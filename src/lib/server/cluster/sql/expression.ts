import type { Analysis } from '$lib/esql/analysis/analysis';
import type { EsType } from '$lib/esql/analysis/schema';
import type { Call, Cast, Expression, In, Like, NumberLiteral, Subquery } from '$lib/esql/syntax/ast';
import { ruleOf } from '../functions/table';
import type { CallSite, Rule } from '../functions/rule';
import { converted } from '../functions/convert';
import { matches } from '../functions/search';
import { castType } from './castnames';
import type { Emit } from './emit';
import { intervalOf } from './interval';
import { binary, bounded, comparable, negative } from './operators';
import { likeSql, PatternError, rlikeSql } from './pattern';
import { scoresOf, scoreSql } from './score';
import { isNumeric, isString, sqlType } from './types';
import type { Constant, Value } from './value';
import { constantValue, isNull, nullValue } from './value';

/** What expressions see: the meaning of the query, and the SQL of the columns in scope. */
export interface Scope {
	readonly analysis: Analysis;
	readonly emit: Emit;
	/** The SQL of a column by its id. */
	column(id: number): Value | undefined;
	/** Columns by name at this place of the pipeline. */
	columns(): ReadonlyMap<string, Value>;
	/** The only column of a query after IN, and SQL that can stand after FROM for its rows. */
	readonly subquery: (node: Subquery) => { readonly value: Value; readonly relation: string };
	/** Called for every expression before it is compiled: what it gives stands for the expression. */
	readonly replace?: (node: Expression) => Value | undefined;
}

const INT32 = 2n ** 31n;
const INT64 = 2n ** 63n;

/** A number literal as Elasticsearch types it: integer, long, unsigned_long or double. */
export function numberValue({ text, decimal }: Pick<NumberLiteral, 'text' | 'decimal'>): Value {
	if (decimal) return constantValue(Number(text), 'double');
	const whole = BigInt(text);
	if (whole < INT32 && whole >= -INT32) return constantValue(whole, 'integer');
	if (whole < INT64 && whole >= -INT64) return constantValue(whole, 'long');
	if (whole >= 0n && whole < 2n * INT64) return constantValue(whole, 'unsigned_long');
	return constantValue(Number(text), 'double');
}

const NUMBER_ORDER: readonly EsType[] = ['null', 'integer', 'long', 'unsigned_long', 'double'];

function listValue(items: readonly Value[]): Value {
	const type = items.reduce<EsType>(
		(widest, item) => (NUMBER_ORDER.indexOf(item.type) > NUMBER_ORDER.indexOf(widest) ? item.type : widest),
		items.every(({ type }) => NUMBER_ORDER.includes(type))
			? 'null'
			: (items.find(({ type }) => type !== 'null')?.type ?? 'null')
	);
	const constants = items.map(({ constant = null }): Constant =>
		type === 'double' && typeof constant === 'bigint' ? Number(constant) : constant
	);
	return constantValue(
		constants.filter((constant) => constant !== null),
		type
	);
}

function applyRule(rule: Rule, name: string, site: CallSite): Value {
	const { node, emit, returns } = site;
	switch (rule.kind) {
		case 'refused':
			return emit.refuse(node, rule.reason);
		case 'aggregate':
			return emit.refuse(node, `aggregate function [${emit.source(node)}] not allowed outside STATS command`);
		case 'overTime':
			return emit.refuse(
				node,
				`time_series aggregate[${emit.source(node)}] can only be used with the TS command`
			);
		case 'value':
			return rule.build(site.values, site);
		case 'scalar': {
			const values = site.values.map((value) => emit.single(value, node));
			if (values.some(isNull)) return nullValue(returns);
			const constants = values.map(({ constant }) => constant);
			const folded = rule.fold?.(constants);
			if (folded !== undefined) return constantValue(folded, returns);
			const single = { ...site, values };
			const sql = rule.sql(
				values.map((value) => value.sql),
				single
			);
			const fails = typeof rule.fails === 'function' ? rule.fails(single) : rule.fails;
			return { sql: fails ? emit.guard(sql, values, node, fails) : sql, type: returns, multi: false };
		}
	}
}

/** Compiles expressions to SQL values in one scope. */
export class Expressions {
	constructor(readonly scope: Scope) {}

	/** The value of an expression, with the implicit cast that the analysis found for it. */
	value(node: Expression): Value {
		return this.#target(node, bounded(this.#open(node), node, this.scope.emit));
	}

	/** The value of an expression, which may be a double out of range. */
	#open(node: Expression): Value {
		return this.scope.replace?.(node) ?? this.#value(node);
	}

	#target(node: Expression, value: Value): Value {
		const target = this.scope.analysis.casts.get(node);
		const cast =
			target && target !== value.type ? converted(value, target, { emit: this.scope.emit, node }) : value;
		return /^\w+$/.test(cast.sql) ? cast : { ...cast, sql: `(${cast.sql})` };
	}

	/** One side of an operator: a single value, out of range only where that is still to be told. */
	#operand(node: Expression): Value {
		if (node.kind !== 'binary') return this.single(node);
		return this.scope.emit.single(this.#target(node, this.#open(node)), node);
	}

	single(node: Expression): Value {
		return this.scope.emit.single(this.value(node), node);
	}

	/** A condition as SQL; NULL counts as false. */
	condition(node: Expression): string {
		const value = this.single(node);
		return isNull(value) ? 'NULL::BOOLEAN' : value.sql;
	}

	/** The rule of a call and its arguments, cast to what the chosen signature takes. */
	call(node: Call): { readonly rule: Rule; readonly name: string; readonly site: CallSite } {
		const { analysis, emit } = this.scope;
		const resolved = analysis.calls.get(node);
		const name = (resolved?.definition.name ?? node.name).toUpperCase();
		const rule =
			ruleOf(name) ?? emit.refuse(node.nameSpan, `function [${node.name}] is not available on this cluster`);
		if (rule.kind === 'refused') emit.refuse(node, rule.reason);
		const values = node.arguments
			.filter((argument) => argument.kind !== 'map')
			.map((argument, index) => {
				const value = this.value(argument);
				const type = resolved?.types[index];
				return type === undefined || type === 'unknown' ? value : this.#argument(value, type, argument);
			});
		const returns = resolved?.returns ?? analysis.types.get(node) ?? values[0]?.type ?? 'null';
		const site: CallSite = {
			node,
			values,
			types: values.map(({ type }) => type),
			returns,
			emit,
			options: this.#options(node),
			scored: () => scoreSql(scoresOf(node.arguments[0] ?? node, this)),
			columns: () => this.scope.columns()
		};
		return { rule, name, site };
	}

	#options(node: Call): ReadonlyMap<string, Constant> {
		const entries = node.arguments.flatMap((argument) => (argument.kind === 'map' ? argument.entries : []));
		return new Map(entries.map(({ key, value }) => [key.toLowerCase(), this.value(value).constant ?? null]));
	}

	#argument(value: Value, type: EsType, node: Expression): Value {
		if (value.type === type || (isString(value.type) && isString(type))) return value;
		if (isNull(value)) return type === 'null' ? value : nullValue(type);
		return converted(value, type, { emit: this.scope.emit, node });
	}

	#value(node: Expression): Value {
		const { analysis, emit } = this.scope;
		switch (node.kind) {
			case 'null':
				return nullValue(analysis.types.get(node) ?? 'null');
			case 'boolean':
				return constantValue(node.value, 'boolean');
			case 'number':
				return numberValue(node);
			case 'string':
				return constantValue(node.value, 'keyword');
			case 'timeSpan': {
				const unknown = `Unexpected temporal amount: [${emit.source(node)}]`;
				const interval = intervalOf(node.amount, node.unit) ?? emit.refuse(node, unknown);
				return constantValue(interval, interval.millis === 0 ? 'date_period' : 'time_duration');
			}
			case 'list':
				return listValue(node.items.map((item) => this.value(item)));
			case 'column':
				return this.#column(node);
			case 'call': {
				const { rule, name, site } = this.call(node);
				return applyRule(rule, name, site);
			}
			case 'unary':
				return this.#unary(node);
			case 'binary': {
				const sides = [this.#operand(node.left), this.#operand(node.right)] as const;
				return binary(node, sides, analysis.types.get(node), emit);
			}
			case 'in':
				return this.#in(node);
			case 'like':
				return this.#like(node);
			case 'isNull': {
				const value = this.value(node.value);
				if (isNull(value)) return constantValue(!node.negated, 'boolean');
				return { sql: `(${value.sql} IS ${node.negated ? 'NOT ' : ''}NULL)`, type: 'boolean', multi: false };
			}
			case 'match':
				return matches(this.value(node.field), this.value(node.query), { emit, node });
			case 'cast':
				return this.#cast(node);
			case 'param':
			case 'map':
			case 'missing':
				return emit.refuse(node, `[${emit.source(node)}] can not stand here`);
		}
	}

	#column(node: Extract<Expression, { kind: 'column' }>): Value {
		const { analysis, emit } = this.scope;
		const column = analysis.references.get(node) ?? analysis.references.get(node.column);
		const value = column && this.scope.column(column.id);
		return value ?? emit.refuse(node, `Unknown column [${node.column.name}]`);
	}

	#unary(node: Extract<Expression, { kind: 'unary' }>): Value {
		if (node.operator === '-' && node.operand.kind === 'number') {
			const { text, decimal } = node.operand;
			return numberValue({ text: `-${text}`, decimal });
		}
		const operand = this.single(node.operand);
		if (node.operator === '+') return operand;
		if (node.operator === '-') return negative(node, operand, this.scope.emit);
		return isNull(operand)
			? nullValue('boolean')
			: { sql: `(NOT ${operand.sql})`, type: 'boolean', multi: false };
	}

	#in(node: In): Value {
		const value = this.single(node.value);
		if (isNull(value)) return nullValue('boolean');
		const { list } = node;
		const test = 'length' in list ? this.#amongItems(value, list) : this.#amongRows(value, { ...node, list });
		return { sql: `(${node.negated ? 'NOT ' : ''}(${test}))`, type: 'boolean', multi: false };
	}

	#amongItems(value: Value, list: readonly Expression[]): string {
		const tests = list.map((node) => {
			const item = this.single(node);
			if (isNull(item)) return 'NULL::BOOLEAN';
			const [a, b] = comparable(value, item, this.scope.emit);
			return `${a.sql} = ${b.sql}`;
		});
		return tests.join(' OR ');
	}

	#amongRows(value: Value, node: In & { readonly list: Subquery }): string {
		const { emit } = this.scope;
		const { value: found, relation } = this.scope.subquery(node.list);
		const item = found.multi ? { ...found, sql: `unnest(${found.sql})`, multi: false } : found;
		const [a, b] = comparable(value, item, emit);
		if (sqlType(a.type) !== sqlType(b.type) && !(isNumeric(a.type) && isNumeric(b.type)))
			emit.refuse(
				node,
				`1st argument of [${emit.source(node)}] must be [${value.type}], found value [${emit.source(node.list)}] type [${found.type}]`
			);
		return `${a.sql} IN (SELECT ${b.sql} FROM ${relation})`;
	}

	#like(node: Like): Value {
		const { emit } = this.scope;
		const value = this.single(node.value);
		if (isNull(value)) return nullValue('boolean');
		const tests = node.patterns.map((pattern) => {
			const text = emit.constantText(this.value(pattern), pattern, 'the pattern');
			try {
				return node.operator === 'like' ? likeSql(value.sql, text) : rlikeSql(value.sql, text);
			} catch (error) {
				if (error instanceof PatternError)
					return emit.refuse(pattern, `Invalid regex pattern [${text}]: [${error.message}]`);
				throw error;
			}
		});
		return { sql: `(${node.negated ? 'NOT ' : ''}(${tests.join(' OR ')}))`, type: 'boolean', multi: false };
	}

	#cast(node: Cast): Value {
		const { analysis, emit } = this.scope;
		const type = castType(node.type) ?? analysis.types.get(node);
		if (!type) return emit.refuse(node.typeSpan, `Unknown data type named [${node.type}]`);
		return converted(this.value(node.value), type, { emit, node });
	}
}
