import type { Analysis, Column, Stage } from '../analysis';
import { pipelines } from '../diagnose/pipelines';

/** Tells which columns are one and the same for a reader, though the analysis makes them anew: through FORK, a subquery, MV_EXPAND. */
export class Continuity {
	readonly #same = new Map<Column, Set<Column>>();

	constructor(analysis: Analysis) {
		for (const pipeline of pipelines(analysis.stages))
			for (const stage of pipeline) this.#follow(stage, analysis);
	}

	/** The column and all that continue it. */
	of(column: Column): ReadonlySet<Column> {
		return this.#same.get(column) ?? new Set([column]);
	}

	#follow({ command, inner }: Stage, { defines, references }: Analysis): void {
		const made = defines.get(command) ?? [];
		if (command.kind === 'mvExpand') {
			const before = references.get(command.target);
			if (before && made[0]) this.#join(before, made[0]);
		}
		if (command.kind !== 'fork' && command.kind !== 'from') return;
		const byName = new Map(made.map((column) => [column.name, column]));
		for (const stages of inner) {
			for (const column of stages.at(-1)?.columns ?? []) {
				const after = byName.get(column.name);
				if (after) this.#join(column, after);
			}
		}
	}

	#join(a: Column, b: Column): void {
		const both = new Set([...this.of(a), ...this.of(b)]);
		for (const column of both) this.#same.set(column, both);
	}
}
