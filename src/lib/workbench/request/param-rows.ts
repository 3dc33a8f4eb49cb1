import type { ParamRow } from '$lib/request/request';
import { slotsOf, type Slot } from '$lib/request/slots';

/** One line of the Params pane. */
export interface ParamLine {
	readonly row: ParamRow;
	readonly slot: Slot;
	/** Offset of its first place in the query. */
	readonly from: number;
	/** `?name`, `?1`, or the how-many-th `?` it is. */
	readonly label: string;
	/** The lines of the query that use it, from 1. */
	readonly usedOn: readonly number[];
}

/** Rows that are shown, and places of each: more help nobody. */
export const SHOWN_PARAMS = 200;
const shownUses = 5;

/** The first rows with where they are used, in order. */
export function paramLines(query: string, rows: readonly ParamRow[]): readonly ParamLine[] {
	const { all } = slotsOf(query);
	const starts = lineStarts(query);
	return rows.slice(0, SHOWN_PARAMS).flatMap((row, at) => {
		const slot = all[at];
		if (!slot) return [];
		const usedOn = [...new Set(slot.uses.slice(0, shownUses).map(({ from }) => lineOf(starts, from)))];
		const mark = slot.uses.every(({ identifier }) => identifier) ? '??' : '?';
		const label = row.name === '' ? `${mark} #${at + 1}` : `${mark}${row.name}`;
		return [{ row, slot, from: slot.uses[0]?.from ?? 0, label, usedOn }];
	});
}

/** Offsets at which lines begin. */
function lineStarts(text: string): readonly number[] {
	const starts = [0];
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
	return starts;
}

/** The line of an offset, from 1. */
function lineOf(starts: readonly number[], offset: number): number {
	let [low, high] = [0, starts.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((starts[middle] ?? Infinity) <= offset) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** A pasted column of text as the value of a list; undefined where it is one line only. */
export function pastedList(text: string): string | undefined {
	const lines = text.split(/\r?\n/).map((line) => line.trim());
	const values = lines.filter((line) => line !== '');
	return values.length > 1 ? values.join('\n') : undefined;
}
