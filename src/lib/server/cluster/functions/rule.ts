import type { EsType } from '$lib/esql/analysis/schema';
import type { Expression } from '$lib/esql/syntax/ast';
import type { Emit } from '../sql/emit';
import type { Constant, Value } from '../sql/value';

/** One call, its arguments already cast to `types`. */
export interface CallSite {
	readonly node: Expression;
	readonly values: readonly Value[];
	readonly types: readonly EsType[];
	readonly returns: EsType;
	readonly emit: Emit;
	/** Entries of a trailing `{"name": value}` argument. */
	readonly options: ReadonlyMap<string, Constant>;
	/** SQL of how well a row matches the first argument. */
	readonly scored: () => string;
	/** Columns in scope at this place. */
	readonly columns: () => ReadonlyMap<string, Value>;
}

/** Arguments are single values: a multi-value becomes null, and a null argument gives null. */
export interface ScalarRule {
	readonly kind: 'scalar';
	readonly sql: (args: readonly string[], call: CallSite) => string;
	/** Java-style failure that is noted where the result is null though no argument is; `{}` is the first argument. */
	readonly fails?: string | ((call: CallSite) => string);
	/** The result where it can be told from constant arguments. */
	readonly fold?: (constants: readonly (Constant | undefined)[]) => Constant | undefined;
}

/** Arguments as they are; the rule decides on nulls and multi-values. */
export interface ValueRule {
	readonly kind: 'value';
	readonly build: (args: readonly Value[], call: CallSite) => Value;
	/** SQL of how well a row matches, 0.0 for not at all, of functions that search. */
	readonly score?: (args: readonly Value[], call: CallSite) => string;
}

/** `parts` are bare SQL aggregates (each gets the FILTER clause); `finish` computes the result from them. */
export interface Aggregate {
	readonly parts: readonly string[];
	readonly finish: (parts: readonly string[]) => string;
	readonly multi: boolean;
}

export interface AggregateRule {
	readonly kind: 'aggregate';
	readonly build: (args: readonly Value[], call: CallSite) => Aggregate;
}

/** An aggregate over the values of one time series; other aggregates stand around it. */
export interface OverTimeRule {
	readonly kind: 'overTime';
	readonly build: AggregateRule['build'];
}

export interface RefusedRule {
	readonly kind: 'refused';
	/** One sentence for the person who asked. */
	readonly reason: string;
}

export type Rule = (ScalarRule | ValueRule | AggregateRule | OverTimeRule | RefusedRule) & {
	/** How the result may differ from Elasticsearch's; absent where it does not. */
	readonly approximate?: string;
};
export type Rules = Readonly<Record<string, Rule>>;

export const scalar = (
	sql: ScalarRule['sql'],
	fails?: ScalarRule['fails'],
	fold?: ScalarRule['fold']
): Rule => ({
	kind: 'scalar',
	sql,
	fails,
	fold
});
export const value = (build: ValueRule['build'], score?: ValueRule['score']): Rule => ({
	kind: 'value',
	build,
	score
});
export const aggregate = (build: AggregateRule['build']): Rule => ({ kind: 'aggregate', build });
export const refused = (reason: string): Rule => ({ kind: 'refused', reason });

/** The rule's results may differ from Elasticsearch's: `how` says in what. */
export const approximate = (rule: Rule, how: string): Rule => ({ ...rule, approximate: how });

/** A DuckDB function of the same arguments. */
export const call = (name: string, fails?: ScalarRule['fails']): Rule =>
	scalar((args) => `${name}(${args.join(', ')})`, fails);
