import { identity } from '../identity';
import { isScan, type Measurement, type Operator, rereadsOf, valuesRead } from '../measure';
import type { Table } from '../table';
import { type ProfileOperator, profileOperators } from './operators';

/** Operators that give their first row only when they have seen the last. */
const breakers: ReadonlySet<string> = new Set([
	'UNGROUPED_AGGREGATE',
	'SIMPLE_AGGREGATE',
	'HASH_GROUP_BY',
	'PERFECT_HASH_GROUP_BY',
	'PARTITIONED_AGGREGATE',
	'TOP_N',
	'ORDER_BY',
	'WINDOW',
	'RESERVOIR_SAMPLE'
]);

/** Which input flows on through an operator of several: a join's left side, the query of a CTE; of a union, none. */
function flowing({ kind, inputs }: Operator): number {
	if (inputs.length === 1) return 0;
	if (kind === 'CTE') return inputs.length - 1;
	return kind.includes('JOIN') || kind === 'CROSS_PRODUCT' ? 0 : -1;
}

/** Chains of operators through which rows flow without being gathered, source first. */
export function pipelinesOf(root: Operator): readonly (readonly Operator[])[] {
	const done: Operator[][] = [];
	function open(operator: Operator): Operator[] {
		const through = flowing(operator);
		const chains = operator.inputs.map(open);
		done.push(...chains.filter((chain, at) => at !== through && chain.length > 0));
		const chain = [...(chains[through] ?? []), operator];
		if (!breakers.has(operator.kind)) return chain;
		done.push(chain);
		return [];
	}
	const last = open(root);
	return last.length === 0 ? done : [...done, last];
}

export interface Driver {
	readonly description: 'data' | 'final';
	readonly cluster_name: string;
	readonly node_name: string;
	readonly start_millis: number;
	readonly stop_millis: number;
	readonly took_nanos: number;
	readonly cpu_nanos: number;
	readonly documents_found: number;
	readonly values_loaded: number;
	readonly operators: readonly ProfileOperator[];
}

/** One driver per pipeline: those that read documents are `data`. DuckDB times them together, not each on its own. */
export function driversOf(
	{ root, nanos }: Measurement,
	tables: readonly Table[],
	startMillis: number
): readonly Driver[] {
	const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
	const again = rereadsOf(root);
	return (root ? pipelinesOf(root) : []).map((pipeline): Driver => {
		const scans = pipeline.filter(isScan);
		return {
			description: scans.length > 0 ? 'data' : 'final',
			cluster_name: identity.clusterName,
			node_name: identity.nodeName,
			start_millis: startMillis,
			stop_millis: startMillis + Math.ceil(nanos / 1e6),
			took_nanos: nanos,
			cpu_nanos: sum(pipeline.map((operator) => operator.nanos)),
			documents_found: sum(scans.filter((scan) => !again.has(scan)).map(({ rows }) => rows)),
			values_loaded: sum(scans.map(valuesRead)),
			operators: pipeline.flatMap((operator) => profileOperators(operator, tables))
		};
	});
}
