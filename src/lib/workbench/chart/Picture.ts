import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import {
	BrushComponent,
	GridComponent,
	LegendComponent,
	ToolboxComponent,
	TooltipComponent
} from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import type { Drawn } from './drawn';
import { optionOf } from './option';
import { paletteOf } from './palette';

use([
	BarChart,
	LineChart,
	ScatterChart,
	BrushComponent,
	GridComponent,
	LegendComponent,
	ToolboxComponent,
	TooltipComponent,
	CanvasRenderer,
	SVGRenderer
]);

/** A stretch of x, in epoch ms. */
export interface Stretch {
	readonly from: number;
	readonly to: number;
}

/** A picture on the page. */
export class Picture {
	readonly #element: HTMLElement;
	readonly #chart: EChartsType;
	readonly #watching: ResizeObserver;
	#drawn: Drawn | undefined;

	/** `onbrush` hears of a stretch of time that was marked; undefined when the mark is gone. */
	constructor(element: HTMLElement, onbrush: (stretch: Stretch | undefined) => void) {
		this.#element = element;
		this.#chart = init(element, undefined, { renderer: 'canvas' });
		this.#watching = new ResizeObserver(() => this.#chart.resize());
		this.#watching.observe(element);
		this.#chart.on('brushEnd', (event) => onbrush(this.#stretchOf(event)));
	}

	/** Draws the numbers in the colours of the moment. */
	show(drawn: Drawn): void {
		this.#drawn = drawn;
		const { palette, font } = this.#look();
		const onTime = drawn.axis === 'time' && drawn.spec.kind !== 'scatter';
		const brush = {
			xAxisIndex: 0,
			brushMode: 'single' as const,
			brushStyle: { color: palette.accent, borderColor: palette.accent, opacity: 0.18 },
			outOfBrush: { colorAlpha: 1 }
		};
		const option = optionOf(drawn, palette, font);
		this.#chart.setOption(onTime ? { ...option, brush, toolbox: { show: false } } : option, {
			notMerge: true
		});
		if (!onTime) return;
		this.#chart.dispatchAction({
			type: 'takeGlobalCursor',
			key: 'brush',
			brushOption: { brushType: 'lineX', brushMode: 'single' }
		});
	}

	/** Takes the mark away. */
	unmark(): void {
		this.#chart.dispatchAction({ type: 'brush', areas: [] });
	}

	png(): Blob {
		const url = this.#chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: this.#look().panel });
		const bytes = Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (character) =>
			character.charCodeAt(0)
		);
		return new Blob([bytes], { type: 'image/png' });
	}

	svg(): Blob {
		const chart = init(null, undefined, {
			renderer: 'svg',
			ssr: true,
			width: this.#chart.getWidth(),
			height: this.#chart.getHeight()
		});
		const { palette, font, panel } = this.#look();
		if (this.#drawn) chart.setOption({ ...optionOf(this.#drawn, palette, font), backgroundColor: panel });
		const text = chart.renderToSVGString();
		chart.dispose();
		return new Blob([text], { type: 'image/svg+xml' });
	}

	destroy(): void {
		this.#watching.disconnect();
		this.#chart.dispose();
	}

	#look() {
		const style = getComputedStyle(this.#element);
		return { palette: paletteOf(this.#element), font: style.fontFamily, panel: style.backgroundColor };
	}

	#stretchOf(event: unknown): Stretch | undefined {
		const { areas } = event as { readonly areas?: readonly { readonly coordRange?: readonly number[] }[] };
		const [low, high] = areas?.[0]?.coordRange ?? [];
		if (low === undefined || high === undefined || this.#drawn === undefined) return undefined;
		const { spec, series, step } = this.#drawn;
		if (spec.kind !== 'bar') return { from: Math.floor(low), to: Math.ceil(high) };
		const starts = series[0]?.x ?? new Float64Array();
		const from = starts[Math.max(0, Math.round(low))];
		const last = Math.min(starts.length - 1, Math.round(high));
		const to = starts[last + 1] ?? starts[last] + (step || 86_400_000);
		return from === undefined ? undefined : { from, to };
	}
}
