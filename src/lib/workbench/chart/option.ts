import type { BarSeriesOption, LineSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import type {
	BrushComponentOption,
	GridComponentOption,
	LegendComponentOption,
	TooltipComponentOption
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { instantText, type Drawn, type DrawnSeries } from './drawn';
import type { Palette } from './palette';

type SeriesOption = LineSeriesOption | BarSeriesOption | ScatterSeriesOption;
export type PictureOption = ComposeOption<
	SeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption | BrushComponentOption
>;

/** Points of one line that still get a dot each. */
const DOTTED = 40;
const LARGE = 2000;

const timeLabels = {
	year: '{yyyy}',
	month: '{MMM} {yyyy}',
	day: '{MMM} {d}',
	hour: '{HH}:{mm}',
	minute: '{HH}:{mm}',
	second: '{HH}:{mm}:{ss}',
	millisecond: '{HH}:{mm}:{ss}.{SSS}'
};

/** What ECharts draws for the numbers. `font` is the page's own. */
export function optionOf(picture: Drawn, palette: Palette, font: string): PictureOption {
	const { spec, series } = picture;
	const legend = series.length > 1;
	const onSteps = spec.kind === 'bar' || spec.kind === 'histogram' || picture.axis === 'label';
	const axisStyle = {
		axisLine: { lineStyle: { color: palette.line } },
		axisTick: { show: false },
		axisLabel: { color: palette.muted, fontFamily: font, fontSize: 11, hideOverlap: true },
		splitLine: { lineStyle: { color: palette.line } },
		nameTextStyle: { color: palette.muted, fontFamily: font, fontSize: 11 }
	};
	return {
		animation: false,
		useUTC: true,
		color: [...palette.series],
		textStyle: { fontFamily: font, color: palette.text },
		grid: { left: 12, right: 20, top: legend ? 40 : 28, bottom: 8, outerBoundsMode: 'same' },
		legend: legend
			? {
					type: 'scroll',
					top: 4,
					left: 8,
					icon: 'roundRect',
					itemWidth: 10,
					itemHeight: 10,
					textStyle: { color: palette.text, fontFamily: font },
					pageTextStyle: { color: palette.muted },
					pageIconColor: palette.muted
				}
			: { show: false },
		tooltip: {
			trigger: spec.kind === 'scatter' ? 'item' : 'axis',
			renderMode: 'richText',
			confine: true,
			backgroundColor: palette.raised,
			borderColor: palette.line,
			textStyle: { color: palette.text, fontFamily: font, fontSize: 12 },
			axisPointer: { type: onSteps ? 'shadow' : 'line', shadowStyle: { color: palette.line, opacity: 0.35 } },
			order: series.length > 1 ? 'valueDesc' : 'seriesAsc',
			valueFormatter: (value) => (typeof value === 'number' ? readable(value) : '')
		},
		xAxis: onSteps
			? { type: 'category', data: [...stepNames(picture)], ...axisStyle, splitLine: { show: false } }
			: picture.axis === 'time'
				? {
						type: 'time',
						...axisStyle,
						axisLabel: { ...axisStyle.axisLabel, formatter: timeLabels },
						splitLine: { show: false }
					}
				: { type: 'value', scale: true, ...axisStyle, splitLine: { show: false } },
		yAxis: {
			type: spec.log ? 'log' : 'value',
			scale: spec.kind === 'scatter',
			name: yName(picture),
			nameLocation: 'end',
			...axisStyle,
			axisLabel: { ...axisStyle.axisLabel, formatter: (value: number) => compact(value) }
		},
		series: series.map((one, at) =>
			seriesOption(picture, one, onSteps, palette.series[at % palette.series.length])
		)
	};
}

function seriesOption(
	{ spec, axis }: Drawn,
	one: DrawnSeries,
	onSteps: boolean,
	color: string
): SeriesOption {
	const values = Array.from(one.y, (value) => (spec.log && value <= 0 ? NaN : value));
	const data = onSteps ? values : values.map((value, at) => [one.x[at], value]);
	const stack =
		spec.stacked && (axis === 'label' || onSteps || spec.kind === 'area')
			? `figure ${one.figure}`
			: undefined;
	switch (spec.kind) {
		case 'scatter':
			return {
				type: 'scatter',
				name: one.name,
				data,
				symbolSize: data.length > LARGE ? 3 : 6,
				itemStyle: { opacity: data.length > LARGE ? 0.5 : 0.75 },
				large: data.length > LARGE,
				largeThreshold: LARGE
			};
		case 'bar':
		case 'histogram':
			return {
				type: 'bar',
				name: one.name,
				data,
				...(stack ? { stack } : {}),
				barMaxWidth: 48,
				barCategoryGap: spec.kind === 'histogram' ? '4%' : '22%',
				itemStyle: { color, borderRadius: stack ? 0 : [2, 2, 0, 0] }
			};
		default:
			return {
				type: 'line',
				name: one.name,
				data,
				...(stack ? { stack } : {}),
				...(spec.kind === 'area' ? { areaStyle: { opacity: 0.3 } } : {}),
				showSymbol: data.length <= DOTTED,
				symbolSize: 5,
				lineStyle: { width: 1.6 },
				sampling: 'lttb',
				connectNulls: false
			};
	}
}

function stepNames({ axis, labels, step, series }: Drawn): readonly string[] {
	if (axis === 'label') return labels;
	return Array.from(series[0]?.x ?? [], (x) => (axis === 'time' ? instantText(x, step) : compact(x)));
}

function yName({ spec, series }: Drawn): string {
	if (series.length > 1 && spec.split === undefined) return '';
	const [figure] = spec.y;
	if (spec.kind === 'histogram' || figure?.fn === 'rows') return 'rows';
	return figure === undefined
		? ''
		: figure.fn === 'each'
			? `${figure.column}`
			: `${figure.fn}(${figure.column})`;
}

const grouped = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 15 });
const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 4 });

function readable(value: number): string {
	return Number.isFinite(value) ? grouped.format(value) : '';
}

/** For an axis: `1.2K`, `0.00012`. */
export function compact(value: number): string {
	if (value !== 0 && Math.abs(value) < 0.001) return value.toExponential(2);
	return short.format(value);
}
