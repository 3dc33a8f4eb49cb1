import type { Stage, Step } from '../stages';
import { cpuShare, type Totals } from '../totals';
import { sum, sumKnown } from '../values';
import { loadedFields, mentioned, namesIn, type Pipe, pipesOfPlan } from './pipes';
import { placeSteps } from './place';

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
	const { stages, steps } = totals;
	const placed = new Map<string, Pipe>();
	for (const plan of new Set(stages.map((stage) => stage.plan))) {
		const ofPlan = stages.filter((stage) => stage.plan === plan);
		for (const [id, pipe] of placeSteps(ofPlan, pipesOfPlan(pipes, plan), (step) => fieldsOf(totals, step)))
			placed.set(id, pipe);
	}
	const sources = steps.filter(({ kind }) => kind === 'source');
	const searched = searchedFor(totals);
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
			pushed: pushedOf(pipe, own, sources, searched)
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

/** Every driver of a stage may load other fields: shards differ. */
function fieldsOf({ profile, stages }: Totals, { stage, position, kind }: Step): readonly string[] {
	if (kind !== 'values') return [];
	const operators = stages[stage]!.drivers.map((index) => profile.drivers[index]!.operators[position]!);
	return [...new Set(operators.flatMap(loadedFields))];
}

interface Searched {
	/** Everything like a field name in the queries that Lucene ran. */
	readonly words: ReadonlySet<string>;
	/** It searched for something in particular, and no operator filtered what it found: it did all filtering. */
	readonly alone: boolean;
}

function searchedFor({ queries, stages }: Totals): Searched {
	const reading = stages.filter(({ steps }) => steps.some(({ kind }) => kind === 'source'));
	return {
		words: new Set(queries.flatMap((query) => [...namesIn(query)])),
		alone: queries.length > 0 && !reading.some(({ steps }) => steps.some(({ kind }) => kind === 'filter'))
	};
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
	found: Searched
): HeatPipe['pushed'] {
	const { command } = pipe;
	if (command === 'SORT') return sources.some(({ name }) => /^LuceneTopN/.test(name)) ? 'whole' : undefined;
	if (/STATS$/.test(command))
		return sources.some(({ name }) => /^Lucene(Count|Min|Max)/.test(name)) ? 'whole' : undefined;
	if (command !== 'WHERE') return undefined;
	if ([...mentioned(pipe)].some((word) => found.words.has(word)))
		return own.some(({ kind }) => kind === 'filter') ? 'part' : 'whole';
	return found.alone && own.length === 0 ? 'whole' : undefined;
}
