import type { ElasticColumn } from '$lib/protocol/elastic';
import type { ParamRow, QueryRequest } from '$lib/request/request';
import { validate } from '$lib/request/validate';
import type { Row } from '$lib/results/messages';
import type { Run } from '$lib/runs/Run.svelte';
import { isActive } from '$lib/runs/state';
import type { Runner } from '../Runner';

/** Rows of one run that are stacked. */
export const SWEEP_ROWS = 100;
/** Values of one sweep. */
export const SWEEP_VALUES = 50;

/** One value of a sweep, and what it gave. */
export class SweepStep {
	readonly value: string;
	readonly request: QueryRequest;
	run: Run | undefined = $state.raw();
	rows: readonly Row[] = $state.raw([]);
	/** Why it was not sent. */
	problem: string | undefined = $state();

	constructor(value: string, request: QueryRequest) {
		this.value = value;
		this.request = request;
	}

	get over(): boolean {
		return this.problem !== undefined || (this.run !== undefined && !isActive(this.run.state));
	}
}

/** The columns of all steps: those of the first, and what others have beside them. */
export interface Stacked {
	readonly columns: readonly ElasticColumn[];
	readonly rows: readonly { readonly value: string; readonly cells: Row }[];
}

/** One request, run once for each of several values of one of its params. */
export class Sweep {
	steps: readonly SweepStep[] = $state.raw([]);
	readonly over = $derived(this.steps.length > 0 && this.steps.every((step) => step.over));
	readonly stacked: Stacked = $derived(stack(this.steps));
	readonly #runner: Runner;

	constructor(runner: Runner) {
		this.#runner = runner;
	}

	/** Starts anew. `budget` is in bytes, for each answer. */
	start(
		cluster: string,
		request: QueryRequest,
		row: ParamRow,
		values: readonly string[],
		budget: number
	): void {
		this.stop();
		this.steps = values
			.slice(0, SWEEP_VALUES)
			.map((value) => new SweepStep(value, withValue(request, row, value)));
		for (const step of this.steps) {
			step.problem = validate(step.request)[0]?.message;
			if (step.problem === undefined) step.run = this.#runner.start(cluster, step.request, budget);
		}
	}

	/** Fetches the rows of the runs that are over; for an effect. */
	collect(): void {
		for (const step of this.steps)
			if (step.over && step.rows.length === 0 && (step.run?.progress.rows ?? 0) > 0)
				step.run?.answer?.rows(0, SWEEP_ROWS).then(
					(rows) => (step.rows = rows),
					(cause: unknown) => (step.problem = cause instanceof Error ? cause.message : String(cause))
				);
	}

	/** Cancels what goes on and frees all rows. */
	stop(): void {
		for (const step of this.steps) step.run?.dispose();
		this.steps = [];
	}
}

/** The request with another value of one of its params; rows without a name are told apart by their place. */
function withValue(request: QueryRequest, row: ParamRow, value: string): QueryRequest {
	return { ...request, params: request.params.map((known) => (known === row ? { ...row, value } : known)) };
}

function stack(steps: readonly SweepStep[]): Stacked {
	const columns: ElasticColumn[] = [];
	for (const { run } of steps)
		for (const column of run?.columns ?? [])
			if (!columns.some(({ name }) => name === column.name)) columns.push(column);
	const rows = steps.flatMap(({ value, run, rows }) => {
		const places = columns.map(({ name }) => run?.columns.findIndex((column) => column.name === name) ?? -1);
		return rows.map((row) => ({ value, cells: places.map((at) => (at < 0 ? null : row[at])) }));
	});
	return { columns, rows };
}
