import type { EsType } from '$lib/esql/analysis/schema';
import type { Value } from '../sql/value';
import { isNull, listSql, nullValue } from '../sql/value';
import { isSpan, sqlType } from '../sql/types';
import type { CallSite, Rules } from './rule';
import { scalar, value } from './rule';

/** One SQL type for several results: LIST when any of them is one. */
function aligned(
	results: readonly Value[],
	type: EsType
): { readonly parts: readonly string[]; readonly multi: boolean } {
	const multi = results.some((result) => result.multi && !isNull(result));
	const parts = results.map((result) => {
		const typed = isNull(result) ? nullValue(type) : result;
		return multi ? listSql(typed) : typed.sql;
	});
	return { parts, multi };
}

function caseOf(args: readonly Value[], { emit, node, returns }: CallSite): Value {
	const conditions: Value[] = [];
	const results: Value[] = [];
	for (let at = 0; at + 1 < args.length; at += 2) {
		conditions.push(emit.single(args[at], node));
		results.push(args[at + 1]);
	}
	results.push(args.length % 2 === 1 ? args[args.length - 1] : nullValue(returns));
	const fixed = conditions.every(({ constant }) => constant !== undefined);
	if (fixed) {
		const chosen =
			results[conditions.findIndex(({ constant }) => constant === true)] ?? results[results.length - 1];
		if (chosen.constant !== undefined || isSpan(returns)) return isNull(chosen) ? nullValue(returns) : chosen;
	}
	const { parts, multi } = aligned(results, returns);
	const branches = conditions.map(({ sql }, index) => `WHEN ${sql} THEN ${parts[index]}`);
	return { sql: `CASE ${branches.join(' ')} ELSE ${parts[parts.length - 1]} END`, type: returns, multi };
}

function coalesceOf(args: readonly Value[], { returns }: CallSite): Value {
	const { parts, multi } = aligned(args, returns);
	const constant = args.every((arg) => arg.constant !== undefined)
		? (args.find((arg) => !isNull(arg))?.constant ?? null)
		: undefined;
	return { sql: `coalesce(${parts.join(', ')})`, type: returns, multi, constant };
}

const present = (args: readonly string[]) => args.map((arg) => `${arg} IS NOT NULL`).join(' AND ');

const clamp = (sql: (args: readonly string[]) => string) =>
	scalar(
		(args, { returns }) => `CASE WHEN ${present(args)} THEN TRY_CAST(${sql(args)} AS ${sqlType(returns)}) END`
	);

const extreme = (name: 'greatest' | 'least') =>
	scalar((args) => {
		if (args.length === 1) return args[0];
		return `CASE WHEN ${present(args)} THEN ${name}(${args.join(', ')}) END`;
	});

export const conditional: Rules = {
	CASE: value(caseOf),
	CLAMP: clamp(([x, low, high]) => `least(greatest(${x}, ${low}), ${high})`),
	CLAMP_MAX: clamp(([x, high]) => `least(${x}, ${high})`),
	CLAMP_MIN: clamp(([x, low]) => `greatest(${x}, ${low})`),
	COALESCE: value(coalesceOf),
	GREATEST: extreme('greatest'),
	LEAST: extreme('least')
};
