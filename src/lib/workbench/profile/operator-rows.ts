import type { Report } from '$lib/profile/report';
import type { Stage, Step } from '$lib/profile/stages';
import { groupBy } from '$lib/profile/values';

/** How the operators of a profile are put together in a table. */
export const groupings = ['operator', 'kind', 'node'] as const;
export type Grouping = (typeof groupings)[number];

export interface OperatorRow {
	readonly key: string;
	readonly name: string;
	readonly where: string;
	readonly nanos: number | undefined;
	readonly share: number;
	readonly longest: number | undefined;
	readonly rowsIn: number | undefined;
	readonly rowsOut: number | undefined;
	/** Rows that came in (or, at a source, went out) in a second of its own time. */
	readonly rate: number | undefined;
	readonly values: number | undefined;
	readonly steps: readonly string[];
	readonly node: string | undefined;
}

/** One line for each operator of the plan, for each kind of operator, or for each operator on each node. */
export function operatorRows(report: Report, grouping: Grouping): readonly OperatorRow[] {
	const whole = report.stages.reduce((sum, { cpu, beyond }) => sum + cpu + beyond, 0);
	const pairs = report.stages.flatMap((stage) => stage.steps.map((step) => ({ stage, step })));
	if (grouping === 'operator') return pairs.map(({ stage, step }) => ofStep(stage, step, whole));
	if (grouping === 'node') return pairs.flatMap(({ stage, step }) => ofNodes(stage, step, whole));
	const kinds = groupBy(pairs, ({ step }) => step.label);
	return [...kinds].map(([name, members]) => {
		const steps = members.map(({ step }) => step);
		const nanos = total(steps.map((step) => step.nanos));
		const [rowsIn, rowsOut] = [
			total(steps.map((step) => step.rowsIn)),
			total(steps.map((step) => step.rowsOut))
		];
		return {
			...{ key: name, name, nanos, rowsIn, rowsOut, share: shareOf(nanos, whole), node: undefined },
			where: members.length === 1 ? members[0]!.stage.label : `${members.length} places`,
			longest: Math.max(...steps.map((step) => step.longest)),
			rate: rateOf(nanos, rowsIn ?? rowsOut),
			values: total(steps.map((step) => step.valuesLoaded)),
			steps: steps.map(({ id }) => id)
		};
	});
}

function ofStep({ label }: Stage, step: Step, whole: number): OperatorRow {
	const { id, nanos, rowsIn, rowsOut } = step;
	return {
		...{ key: id, name: step.label, where: label, nanos, rowsIn, rowsOut, longest: step.longest },
		share: shareOf(nanos, whole),
		rate: rateOf(nanos, rowsIn ?? rowsOut),
		values: step.valuesLoaded,
		steps: [id],
		node: undefined
	};
}

function ofNodes({ label }: Stage, step: Step, whole: number): readonly OperatorRow[] {
	return step.nodes.map(({ node, nanos, rowsIn, rowsOut }) => ({
		...{
			key: `${step.id} ${node}`,
			name: step.label,
			where: `${label} on ${node}`,
			nanos,
			rowsIn,
			rowsOut,
			node
		},
		share: shareOf(nanos, whole),
		longest: undefined,
		rate: rateOf(nanos, rowsIn ?? rowsOut),
		values: undefined,
		steps: [step.id]
	}));
}

function total(values: readonly (number | undefined)[]): number | undefined {
	const known = values.filter((value) => value !== undefined);
	return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0);
}

const shareOf = (nanos: number | undefined, whole: number) => (whole > 0 ? (nanos ?? 0) / whole : 0);

const rateOf = (nanos: number | undefined, rows: number | undefined) =>
	nanos === undefined || nanos === 0 || rows === undefined ? undefined : rows / (nanos / 1e9);
