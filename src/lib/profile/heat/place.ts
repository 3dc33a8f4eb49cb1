import type { Stage, Step } from '../stages';
import { assignments, commandsOf, mentioned, type Pipe } from './pipes';

/** Fields that a step loads. */
type FieldsOf = (step: Step) => readonly string[];
/** Positions in the pipeline by position in the stage. */
type Places = (number | undefined)[];

/**
 * The pipe of each step of the stages of one plan. Operators with a place of their own (STATS, SORT, LIMIT …) are
 * matched in order; those that float (filters, evaluations, loading) go to pipes between their neighbours.
 */
export function placeSteps(
	stages: readonly Stage[],
	pipes: readonly Pipe[],
	fieldsOf: FieldsOf
): ReadonlyMap<string, Pipe> {
	const found = new Map<string, Pipe>();
	const filtered = new Set<number>();
	const computed = new Map<number, number>();
	let reached = 0;
	for (const kind of ['data', 'node_reduce', 'other', 'final'] as const) {
		let furthest = reached;
		for (const stage of stages.filter((one) => one.kind === kind)) {
			const places = anchorsOf(stage, pipes, reached);
			const floating = new Floating(stage, pipes, places, reached);
			for (const place of places) furthest = Math.max(furthest, place ?? 0);
			floating.filters(filtered);
			floating.evaluations(computed);
			floating.others(fieldsOf);
			for (const [at, { id }] of stage.steps.entries()) {
				const pipe = pipes[places[at] ?? -1];
				if (pipe) found.set(id, pipe);
			}
		}
		reached = furthest;
	}
	return found;
}

/** Positions of the steps that have one of their own. */
function anchorsOf({ steps }: Stage, pipes: readonly Pipe[], from: number): Places {
	const continues = steps[0]?.kind === 'exchange';
	const used = new Map<string, number>();
	let at = from;
	return steps.map(({ name, kind }) => {
		const wanted = commandsOf(name, kind);
		if (wanted === undefined) return undefined;
		if (kind === 'source') return pipes.length > 0 ? 0 : undefined;
		// What a node began, a later stage goes on with: its first STATS is the one that was reached.
		const before = used.get(wanted.source) ?? (continues || from === 0 ? -1 : from);
		const found = pipes.findIndex(
			({ command }, index) => index >= at && index > before && wanted.test(command)
		);
		if (found < 0) return undefined;
		used.set(wanted.source, found);
		at = found;
		return found;
	});
}

class Floating {
	readonly #stage: Stage;
	readonly #pipes: readonly Pipe[];
	readonly #places: Places;
	readonly #anchors: readonly (number | undefined)[];
	readonly #from: number;

	constructor(stage: Stage, pipes: readonly Pipe[], places: Places, from: number) {
		this.#stage = stage;
		this.#pipes = pipes;
		this.#places = places;
		this.#anchors = [...places];
		this.#from = from;
	}

	/** Each filter is the next WHERE that has none yet. */
	filters(filtered: Set<number>): void {
		this.#each('filter', (at, within) => {
			const wheres = within.filter((pipe) => this.#pipes[pipe]!.command === 'WHERE');
			const chosen = wheres.find((pipe) => !filtered.has(pipe)) ?? wheres[0] ?? this.#next(at);
			if (chosen !== undefined) filtered.add(chosen);
			return chosen;
		});
	}

	/** An EVAL has an operator for each of its values; other evaluations belong to what comes next. */
	evaluations(computed: Map<number, number>): void {
		this.#each('eval', (at, within) => {
			const chosen = within.find(
				(pipe) =>
					this.#pipes[pipe]!.command === 'EVAL' && (computed.get(pipe) ?? 0) < assignments(this.#pipes[pipe]!)
			);
			if (chosen !== undefined) computed.set(chosen, (computed.get(chosen) ?? 0) + 1);
			return chosen ?? this.#next(at) ?? within.findLast((pipe) => this.#pipes[pipe]!.command === 'EVAL');
		});
	}

	/** Values are loaded for the first pipe that mentions one of them. */
	others(fieldsOf: FieldsOf): void {
		this.#each('values', (at, within) => {
			const fields = fieldsOf(this.#stage.steps[at]!);
			const uses = within.find(
				(pipe) => pipe > 0 && fields.some((field) => mentioned(this.#pipes[pipe]!).has(field))
			);
			return uses ?? this.#next(at) ?? 0;
		});
		this.#each('project', (_, within) =>
			within.find((pipe) => /^(KEEP|DROP|RENAME)$/.test(this.#pipes[pipe]!.command))
		);
	}

	#each(kind: Step['kind'], place: (at: number, within: readonly number[]) => number | undefined): void {
		for (const [at, step] of this.#stage.steps.entries())
			if (step.kind === kind) this.#places[at] = place(at, this.#between(at));
	}

	/** Pipes from the anchor before to the anchor after. */
	#between(at: number): readonly number[] {
		const before = this.#anchors.slice(0, at).findLast((pipe) => pipe !== undefined) ?? this.#from;
		const after = this.#anchors.slice(at).find((pipe) => pipe !== undefined) ?? this.#pipes.length - 1;
		return this.#pipes.flatMap((_, pipe) => (pipe >= before && pipe <= after ? [pipe] : []));
	}

	#next(at: number): number | undefined {
		return this.#places.slice(at + 1).find((pipe) => pipe !== undefined);
	}
}
