import type { ElasticColumn } from '$lib/protocol/elastic';
import { isDate, isNumeric } from '$lib/results/format';
import type { ChartQuestion, Measure } from '$lib/results/questions';
import type { ChartSpec, Figure } from './spec';

/** Points that are drawn; more are thinned in the worker, which keeps the extremes. */
const MOST_POINTS = 100_000;
const LINE_STEPS = 400;
const BAR_STEPS = 80;
const MOST_BARS = 40;

/** What the store has to compute for a picture of an answer with these columns. */
export function questionOf(spec: ChartSpec, columns: readonly ElasticColumn[]): ChartQuestion | undefined {
	const indexOf = (name: string | undefined) => columns.findIndex((column) => column.name === name);
	const x = indexOf(spec.x);
	const split = spec.split === undefined ? {} : { split: indexOf(spec.split) };
	const measures = spec.y.map((figure): Measure => {
		if (figure.fn === 'rows') return { fn: 'rows' };
		return { fn: figure.fn === 'each' ? 'max' : figure.fn, column: indexOf(figure.column) };
	});
	if (spec.kind === 'value') return { kind: 'totals', measures };
	if (x < 0) return undefined;
	const { type } = columns[x];
	const continuous = isDate(type) || isNumeric(type);
	if (spec.kind === 'histogram')
		return { kind: 'steps', x, measures: [{ fn: 'rows' }], ...split, steps: BAR_STEPS };
	if (spec.kind === 'scatter' || (spec.kind !== 'bar' && continuous && drawsEach(spec))) {
		const y = spec.y.filter(({ fn }) => fn !== 'rows').map(({ column }) => indexOf(column));
		return { kind: 'points', x, y, ...split, limit: MOST_POINTS };
	}
	if (continuous)
		return { kind: 'steps', x, measures, ...split, steps: spec.kind === 'bar' ? BAR_STEPS : LINE_STEPS };
	return { kind: 'categories', x, measures, ...split, limit: MOST_BARS };
}

/** The name of a figure, as an axis or a legend shows it. */
export function figureName({ fn, column }: Figure): string {
	if (fn === 'rows') return 'rows';
	return fn === 'each' ? `${column}` : `${fn}(${column})`;
}

function drawsEach(spec: ChartSpec): boolean {
	return spec.y.some(({ fn }) => fn === 'each');
}
