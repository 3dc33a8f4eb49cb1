import type { Driver, Operator, Sleep, Sleeps } from './model';
import { kindOf, readOperator, withRows } from './operator';
import { amount, amounts, fields, items, sum, sumKnown, text } from './values';

/** Reads one entry of `drivers`. Never throws. */
export function readDriver(entry: unknown, index: number, severalClusters: boolean): Driver {
	const told = fields(entry);
	const operators = withRows(items(told.operators).map(readOperator));
	const start = amount(told.start_millis);
	const stop = amount(told.stop_millis);
	const between =
		start !== undefined && stop !== undefined && stop >= start ? (stop - start) * 1e6 : undefined;
	const cluster = text(told.cluster_name) ?? '';
	const node = text(told.node_name) ?? '';
	return {
		index,
		role: text(told.description) ?? text(told.task_description) ?? roleOf(operators),
		cluster,
		node,
		place: placeOf(cluster, node, severalClusters),
		start,
		took: amount(told.took_nanos) ?? between,
		cpu: amount(told.cpu_nanos),
		documentsFound:
			amount(told.documents_found) ??
			sumKnown(operators.map(({ name, rowsOut }) => (kindOf(name) === 'source' ? rowsOut : undefined))),
		valuesLoaded: amount(told.values_loaded) ?? sumKnown(operators.map(({ valuesLoaded }) => valuesLoaded)),
		iterations: amount(told.iterations),
		operators,
		sleeps: readSleeps(told.sleeps)
	};
}

/** Node names are only unique within a cluster. */
export function placeOf(cluster: string, node: string, severalClusters: boolean): string {
	if (node === '') return cluster === '' ? 'unnamed node' : cluster;
	return severalClusters && cluster !== '' ? `${cluster} / ${node}` : node;
}

/** Before 8.18 a driver does not tell its role; where its rows come from and go to does. */
function roleOf(operators: readonly Operator[]): string {
	const [first, last] = [operators.at(0), operators.at(-1)].map((one) => one && kindOf(one.name));
	if (last === 'exchange') return first === 'exchange' ? 'node_reduce' : 'data';
	if (first === 'source') return 'data';
	return last === 'output' || first === 'exchange' ? 'final' : 'driver';
}

function readSleeps(told: unknown): Sleeps {
	const { counts, first, last } = fields(told);
	const seen = new Set<string>();
	const listed = [...items(first), ...items(last)].flatMap((entry): readonly Sleep[] => {
		const { reason, sleep_millis, wake_millis } = fields(entry);
		const from = amount(sleep_millis);
		const key = `${String(reason)} ${from}`;
		if (from === undefined || seen.has(key)) return [];
		seen.add(key);
		return [{ reason: text(reason) ?? 'no reason told', from, to: amount(wake_millis) }];
	});
	listed.sort((a, b) => a.from - b.from);
	return { told: told !== undefined && told !== null, counts: amounts(counts), listed };
}

/** Milliseconds of the listed sleeps by reason. A sleep that lasts is counted up to the driver's end. */
export function sleptMillis({ sleeps, start, took }: Driver): ReadonlyMap<string, number> {
	const end = start === undefined || took === undefined ? undefined : start + took / 1e6;
	const slept = new Map<string, number>();
	for (const { reason, from, to } of sleeps.listed) {
		const millis = Math.max(0, (to ?? end ?? from) - from);
		slept.set(reason, (slept.get(reason) ?? 0) + millis);
	}
	return slept;
}

/** Nanoseconds that a driver lived without running; undefined where the profile does not tell. */
export function waited({ took, cpu, sleeps }: Driver): number | undefined {
	if (took === undefined || cpu === undefined || !sleeps.told) return undefined;
	return Math.max(0, took - cpu);
}

/** What a driver's operators tell together. */
export function ownTime({ operators }: Pick<Driver, 'operators'>): number {
	return sum(operators.map(({ nanos }) => nanos));
}
