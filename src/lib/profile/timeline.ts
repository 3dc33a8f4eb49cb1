import { ownTime } from './driver';
import type { Driver, Profile } from './model';
import type { Stage } from './stages';

/**
 * Drivers as lanes, by cluster, node and stage, in arrays that travel between threads without being copied one by one.
 * Times are milliseconds from the query's start; where the profile tells no start times, all lanes begin at 0 and `placed` is false.
 */
export interface Timeline {
	readonly span: number;
	readonly placed: boolean;
	readonly phases: readonly PhaseBar[];
	readonly groups: readonly LaneGroup[];
	readonly reasons: readonly string[];
	/** Per lane: index of the driver, index of its stage, begin and end, share of the time that it ran (-1: not told). */
	readonly driver: Uint32Array;
	readonly stage: Uint32Array;
	readonly from: Float64Array;
	readonly to: Float64Array;
	readonly ran: Float32Array;
	/** Sleeps of lane `i` are those at `sleepAt[i] … sleepAt[i + 1] - 1`. */
	readonly sleepAt: Uint32Array;
	readonly sleepFrom: Float64Array;
	readonly sleepTo: Float64Array;
	readonly sleepReason: Uint8Array;
	/** Between the first and the last listed sleeps: how many more there were, and where. */
	readonly more: Uint32Array;
	readonly moreFrom: Float64Array;
	readonly moreTo: Float64Array;
}

export interface PhaseBar {
	readonly name: string;
	readonly from: number;
	readonly to: number;
}

/** Lanes of one node. */
export interface LaneGroup {
	readonly node: string;
	readonly first: number;
	readonly count: number;
}

/** Sleeps that each end of the list holds at most. */
const LISTED = 10;

export function timelineOf(profile: Profile, stages: readonly Stage[]): Timeline {
	const stageOf = new Uint32Array(profile.drivers.length);
	for (const stage of stages) for (const index of stage.drivers) stageOf[index] = stage.index;
	const lanes = profile.drivers.toSorted((a, b) => order(a, b, stageOf));
	const origin = profile.wall.start;
	const placed = origin !== undefined && lanes.every(({ start }) => start !== undefined);
	const at = (millis: number | undefined) =>
		placed && millis !== undefined ? Math.max(0, millis - origin) : 0;
	const from = Float64Array.from(lanes, ({ start }) => at(start));
	const to = Float64Array.from(lanes, (driver, lane) => from[lane]! + (driver.took ?? ownTime(driver)) / 1e6);
	const phases = profile.phases.map((phase) => ({
		name: phase.name,
		from: at(phase.start),
		to: at(phase.start) + phase.nanos / 1e6
	}));
	const ends = [...phases.map((phase) => phase.to), profile.wall.nanos / 1e6];
	return {
		span: to.reduce((most, end) => Math.max(most, end), Math.max(...ends)) || 1,
		placed,
		phases: phases.sort((a, b) => a.from - b.from || b.to - a.to),
		groups: groupsOf(lanes),
		driver: Uint32Array.from(lanes, ({ index }) => index),
		stage: Uint32Array.from(lanes, ({ index }) => stageOf[index]!),
		from,
		to,
		ran: Float32Array.from(lanes, ranShare),
		...sleepsOf(placed ? lanes : [], lanes.length, at, to)
	};
}

/** The arrays of a timeline that can be handed over. */
export function buffersOf(timeline: Timeline): ArrayBuffer[] {
	return Object.values(timeline).flatMap((value: unknown) =>
		ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : []
	);
}

function order(a: Driver, b: Driver, stageOf: Uint32Array): number {
	return (
		compare(a.cluster, b.cluster) ||
		compare(a.node, b.node) ||
		stageOf[a.index]! - stageOf[b.index]! ||
		(a.start ?? 0) - (b.start ?? 0) ||
		a.index - b.index
	);
}

const collator = new Intl.Collator('en', { numeric: true });
const compare = (a: string, b: string) => (a === b ? 0 : collator.compare(a, b));

function groupsOf(lanes: readonly Driver[]): readonly LaneGroup[] {
	const groups: { node: string; first: number; count: number }[] = [];
	let open = '';
	for (const [first, lane] of lanes.entries()) {
		const key = lane.place;
		const last = groups.at(-1);
		if (last && key === open) last.count++;
		else groups.push({ node: key, first, count: 1 });
		open = key;
	}
	return groups;
}

function ranShare({ took, cpu }: Driver): number {
	return took === undefined || cpu === undefined || took === 0 ? -1 : Math.min(1, cpu / took);
}

type SleepArrays = Pick<
	Timeline,
	'reasons' | 'sleepAt' | 'sleepFrom' | 'sleepTo' | 'sleepReason' | 'more' | 'moreFrom' | 'moreTo'
>;

function sleepsOf(
	lanes: readonly Driver[],
	count: number,
	at: (millis: number) => number,
	ends: Float64Array
): SleepArrays {
	const reasons: string[] = [];
	const total = lanes.reduce((sum, { sleeps }) => sum + sleeps.listed.length, 0);
	const arrays = {
		reasons,
		sleepAt: new Uint32Array(count + 1),
		sleepFrom: new Float64Array(total),
		sleepTo: new Float64Array(total),
		sleepReason: new Uint8Array(total),
		more: new Uint32Array(count),
		moreFrom: new Float64Array(count),
		moreTo: new Float64Array(count)
	};
	let next = 0;
	for (const [lane, { sleeps }] of lanes.entries()) {
		arrays.sleepAt[lane] = next;
		for (const { reason, from, to } of sleeps.listed) {
			if (!reasons.includes(reason)) reasons.push(reason);
			arrays.sleepFrom[next] = at(from);
			arrays.sleepTo[next] = to === undefined ? ends[lane]! : at(to);
			arrays.sleepReason[next++] = reasons.indexOf(reason);
		}
		const told = Object.values(sleeps.counts).reduce((sum, times) => sum + times, 0);
		const listed = sleeps.listed.length;
		if (told <= listed || listed <= LISTED) continue;
		arrays.more[lane] = told - listed;
		arrays.moreFrom[lane] = arrays.sleepTo[next - listed + LISTED - 1]!;
		arrays.moreTo[lane] = arrays.sleepFrom[next - listed + LISTED]!;
	}
	arrays.sleepAt.fill(next, lanes.length);
	return arrays;
}
