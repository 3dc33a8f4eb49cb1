import type { Report } from './report';
import type { Stage, Step } from './stages';
import { count, factor, percent, type Sentence, sentence, strong, time } from './words';

/** Two profiles side by side; a positive difference means that the second took longer. */
export interface Comparison {
	readonly headline: Sentence;
	readonly totals: readonly Pair[];
	/** Largest difference first. */
	readonly rows: readonly ComparedStep[];
	/** Share of the operators of both that found their counterpart. */
	readonly aligned: number;
}

export interface Pair {
	readonly label: string;
	readonly unit: 'time' | 'count';
	readonly a: number | undefined;
	readonly b: number | undefined;
}

export interface ComparedStep {
	readonly label: string;
	readonly where: string;
	readonly a: Step | undefined;
	readonly b: Step | undefined;
	/** Nanoseconds. */
	readonly delta: number;
}

export function compareReports(a: Report, b: Report): Comparison {
	const rows = alignStages(a.stages, b.stages)
		.flatMap(([left, right]) => alignSteps(left, right))
		.sort((one, other) => Math.abs(other.delta) - Math.abs(one.delta));
	const matched = rows.filter((row) => row.a && row.b).length;
	return {
		headline: headline(a, b, rows),
		totals: [
			{ label: 'Wall time', unit: 'time', a: a.wall.nanos, b: b.wall.nanos },
			{ label: 'CPU time', unit: 'time', a: a.cpu, b: b.cpu },
			{ label: 'Planning', unit: 'time', a: a.planning, b: b.planning },
			{ label: 'Documents found', unit: 'count', a: a.documentsFound, b: b.documentsFound },
			{ label: 'Rows out', unit: 'count', a: a.rowsOut, b: b.rowsOut },
			{ label: 'Drivers', unit: 'count', a: a.drivers, b: b.drivers }
		],
		rows,
		aligned: rows.length === 0 ? 1 : matched / rows.length
	};
}

function alignStages(
	a: readonly Stage[],
	b: readonly Stage[]
): readonly (readonly [Stage | undefined, Stage | undefined])[] {
	const free = new Set(b);
	const pairs = a.map((stage) => {
		const same = [...free].filter(({ plan, kind }) => plan === stage.plan && kind === stage.kind);
		const best = same.sort((x, y) => likeness(y, stage) - likeness(x, stage))[0];
		if (best) free.delete(best);
		return [stage, best] as const;
	});
	return [...pairs, ...[...free].map((stage) => [undefined, stage] as const)];
}

function likeness(a: Stage, b: Stage): number {
	return common(a.steps, b.steps).length - Math.abs(a.steps.length - b.steps.length) / 100;
}

function alignSteps(left: Stage | undefined, right: Stage | undefined): readonly ComparedStep[] {
	const a = left?.steps ?? [];
	const b = right?.steps ?? [];
	const pairs = common(a, b);
	const row = (one: Step | undefined, other: Step | undefined): ComparedStep => ({
		label: (one ?? other)!.label,
		where: (left ?? right)!.label,
		a: one,
		b: other,
		delta: (other?.nanos ?? 0) - (one?.nanos ?? 0)
	});
	return [
		...pairs.map(([one, other]) => row(one, other)),
		...a.filter((step) => !pairs.some(([one]) => one === step)).map((step) => row(step, undefined)),
		...b.filter((step) => !pairs.some(([, other]) => other === step)).map((step) => row(undefined, step))
	];
}

/** The longest run of operators of the same names in the same order. */
function common(a: readonly Step[], b: readonly Step[]): readonly (readonly [Step, Step])[] {
	const best = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
	for (let i = a.length - 1; i >= 0; i--)
		for (let j = b.length - 1; j >= 0; j--)
			best[i]![j] =
				a[i]!.name === b[j]!.name ? best[i + 1]![j + 1]! + 1 : Math.max(best[i + 1]![j]!, best[i]![j + 1]!);
	const pairs: [Step, Step][] = [];
	for (let i = 0, j = 0; i < a.length && j < b.length;) {
		if (a[i]!.name === b[j]!.name) pairs.push([a[i++]!, b[j++]!]);
		else if (best[i + 1]![j]! >= best[i]![j + 1]!) i++;
		else j++;
	}
	return pairs;
}

function headline(a: Report, b: Report, [first]: readonly ComparedStep[]): Sentence {
	const [before, after] = [a.wall.nanos, b.wall.nanos];
	if (before <= 0 || after <= 0) return sentence`One of the two does not tell how long it took.`;
	const change = after - before;
	const verdict =
		Math.abs(change) / before < 0.05
			? sentence`Both took about as long (${time(before)} and ${time(after)}).`
			: change > 0
				? sentence`B took ${strong(factor(after / before))} as long as A: ${time(after)} against ${time(before)}.`
				: sentence`B took ${strong(percent(-change / before))} less time than A: ${time(after)} against ${time(before)}.`;
	if (!first || Math.abs(first.delta) < 1e5) return verdict;
	const more = first.delta > 0 ? 'more' : 'less';
	const rows =
		first.a?.rowsIn !== undefined && first.b?.rowsIn !== undefined && first.a.rowsIn !== first.b.rowsIn
			? ` for ${count(first.b.rowsIn)} rows instead of ${count(first.a.rowsIn)}`
			: '';
	return sentence`${verdict} The largest difference is ${strong(first.label)} (${first.where}): ${time(Math.abs(first.delta))} ${more}${rows}.`;
}
