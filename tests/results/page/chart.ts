import { mount, unmount } from 'svelte';
import type { ChartData, ChartQuestion } from '$lib/results/questions';
import type { Answer } from '$lib/results/store';
import ChartCanvas from '$lib/workbench/chart/ChartCanvas.svelte';
import { chooseChart } from '$lib/workbench/chart/choice';
import { drawn } from '$lib/workbench/chart/drawn';
import { questionOf } from '$lib/workbench/chart/question';
import { isDate } from '$lib/results/format';
import type { ElasticColumn } from '$lib/protocol/elastic';
import type { Stretch } from '$lib/workbench/chart/Picture';

export interface Drawing {
	readonly kind: string;
	readonly points: number;
	/** ms from the reply of the store to the next frame. */
	readonly ms: number;
}

let before: Record<string, unknown> | undefined;

/** Draws an answer as the Chart pane would, over the page. */
export async function draw(
	answer: Answer,
	columns: readonly ElasticColumn[],
	rows: number,
	onbrush: (stretch: Stretch | undefined) => void
): Promise<Drawing> {
	const spec = chooseChart(columns, rows);
	const question: ChartQuestion | undefined = spec && questionOf(spec, columns);
	if (!spec || !question) throw new Error('no picture fits');
	const data: ChartData = await answer.ask('chart', question);
	const target = document.createElement('div');
	target.id = 'chart';
	document.body.append(target);
	if (before) await unmount(before);
	const start = performance.now();
	before = mount(ChartCanvas, {
		target,
		props: {
			drawn: drawn(spec, isDate(columns.find(({ name }) => name === spec.x)?.type ?? ''), data),
			label: 'chart',
			picture: undefined,
			onbrush
		}
	});
	await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
	return {
		kind: spec.kind,
		points: data.series.reduce((sum, { y }) => sum + y.length, 0),
		ms: performance.now() - start
	};
}
