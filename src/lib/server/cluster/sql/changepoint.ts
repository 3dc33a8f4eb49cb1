import { aboveF, beyondT } from './beta';

export type ChangeType = 'spike' | 'dip' | 'step_change' | 'trend_change' | 'distribution_change';

export interface Change {
	/** Position of the value at which the change is, from 0. */
	readonly at: number;
	readonly type: ChangeType;
	readonly pvalue: number;
}

/** Fewer values tell nothing. */
export const LEAST_VALUES = 22;
const SIGNIFICANT = 0.01;
/** Values on either side of a change. */
const LEAST_SIDE = 5;

/** Sums over the first n values, n = 0 … length: count of any part by difference. */
interface Sums {
	readonly y: readonly number[];
	readonly yy: readonly number[];
	readonly xy: readonly number[];
}

function sumsOf(values: readonly number[]): Sums {
	const [y, yy, xy] = [[0], [0], [0]];
	values.forEach((value, x) => {
		y.push(y[x] + value);
		yy.push(yy[x] + value * value);
		xy.push(xy[x] + x * value);
	});
	return { y, yy, xy };
}

/** Squared distance of the values from..to from their mean. */
function aroundMean({ y, yy }: Sums, from: number, to: number): number {
	const sum = y[to] - y[from];
	return Math.max(0, yy[to] - yy[from] - (sum * sum) / (to - from));
}

/** Squared distance of the values from..to from their regression line. */
function aroundLine(sums: Sums, from: number, to: number): number {
	const n = to - from;
	const meanX = (from + to - 1) / 2;
	const spreadX = (n * (n * n - 1)) / 12;
	const together = sums.xy[to] - sums.xy[from] - meanX * (sums.y[to] - sums.y[from]);
	return Math.max(0, aroundMean(sums, from, to) - (together * together) / spreadX);
}

interface Split {
	readonly at: number;
	readonly rest: number;
}

/** The split that leaves the least distance. */
function bestSplit(length: number, rest: (at: number) => number): Split {
	let best: Split = { at: LEAST_SIDE, rest: Infinity };
	for (let at = LEAST_SIDE; at <= length - LEAST_SIDE; at++) {
		const left = rest(at);
		if (left < best.rest) best = { at, rest: left };
	}
	return best;
}

/** p-value that a model with more parameters fits better by chance, with Bonferroni's correction for the choice of split. */
function gain(before: number, after: number, parameters: number, freedom: number, tries: number): number {
	if (before <= Number.EPSILON) return 1;
	const f = after <= before * 1e-15 ? Infinity : (before - after) / parameters / (after / freedom);
	return Math.min(1, aboveF(f, parameters, freedom) * tries);
}

/** The value that is farthest from all others, when it is too far to be one of them. */
function outlier(values: readonly number[], sums: Sums): Change | undefined {
	const n = values.length;
	const middle = [...values].sort((a, b) => a - b)[n >> 1];
	let at = 0;
	values.forEach((value, index) => {
		if (Math.abs(value - middle) > Math.abs(values[at] - middle)) at = index;
	});
	const value = values[at];
	const mean = (sums.y[n] - value) / (n - 1);
	const spread = Math.sqrt(Math.max(0, sums.yy[n] - value * value - (n - 1) * mean * mean) / (n - 2));
	const t = Math.abs(value - mean) / (spread * Math.sqrt(n / (n - 1)));
	if (value === mean || Number.isNaN(t)) return undefined;
	const pvalue = Math.min(1, (t === Infinity ? 0 : beyondT(t, n - 2)) * n);
	return pvalue < SIGNIFICANT ? { at, type: value > mean ? 'spike' : 'dip', pvalue } : undefined;
}

/** The place where the values begin to spread otherwise, when level and trend stay. */
function spreadChange(sums: Sums, n: number): Change | undefined {
	let best: Change | undefined;
	for (let at = LEAST_SIDE; at <= n - LEAST_SIDE; at++) {
		const [left, right] = [aroundMean(sums, 0, at) / (at - 1), aroundMean(sums, at, n) / (n - at - 1)];
		const [wide, narrow] = left > right ? [left, right] : [right, left];
		if (wide <= Number.EPSILON) continue;
		const [df1, df2] = left > right ? [at - 1, n - at - 1] : [n - at - 1, at - 1];
		const f = narrow <= wide * 1e-15 ? Infinity : wide / narrow;
		const pvalue = Math.min(1, 2 * aboveF(f, df1, df2) * (n - 2 * LEAST_SIDE));
		if (pvalue < (best?.pvalue ?? SIGNIFICANT)) best = { at, type: 'distribution_change', pvalue };
	}
	return best;
}

/** A change of level or of slope. */
function shift(sums: Sums, n: number): Change | undefined {
	const tries = n - 2 * LEAST_SIDE + 1;
	const flat = aroundMean(sums, 0, n);
	const line = aroundLine(sums, 0, n);
	const step = bestSplit(n, (at) => aroundMean(sums, 0, at) + aroundMean(sums, at, n));
	const bend = bestSplit(n, (at) => aroundLine(sums, 0, at) + aroundLine(sums, at, n));
	const stepGain = gain(flat, step.rest, 1, n - 2, tries);
	const bendGain = gain(line, bend.rest, 2, n - 4, tries);
	const isTrend = gain(flat, line, 1, n - 2, 1) < SIGNIFICANT;
	const bendBeatsStep = gain(step.rest, bend.rest, 2, n - 4, 1) < SIGNIFICANT;
	if (bendGain < SIGNIFICANT && bendBeatsStep) return { at: bend.at, type: 'trend_change', pvalue: bendGain };
	if (stepGain < SIGNIFICANT && (!isTrend || step.rest < line))
		return { at: step.at, type: 'step_change', pvalue: stepGain };
	return undefined;
}

/**
 * The one change in a series that is hardest to explain by chance; undefined where there is none, or too little to tell.
 * F- and t-tests of our own choice, so p-values are not those of Elasticsearch.
 */
export function findChange(values: readonly number[]): Change | undefined {
	const n = values.length;
	if (n < LEAST_VALUES) return undefined;
	const sums = sumsOf(values);
	const far = outlier(values, sums);
	if (far) {
		const others = values.map((value, index) => (index === far.at ? (sums.y[n] - value) / (n - 1) : value));
		return shift(sumsOf(others), n) ?? far;
	}
	return shift(sums, n) ?? spreadChange(sums, n);
}
