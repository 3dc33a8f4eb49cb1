import type { Heat } from '../heat/heat';
import type { Pipe } from '../heat/pipes';
import type { Operator } from '../model';
import type { Stage, Step } from '../stages';
import type { Totals } from '../totals';
import type { Sentence } from '../words';

export type RuleId =
	| 'incomplete'
	| 'filter-not-pushed'
	| 'late-filter'
	| 'pattern-search'
	| 'sort-without-limit'
	| 'wide-rows'
	| 'loads-source'
	| 'fan-out'
	| 'many-groups'
	| 'costly-extraction'
	| 'slow-lookup'
	| 'slow-cluster'
	| 'slow-node'
	| 'uneven-drivers'
	| 'cold-data'
	| 'exchange-full'
	| 'exchange-idle'
	| 'slow-planning';

/** Something that costs time and can be changed, with the numbers that say so. */
export interface Finding {
	readonly rule: RuleId;
	/** What is the matter, in one sentence. */
	readonly title: Sentence;
	/** The figures it rests on. */
	readonly evidence: Sentence;
	/** What to do about it. */
	readonly remedy: string;
	/** The share of the wall time at stake, as far as the figures tell; findings are ranked by it. */
	readonly impact: number;
	readonly steps: readonly string[];
	readonly node?: string;
}

/** What a rule may look at. `pipes` are those of the query, where its text is known. */
export interface Evidence {
	readonly totals: Totals;
	readonly heat: Heat | undefined;
	readonly pipes: readonly Pipe[];
}

export type Rule = (evidence: Evidence) => readonly Finding[];

/** The operator of a step in each of its drivers. */
export function operatorsOf({ profile, stages }: Totals, { stage, position }: Step): readonly Operator[] {
	return stages[stage]!.drivers.map((index) => profile.drivers[index]!.operators[position]!);
}

/** The pipe that a step was placed at. */
export function pipeOf({ heat, pipes }: Evidence, step: Step): Pipe | undefined {
	const placed = heat?.pipes.find(({ steps }) => steps.includes(step.id));
	return placed && allPipes(pipes).find(({ from, to }) => from === placed.from && to === placed.to);
}

export function allPipes(pipes: readonly Pipe[]): readonly Pipe[] {
	return pipes.flatMap((pipe) => [pipe, ...pipe.inner.flatMap(allPipes)]);
}

/** Steps of some kinds in the stages that read documents. */
export function dataSteps({ stages }: Totals): readonly { readonly stage: Stage; readonly step: Step }[] {
	return stages.flatMap((stage) =>
		stage.steps.some(({ kind }) => kind === 'source') ? stage.steps.map((step) => ({ stage, step })) : []
	);
}
