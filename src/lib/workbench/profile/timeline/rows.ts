import type { PhaseBar, Timeline } from '$lib/profile/timeline';

export const rowHeight = 18;
export const headHeight = 24;
export const phaseHeight = 16;
export const rulerHeight = 22;
export const gutter = 176;

/** A line of the timeline: the head of a node, or one driver's lane. */
export interface TimelineRow {
	readonly y: number;
	readonly height: number;
	/** The group it belongs to, and its lane; -1 for a head. */
	readonly group: number;
	readonly lane: number;
}

/** All lines from the top down. */
export function rowsOf({ groups }: Timeline): readonly TimelineRow[] {
	const rows: TimelineRow[] = [];
	let y = 0;
	for (const [group, { first, count }] of groups.entries()) {
		rows.push({ y, height: headHeight, group, lane: -1 });
		y += headHeight;
		for (let lane = first; lane < first + count; lane++) {
			rows.push({ y, height: rowHeight, group, lane });
			y += rowHeight;
		}
	}
	return rows;
}

export function heightOf(rows: readonly TimelineRow[]): number {
	const last = rows.at(-1);
	return last ? last.y + last.height + 8 : 0;
}

/** Position of the line that holds a height, or of the one before. */
export function rowAt(rows: readonly TimelineRow[], y: number): number {
	let [low, high] = [0, rows.length - 1];
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (rows[middle]!.y <= y) low = middle;
		else high = middle - 1;
	}
	return low;
}

/** Phases one below the other where they overlap. */
export function stackPhases(phases: readonly PhaseBar[]): readonly (PhaseBar & { readonly level: number })[] {
	const ends: number[] = [];
	return phases.map((phase) => {
		const free = ends.findIndex((end) => end <= phase.from);
		const level = free < 0 ? ends.length : free;
		ends[level] = phase.to;
		return { ...phase, level };
	});
}
