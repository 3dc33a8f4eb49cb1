import type { Call, ColumnRef, Expression, Field, Span, Stats } from '../../syntax/ast';
import type { Column } from '../analysis';
import { functionNamed } from '../definitions';
import { callsIn, canonical, isConstant, parts, someNode } from '../expressions';
import { isCounter } from '../types';
import type { Walk } from '../walk';

const kindOf = (node: Expression) => (node.kind === 'call' ? functionNamed(node.name)?.kind : undefined);

const isAggregate = (node: Expression) => kindOf(node) === 'agg' || kindOf(node) === 'time_series_agg';

/** A node that may turn out to be anything, an aggregate too. */
const isUndetermined = (node: Expression) =>
	node.kind === 'param' ||
	node.kind === 'missing' ||
	(node.kind === 'call' && functionNamed(node.name) === undefined);

/** What may stand where in STATS: which items are aggregates and which columns stand outside of them. */
export class Aggregation {
	readonly #keys: ReadonlySet<string>;
	readonly #values: ReadonlySet<string>;

	constructor(
		readonly command: Stats,
		groups: readonly Column[],
		readonly walk: Walk
	) {
		this.#keys = new Set(groups.map(({ name }) => name));
		this.#values = new Set(command.by.map(({ value }) => canonical(value)));
		for (const field of command.by) this.#verifyKey(field);
	}

	/** Notes what is wrong with one aggregate. */
	verify(field: Field): void {
		const { value, where } = field;
		if (this.#repeats(value)) return;
		if (isConstant(value))
			this.#error(
				value,
				'not_aggregate',
				`expected an aggregate function but found [${this.#source(value)}]`
			);
		if (where) this.#verifyFilter(field, where);
		this.#verifyItem(value, true);
	}

	#verifyKey(field: Field): void {
		const { value } = field;
		for (const call of callsIn(value)) {
			if (isAggregate(call))
				this.#error(
					call,
					'misplaced_aggregate',
					`cannot use an aggregate [${this.#source(call)}] for grouping`
				);
			if (kindOf(call) !== 'grouping') continue;
			for (const inner of call.arguments.flatMap(callsIn))
				if (kindOf(inner) === 'grouping')
					this.#error(
						inner,
						'nested_grouping',
						`cannot nest grouping functions; found [${this.#source(inner)}] inside [${this.#source(call)}]`
					);
		}
		const type = this.walk.findings.types.get(value);
		if (value.kind === 'column' && type && isCounter(type))
			this.#error(
				field,
				'counter_key',
				`cannot group by on [${type}] type for grouping [${this.#source(field)}]`
			);
	}

	/** Says so when an item is just what the BY clause already has. */
	#repeats(value: Expression): boolean {
		if (value.kind === 'call' || isConstant(value)) return false;
		const source = this.#source(value);
		const column = value.kind === 'column' ? value.column.name : source;
		if (this.#keys.has(column) || this.command.by.some((key) => this.#source(key) === source)) {
			this.#error(value, 'repeated_key', `grouping key [${source}] already specified in the STATS BY clause`);
			return true;
		}
		const isInKey = this.command.by.some((key) =>
			someNode(key.value, (node) => node.kind === 'column' && node.column.name === column)
		);
		if (value.kind === 'column' && isInKey)
			this.#error(value, 'repeated_key', `Cannot specify grouping expression [${source}] as an aggregate`);
		return value.kind === 'column' && isInKey;
	}

	#verifyFilter(field: Field, where: Expression): void {
		const source = this.#source(field);
		if (!someNode(field.value, (node) => isAggregate(node) || isUndetermined(node)))
			this.#error(
				where,
				'pointless_filter',
				`WHERE clause allowed only for aggregate functions, none found in [${source}]`
			);
		for (const call of callsIn(where)) {
			if (isAggregate(call))
				this.#error(
					call,
					'misplaced_aggregate',
					`cannot use aggregate function [${this.#source(call)}] in aggregate WHERE clause [${source}]`
				);
			else if (kindOf(call) === 'grouping') this.#verifyGrouping(call, false);
		}
	}

	#verifyItem(node: Expression, top: boolean): void {
		if (node.kind === 'call' && isAggregate(node)) return this.#verifyAggregate(node);
		if (node.kind === 'call' && kindOf(node) === 'grouping') return this.#verifyGrouping(node, top);
		if (isConstant(node) || isUndetermined(node)) return;
		if (this.#values.has(canonical(node)) && node.kind !== 'column') {
			if (top) this.#nakedKey(node, 'key');
			return;
		}
		if (node.kind === 'column') return this.#verifyColumn(node);
		for (const part of parts(node)) this.#verifyItem(part, false);
	}

	#verifyAggregate(node: Call): void {
		const takesAggregate = node.name.toUpperCase() === 'SPARKLINE';
		for (const inner of node.arguments.flatMap(callsIn))
			if (kindOf(inner) === 'agg' && !takesAggregate)
				this.#error(
					inner,
					'nested_aggregate',
					`nested aggregations [${this.#source(inner)}] not allowed inside other aggregations [${this.#source(node)}]`
				);
		if (this.walk.timeSeries) return;
		for (const call of callsIn(node))
			if (kindOf(call) === 'time_series_agg')
				this.#error(
					call,
					'misplaced_aggregate',
					`time_series aggregate[${this.#source(call)}] can only be used with the TS command`
				);
	}

	#verifyGrouping(node: Call, top: boolean): void {
		if (!this.#values.has(canonical(node)))
			this.#error(
				node,
				'misplaced_grouping',
				`can only use grouping function [${this.#source(node)}] as part of the BY clause`
			);
		else if (top) this.#nakedKey(node, 'function');
	}

	#nakedKey(node: Expression, what: 'function' | 'key'): void {
		this.#error(
			node,
			'naked_key',
			`grouping ${what} [${this.#source(node)}] cannot be used as an aggregate once declared in the STATS BY clause`
		);
	}

	#verifyColumn(node: ColumnRef): void {
		const { name, params } = node.column;
		const unknown = this.walk.findings.types.get(node) === undefined || params.length > 0;
		if (unknown || this.#keys.has(name) || this.walk.timeSeries) return;
		const key = this.command.by.find(({ value }) =>
			someNode(value, (part) => part.kind === 'column' && part.column.name === name)
		);
		this.#error(
			node,
			'not_grouped',
			key
				? `column [${name}] cannot be used as an aggregate once declared in the STATS BY grouping key [${this.#source(key)}]`
				: `column [${name}] must appear in the STATS BY clause or be used in an aggregate function`
		);
	}

	#source(span: Span): string {
		return this.walk.findings.source(span);
	}

	#error(span: Span, code: string, message: string): void {
		this.walk.findings.error(span, code, message);
	}
}
