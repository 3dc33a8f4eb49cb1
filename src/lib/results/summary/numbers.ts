import type { Breath } from '../breath';

/** Numbers that are sorted in one go. */
const RUN = 131_072;

type Numbers = Float64Array<ArrayBuffer> | BigInt64Array<ArrayBuffer> | BigUint64Array<ArrayBuffer>;

/** The same numbers in ascending order: runs sorted by the engine, then merged. The array given may be used up. */
export async function sortNumbers<List extends Numbers>(list: List, breath: Breath): Promise<List> {
	const { length } = list;
	for (let from = 0; from < length; from += RUN) {
		list.subarray(from, from + RUN).sort();
		await breath.pause();
	}
	let sorted = list;
	let spare = length > RUN ? (list.slice() as List) : list;
	for (let width = RUN; width < length; width *= 2) {
		for (let from = 0; from < length; from += width * 2) {
			await merge(
				sorted,
				spare,
				from,
				Math.min(from + width, length),
				Math.min(from + width * 2, length),
				breath
			);
		}
		[sorted, spare] = [spare, sorted];
	}
	return sorted;
}

async function merge(
	source: Numbers,
	target: Numbers,
	from: number,
	middle: number,
	to: number,
	breath: Breath
): Promise<void> {
	let left = from;
	let right = middle;
	for (let at = from; at < to; at++) {
		const takeLeft = left < middle && (right >= to || source[left] <= source[right]);
		target[at] = takeLeft ? source[left++] : source[right++];
		if (at % 65_536 === 0) await breath.pause();
	}
}

/** Calls `take` with each distinct number of a sorted list and how often it stands there. */
export function eachRun(sorted: Numbers, take: (value: number | bigint, count: number) => void): void {
	let from = 0;
	for (let at = 1; at <= sorted.length; at++) {
		if (at < sorted.length && sorted[at] === sorted[from]) continue;
		if (sorted.length > 0) take(sorted[from], at - from);
		from = at;
	}
}
