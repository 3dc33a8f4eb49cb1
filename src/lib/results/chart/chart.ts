import type { Vector } from '../columns/vector';
import { rowNumbers, type Context } from '../context';
import type { ChartData, ChartQuestion, ColumnIndex, GroupKey, Measure, Series } from '../questions';
import { accumulator, type Accumulator } from '../summary/aggregate';
import { points } from './points';
import { frequentValues, type Splits } from './splits';
import { xOf } from './x';
import { dateSteps, numberSteps, type Steps } from './steps';

/** Series of one chart: more can't be told apart. */
const SPLITS = 12;

/** The numbers of a chart. */
export async function chart(question: ChartQuestion, context: Context): Promise<ChartData> {
	const rows = rowNumbers(context.list, 0, context.list.scope.rows);
	if (question.kind === 'points') {
		const splits = await splitsOf(question.split, rows, context);
		return points(question, rows, splits, context);
	}
	if (question.kind === 'totals') {
		const measured = await measure(question.measures, rows, () => 0, context);
		return data({ series: series(measured, 1, [undefined]) }, context);
	}
	const splits = await splitsOf(question.split, rows, context);
	const keys: readonly (GroupKey | undefined)[] = splits?.keys ?? [undefined];
	const splitOf = (row: number) => splits?.of(row) ?? 0;
	const place = (row: number, x: number, width: number) => {
		const split = splitOf(row);
		return x === -1 || split === -1 ? -1 : split * width + x;
	};
	if (question.kind === 'categories') {
		const values = await frequentValues(question.x, rows, question.limit, context);
		const width = values.keys.length;
		const measured = await measure(
			question.measures,
			rows,
			(row) => place(row, values.of(row), width),
			context
		);
		return data(
			{
				x: Float64Array.from(values.keys.keys()),
				labels: values.keys,
				series: series(measured, width, keys),
				omitted: values.omitted + (splits?.omitted ?? 0)
			},
			context
		);
	}
	const [vector] = await context.columns.typed([question.x], context.list.scope.of, context.breath);
	const steps = await stepsOf(vector, rows, question.steps, context);
	if (steps === undefined) return data({ series: [] }, context);
	const width = steps.starts.length;
	const stepOf = (row: number) => {
		const value = xOf(vector, row);
		return Number.isFinite(value) ? steps.indexOf(value) : -1;
	};
	const measured = await measure(question.measures, rows, (row) => place(row, stepOf(row), width), context);
	return data(
		{
			x: steps.starts,
			step: steps.width,
			series: series(measured, width, keys),
			omitted: splits?.omitted ?? 0
		},
		context
	);
}

function splitsOf(
	column: ColumnIndex | undefined,
	rows: Uint32Array,
	context: Context
): Promise<Splits | undefined> {
	return column === undefined ? Promise.resolve(undefined) : frequentValues(column, rows, SPLITS, context);
}

function data(parts: Partial<ChartData> & Pick<ChartData, 'series'>, { list }: Context): ChartData {
	return {
		x: new Float64Array(),
		labels: [],
		step: 0,
		omitted: 0,
		thinned: false,
		scope: list.scope,
		...parts
	};
}

async function stepsOf(
	vector: Vector,
	rows: Uint32Array,
	count: number,
	{ breath }: Context
): Promise<Steps | undefined> {
	let from = Infinity;
	let to = -Infinity;
	for (let i = 0; i < rows.length; i++) {
		if (i % 16_384 === 0) await breath.pause();
		const value = xOf(vector, rows[i]);
		if (!Number.isFinite(value)) continue;
		if (value < from) from = value;
		if (value > to) to = value;
	}
	if (from > to) return undefined;
	return vector.means === 'date'
		? dateSteps(from, to, count)
		: numberSteps(from, to, count, vector.means === 'integer');
}

/** Each measure by place: `-1` leaves a row out. */
async function measure(
	measures: readonly Measure[],
	rows: Uint32Array,
	placeOf: (row: number) => number,
	context: Context
): Promise<readonly ((place: number) => number)[]> {
	const accumulators: (Accumulator | undefined)[] = [];
	for (const each of measures) {
		accumulators.push(each.fn === 'rows' ? undefined : await accumulator(each, context));
	}
	const counts: number[] = [];
	for (let i = 0; i < rows.length; i++) {
		if (i % 4096 === 0) await context.breath.pause();
		const place = placeOf(rows[i]);
		if (place === -1) continue;
		counts[place] = (counts[place] ?? 0) + 1;
		for (const each of accumulators) each?.add(place, rows[i]);
	}
	for (const each of accumulators) await each?.finish(context.breath);
	return accumulators.map((each) =>
		each === undefined
			? (place: number) => counts[place] ?? 0
			: (place: number) => (counts[place] === undefined ? NaN : each.value(place))
	);
}

function series(
	measured: readonly ((place: number) => number)[],
	width: number,
	keys: readonly (GroupKey | undefined)[]
): readonly Series[] {
	return measured.flatMap((value, measure) =>
		keys.map((split, number) => ({
			measure,
			split,
			y: Float64Array.from({ length: width }, (_, x) => value(number * width + x))
		}))
	);
}
