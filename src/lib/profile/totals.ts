import { ownTime, sleptMillis, waited } from './driver';
import type { Driver, Profile } from './model';
import type { Stage, Step } from './stages';
import { groupBy, items, largest, sum, text } from './values';

/** The figures of a whole profile from which sentences, advice and views are made. */
export interface Totals {
	readonly profile: Profile;
	readonly stages: readonly Stage[];
	readonly steps: readonly Step[];
	readonly wall: number;
	readonly cpu: number;
	readonly waited: number | undefined;
	/** Share of the lifetime of all drivers that was spent waiting for a reason, largest first. */
	readonly reasons: readonly Reason[];
	readonly planning: number | undefined;
	/** What Lucene searched for, without queries that match everything. */
	readonly queries: readonly string[];
	readonly documentsFound: number | undefined;
	readonly valuesLoaded: number | undefined;
	/** Rows of the answer, or those that the last operator gave. */
	readonly rowsOut: number | undefined;
	readonly nodes: readonly NodeTotals[];
	readonly unaccounted: number;
	readonly beyond: number;
}

export interface Reason {
	readonly reason: string;
	readonly nanos: number;
	readonly count: number;
}

/** What the data drivers of one node did. */
export interface NodeTotals {
	readonly name: string;
	readonly cluster: string;
	readonly drivers: number;
	readonly cpu: number;
	/** Longest life of one of its drivers. */
	readonly longest: number;
	readonly documentsFound: number;
}

export function totalsOf(profile: Profile, stages: readonly Stage[]): Totals {
	const { drivers, phases, answer, wall } = profile;
	const steps = stages.flatMap((stage) => stage.steps);
	const told = drivers.map(waited);
	const output = stages.findLast(({ kind }) => kind === 'final')?.steps.at(-1);
	return {
		profile,
		stages,
		steps,
		wall: wall.nanos,
		cpu: sum(drivers.map((driver) => driver.cpu ?? ownTime(driver))),
		waited: told.some((nanos) => nanos !== undefined) ? sum(told) : undefined,
		reasons: reasonsOf(drivers),
		planning: phases.find(({ name }) => name === 'planning')?.nanos,
		queries: queriesOf(drivers),
		documentsFound: answer.documentsFound ?? known(drivers.map(({ documentsFound }) => documentsFound)),
		valuesLoaded: known(drivers.map(({ valuesLoaded }) => valuesLoaded)),
		rowsOut: answer.rows ?? output?.rowsOut ?? output?.rowsIn,
		nodes: nodesOf(profile, stages),
		unaccounted: sum(stages.map(({ unaccounted }) => unaccounted)),
		beyond: sum(stages.map(({ beyond }) => beyond))
	};
}

function known(values: readonly (number | undefined)[]): number | undefined {
	return values.some((value) => value !== undefined) ? sum(values) : undefined;
}

function queriesOf(drivers: readonly Driver[]): readonly string[] {
	const all = drivers.flatMap(({ operators: [source] }) => items(source?.status.processed_queries));
	return narrowing([...new Set(all.flatMap((query) => text(query) ?? []))]);
}

/** Lucene queries that find something in particular. */
export function narrowing(queries: readonly string[]): readonly string[] {
	return queries.filter((query) => !/^(\*:\*|#\*:\*|ConstantScore\(\*:\*\))$/.test(query.trim()));
}

function reasonsOf(drivers: readonly Driver[]): readonly Reason[] {
	const found = new Map<string, { nanos: number; count: number }>();
	const of = (reason: string) => {
		const entry = found.get(reason) ?? { nanos: 0, count: 0 };
		found.set(reason, entry);
		return entry;
	};
	for (const driver of drivers) {
		for (const [reason, millis] of sleptMillis(driver)) of(reason).nanos += millis * 1e6;
		for (const [reason, count] of Object.entries(driver.sleeps.counts)) of(reason).count += count;
	}
	return [...found].map(([reason, entry]) => ({ reason, ...entry })).sort((a, b) => b.nanos - a.nanos);
}

function nodesOf({ drivers }: Profile, stages: readonly Stage[]): readonly NodeTotals[] {
	const data = stages.filter(({ kind }) => kind === 'data').flatMap((stage) => stage.drivers);
	const chosen = data.length > 0 ? data.map((index) => drivers[index]!) : drivers;
	const nodes = [...groupBy(chosen, ({ place }) => place)].map(([name, members]) => ({
		name,
		cluster: members[0]!.cluster,
		drivers: members.length,
		cpu: sum(members.map((driver) => driver.cpu ?? ownTime(driver))),
		longest: members.reduce((most, { took }) => Math.max(most, took ?? 0), 0),
		documentsFound: sum(members.map(({ documentsFound }) => documentsFound))
	}));
	return nodes.sort((a, b) => b.longest - a.longest);
}

/** The slowest of several against the median of the others. */
export interface Skew<Item> {
	readonly slowest: Item;
	readonly median: number;
	/** How many times as long as the median. */
	readonly times: number;
}

export function skewOf<Item>(list: readonly Item[], figure: (item: Item) => number): Skew<Item> | undefined {
	const slowest = list.length < 2 ? undefined : largest(list, figure);
	if (slowest === undefined) return undefined;
	const others = list
		.filter((item) => item !== slowest)
		.map(figure)
		.sort((a, b) => a - b);
	const middle = (others.length - 1) / 2;
	const median = (others[Math.floor(middle)]! + others[Math.ceil(middle)]!) / 2;
	return median > 0 ? { slowest, median, times: figure(slowest) / median } : undefined;
}

/** Operators by their own time, the costliest first. Those that tell no time are left out. */
export function costliest({ steps }: Totals, count: number): readonly Step[] {
	return steps
		.filter(({ nanos }) => (nanos ?? 0) > 0)
		.sort((a, b) => b.nanos! - a.nanos!)
		.slice(0, count);
}

/** Share of the wall time that an operator took in the driver where it took longest; at most the driver's own life. */
export function wallShare({ profile, wall }: Totals, step: Step): number {
	if (wall <= 0) return 0;
	const life = profile.drivers[step.slowest]?.took ?? wall;
	return Math.min(step.longest, life, wall) / wall;
}

/** Share of all operators' and drivers' CPU time. */
export function cpuShare(
	{ cpu, beyond }: Totals,
	{ nanos = 0 }: { readonly nanos?: number | undefined }
): number {
	const whole = cpu + beyond;
	return whole > 0 ? nanos / whole : 0;
}
