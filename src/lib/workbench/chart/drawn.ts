import type { ChartData, GroupKey } from '$lib/results/questions';
import { figureName } from './question';
import type { ChartSpec } from './spec';

/** One line, one set of bars or one cloud, named. */
export interface DrawnSeries {
	readonly name: string;
	/** Position of its figure. */
	readonly figure: number;
	readonly x: Float64Array;
	readonly y: Float64Array;
}

/** The numbers of a picture, with the words that people read. */
export interface Drawn {
	readonly spec: ChartSpec;
	/** `time` counts in epoch ms, `label` in positions of `labels`. */
	readonly axis: 'time' | 'number' | 'label';
	readonly labels: readonly string[];
	/** Width of a step of x; 0 where there are none or they are months. */
	readonly step: number;
	readonly series: readonly DrawnSeries[];
}

/** Puts a reply of the store and what was asked together. */
export function drawn(spec: ChartSpec, xIsDate: boolean, data: ChartData): Drawn {
	const several = spec.y.length > 1;
	const series = data.series.map(({ measure, split, x, y }) => {
		const figure = figureName(spec.y[measure] ?? { fn: 'rows' });
		const name = split === undefined ? figure : several ? `${keyText(split)} · ${figure}` : keyText(split);
		return { name, figure: measure, x: x ?? data.x, y };
	});
	return byHeight({
		spec,
		axis: data.labels.length > 0 ? 'label' : xIsDate ? 'time' : 'number',
		labels: data.labels.map(keyText),
		step: data.step,
		series
	});
}

/** Categories with the greatest figures first; steps of a number or a date stay in their order. */
function byHeight(picture: Drawn): Drawn {
	if (picture.axis !== 'label') return picture;
	const height = (at: number) =>
		picture.series.reduce((sum, { figure, y }) => (figure === 0 && y[at] > 0 ? sum + y[at] : sum), 0);
	const order = picture.labels.map((_, at) => at).sort((a, b) => height(b) - height(a));
	return {
		...picture,
		labels: order.map((at) => picture.labels[at]),
		series: picture.series.map((one) => ({ ...one, y: Float64Array.from(order, (at) => one.y[at]) }))
	};
}

function keyText(key: GroupKey): string {
	if (key === null) return 'null';
	return key === '' ? '""' : key;
}

/** An instant as short as its step allows, in UTC. */
export function instantText(ms: number, step: number): string {
	if (!Number.isFinite(ms)) return '';
	const iso = new Date(ms).toISOString();
	if (step === 0 || step % 86_400_000 === 0) return iso.slice(0, 10);
	if (step % 60_000 === 0) return `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
	return `${iso.slice(0, 10)} ${iso.slice(11, step % 1000 === 0 ? 19 : 23)}`;
}

/** The place on x of one value of a series, as text. */
export function xText({ axis, labels, step, series }: Drawn, seriesAt: number, at: number): string {
	const x = series[seriesAt]?.x[at] ?? NaN;
	if (axis === 'label') return labels[x] ?? '';
	return axis === 'time' ? instantText(x, series[seriesAt].x.length > 1 && step > 0 ? step : 1) : String(x);
}
