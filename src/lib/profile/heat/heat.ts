import type { Profile } from '../model';
import type { Stage, Step } from '../stages';
import { cpuShare, narrowing, type Totals } from '../totals';
import { items, sum, sumKnown, text } from '../values';
import { loadedFields, mentioned, namesIn, type Pipe, pipesOfPlan } from './pipes';
import { placeSteps, type StepFacts } from './place';

/** One pipe with what its operators cost. */
export interface HeatPipe {
	readonly from: number;
	readonly to: number;
	readonly command: string;
	/** Inside how many pipes it stands. */
	readonly depth: number;
	readonly steps: readonly string[];
	readonly nanos: number | undefined;
	/** Share of all operators' time. */
	readonly share: number;
	readonly rowsIn: number | undefined;
	readonly rowsOut: number | undefined;
	/** Lucene did all or a part of it while it found the documents. */
	readonly pushed: 'whole' | 'part' | undefined;
}

/** A query's text and what each pipe cost; times that belong to no pipe are in `elsewhere`. */
export interface Heat {
	readonly text: string;
	readonly pipes: readonly HeatPipe[];
	readonly elsewhere: { readonly steps: readonly string[]; readonly nanos: number; readonly share: number };
}

export function heatOf(totals: Totals, queryText: string, pipes: readonly Pipe[]): Heat {
	const { stages, steps, profile } = totals;
	const facts = (step: Step) => factsOf(profile, stages, step);
	const placed = new Map<string, Pipe>();
	for (const plan of new Set(stages.map((stage) => stage.plan))) {
		const ofPlan = stages.filter((stage) => stage.plan === plan);
		for (const [id, pipe] of placeSteps(ofPlan, pipesOfPlan(pipes, plan), facts)) placed.set(id, pipe);
	}
	const sources = steps.filter(({ kind }) => kind === 'source');
	const pushed = pushedWords(sources, facts);
	const flat = [...flatten(pipes, 0)].map(({ pipe, depth }): HeatPipe => {
		const own = steps.filter(({ id }) => placed.get(id) === pipe);
		const nanos = sumKnown(own.map((step) => step.nanos));
		return {
			from: pipe.from,
			to: pipe.to,
			command: pipe.command,
			depth,
			steps: own.map(({ id }) => id),
			nanos,
			share: cpuShare(totals, { nanos }),
			...rowsThrough(own, stages),
			pushed: pushedOf(pipe, own, sources, pushed)
		};
	});
	const rest = steps.filter(({ id }) => !placed.has(id));
	const nanos = sum(rest.map((step) => step.nanos));
	return {
		text: queryText,
		pipes: flat,
		elsewhere: { steps: rest.map(({ id }) => id), nanos, share: cpuShare(totals, { nanos }) }
	};
}

function* flatten(pipes: readonly Pipe[], depth: number): Generator<{ pipe: Pipe; depth: number }> {
	for (const pipe of pipes) {
		yield { pipe, depth };
		for (const branch of pipe.inner) yield* flatten(branch, depth + 1);
	}
}

/** Every driver of a stage may load other fields and run other queries: shards differ. */
function factsOf(profile: Profile, stages: readonly Stage[], { stage, position, kind }: Step): StepFacts {
	if (kind !== 'values' && kind !== 'source') return { fields: [], queries: [] };
	const operators = stages[stage]!.drivers.map((index) => profile.drivers[index]!.operators[position]!);
	const queries = operators.flatMap(({ status }) =>
		items(status.processed_queries).flatMap((query) => text(query) ?? [])
	);
	return {
		fields: [...new Set(operators.flatMap(loadedFields))],
		queries: narrowing([...new Set(queries)])
	};
}

/** Everything like a field name in the queries that Lucene ran. */
function pushedWords(sources: readonly Step[], facts: (step: Step) => StepFacts): ReadonlySet<string> {
	const queries = sources.flatMap((step) => facts(step).queries);
	return new Set(queries.flatMap((query) => [...namesIn(query)]));
}

/** Rows into the first of a pipe's operators and out of the last, counted where the pipe was finished. */
function rowsThrough(own: readonly Step[], stages: readonly Stage[]): Pick<HeatPipe, 'rowsIn' | 'rowsOut'> {
	const working = own.filter(({ kind }) => kind !== 'values');
	const chosen = working.length > 0 ? working : own;
	const first = chosen[0];
	const last = chosen.at(-1);
	if (!first || !last) return { rowsIn: undefined, rowsOut: undefined };
	const level = (step: Step) => stages[step.stage]!.kind;
	const at = (step: Step, end: Step) => level(step) === level(end) && step.position === end.position;
	return {
		rowsIn: sumKnown(chosen.filter((step) => at(step, first)).map(({ rowsIn }) => rowsIn)),
		rowsOut: sumKnown(chosen.filter((step) => at(step, last)).map(({ rowsOut }) => rowsOut))
	};
}

function pushedOf(
	pipe: Pipe,
	own: readonly Step[],
	sources: readonly Step[],
	words: ReadonlySet<string>
): HeatPipe['pushed'] {
	const { command } = pipe;
	if (command === 'SORT') return sources.some(({ name }) => /^LuceneTopN/.test(name)) ? 'whole' : undefined;
	if (/STATS$/.test(command))
		return sources.some(({ name }) => /^Lucene(Count|Min|Max)/.test(name)) ? 'whole' : undefined;
	if (command !== 'WHERE' || ![...mentioned(pipe)].some((word) => words.has(word))) return undefined;
	return own.some(({ kind }) => kind === 'filter') ? 'part' : 'whole';
}
