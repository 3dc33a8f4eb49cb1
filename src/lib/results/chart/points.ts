import { rowNumbers, type Context } from '../context';
import type { ChartData, ChartQuestion, Series } from '../questions';
import { sortRows } from '../view/sort';
import type { Splits } from './splits';
import { xOf } from './x';

type PointsQuestion = Extract<ChartQuestion, { kind: 'points' }>;

/** Each row as a point per y column, in the order of x. Rows without an x or a y are left out. */
export async function points(
	{ x, y, limit }: PointsQuestion,
	rows: ReturnType<typeof rowNumbers>,
	splits: Splits | undefined,
	context: Context
): Promise<ChartData> {
	const { columns, list, breath } = context;
	const [xs, ...ys] = await columns.typed([x, ...y], list.scope.of, breath);
	const ordered =
		xs.kind === 'text'
			? rows
			: await sortRows(
					rows,
					[{ column: x, descending: false, nulls: 'last' }],
					[{ vector: xs, ranks: undefined }],
					breath
				);
	const keys = splits?.keys ?? [undefined];
	const drafts = ys.flatMap((vector, measure) =>
		keys.map((split) => ({ vector, measure, split, x: [] as number[], y: [] as number[] }))
	);
	for (let i = 0; i < ordered.length; i++) {
		if (i % 4096 === 0) await breath.pause();
		const row = ordered[i];
		const at = xOf(xs, row);
		const split = splits?.of(row) ?? 0;
		if (!Number.isFinite(at) || split === -1) continue;
		for (let measure = 0; measure < ys.length; measure++) {
			const value = xOf(ys[measure], row);
			if (!Number.isFinite(value)) continue;
			const draft = drafts[measure * keys.length + split];
			draft.x.push(at);
			draft.y.push(value);
		}
	}
	const total = drafts.reduce((sum, draft) => sum + draft.x.length, 0);
	const share = Math.min(1, limit / Math.max(1, total));
	const series = drafts.map(({ measure, split, ...draft }): Series => {
		const kept = thin(draft.y, Math.max(2, Math.floor(draft.y.length * share)));
		return {
			measure,
			split,
			x: Float64Array.from(kept, (i) => draft.x[i]),
			y: Float64Array.from(kept, (i) => draft.y[i])
		};
	});
	return {
		x: new Float64Array(),
		labels: [],
		step: 0,
		series,
		omitted: splits?.omitted ?? 0,
		thinned: share < 1,
		scope: list.scope
	};
}

/** Indices of the values to keep: the least and the greatest of each stretch. */
function thin(values: readonly number[], limit: number): readonly number[] {
	if (values.length <= limit) return Array.from(values.keys());
	const stretches = Math.max(1, limit >> 1);
	const kept: number[] = [];
	for (let stretch = 0; stretch < stretches; stretch++) {
		const from = Math.floor((stretch * values.length) / stretches);
		const to = Math.floor(((stretch + 1) * values.length) / stretches);
		let least = from;
		let greatest = from;
		for (let i = from + 1; i < to; i++) {
			if (values[i] < values[least]) least = i;
			if (values[i] > values[greatest]) greatest = i;
		}
		kept.push(Math.min(least, greatest));
		if (least !== greatest) kept.push(Math.max(least, greatest));
	}
	return kept;
}
