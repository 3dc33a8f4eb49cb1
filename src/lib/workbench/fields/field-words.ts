import { isNumeric } from '$lib/results/format';
import type { FieldSummary, Histogram } from '$lib/results/questions';
import { count } from '../status/words';

/** A share of a whole: `0 %`, `< 0.1 %`, `12.3 %`, `100 %`; never 0 or 100 when it is not. */
export function percent(part: number, whole: number): string {
	if (part === 0 || whole === 0) return '0 %';
	if (part === whole) return '100 %';
	const share = (part / whole) * 100;
	if (share < 0.1) return '< 0.1 %';
	return share > 99.9 ? '> 99.9 %' : `${share.toFixed(1)} %`;
}

/** Whole digits and a few of the fraction: for axes and averages, where the exact figure is told beside. */
export function rounded(value: number): string {
	if (!Number.isFinite(value)) return String(value);
	if (Number.isInteger(value) && Math.abs(value) < 1e15) return count(value);
	return Math.abs(value) >= 1e15 || Math.abs(value) < 1e-4 ? value.toExponential(3) : grouped.format(value);
}

const grouped = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 });

const MINUTE = 60_000;

/** Both ends of a histogram, for its axis; dates as exact as its width needs. */
export function edges({ from, to }: Histogram, type: string): readonly [string, string] {
	if (isNumeric(type)) return [rounded(from), rounded(to)];
	const digits = to - from < MINUTE ? 23 : to - from < 60 * MINUTE ? 19 : 16;
	const word = (value: number) => {
		const date = new Date(value);
		if (Number.isNaN(date.getTime())) return rounded(value);
		return date.toISOString().replace('T', ' ').slice(0, digits);
	};
	return [word(from), word(to)];
}

/** Figures of a field, labelled, in the order they are read. */
export function facts(summary: FieldSummary): readonly { readonly label: string; readonly value: string }[] {
	const { figures, quantiles } = summary;
	const told = (label: string, value: string | undefined) => (value === undefined ? [] : [{ label, value }]);
	return [
		...told('Distinct', count(summary.distinct)),
		...told('Null', `${count(summary.nulls)} (${percent(summary.nulls, summary.rows)})`),
		...(summary.multiple > 0
			? told('Several values', `${count(summary.multiple)} rows, ${count(summary.values)} values in all`)
			: []),
		...told('Least', summary.min),
		...told('5 %', quantiles[0]),
		...told('25 %', quantiles[1]),
		...told('Median', quantiles[2]),
		...told('75 %', quantiles[3]),
		...told('95 %', quantiles[4]),
		...told('Greatest', summary.max),
		...told('Average', figures && rounded(Number(figures.average))),
		...told('Sum', figures?.sum)
	];
}
