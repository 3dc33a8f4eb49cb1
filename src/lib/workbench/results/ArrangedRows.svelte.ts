import type { Progress } from '$lib/results/messages';
import type { Arrangement, Scope } from '$lib/results/questions';
import type { Answer, RowSource, View } from '$lib/results/store';

/** What is on screen of an answer. */
interface Shown {
	readonly answer: Answer;
	readonly view: View;
	readonly scope: Scope;
	readonly version: number;
}

/** The rows of an answer in the order and selection that a person asked for; those before, until they are there. */
export class ArrangedRows {
	/** Why the rows could not be arranged. */
	failure: string | undefined = $state();
	/** The worker has not yet looked at all rows for the arrangement asked for. */
	pending = $state(false);
	#shown: Shown | undefined = $state.raw();

	/** The view that is shown, when it is one of `answer`. */
	view(answer: Answer | undefined): View | undefined {
		return this.#of(answer)?.view;
	}

	source(answer: Answer | undefined): RowSource | undefined {
		return this.#of(answer)?.view ?? answer;
	}

	version(answer: Answer | undefined): number {
		return this.#of(answer)?.version ?? 0;
	}

	scope(answer: Answer | undefined): Scope | undefined {
		return this.#of(answer)?.scope;
	}

	/** How many rows there are to show. */
	progress(
		answer: Answer | undefined,
		read: Pick<Progress, 'rows' | 'done'>
	): Pick<Progress, 'rows' | 'done'> {
		const scope = this.scope(answer);
		return scope === undefined ? read : { rows: scope.rows, done: scope.settled };
	}

	/** Has the worker arrange an answer; gives back how to stop. Undefined asks for the rows as read. */
	arrange(answer: Answer | undefined, arrangement: Arrangement | undefined): (() => void) | undefined {
		this.failure = undefined;
		if (answer === undefined || arrangement === undefined) {
			this.pending = false;
			this.#replace(undefined);
			return undefined;
		}
		this.pending = true;
		let version = 0;
		const view = answer.arrange(arrangement, {
			arranged: (scope) => {
				this.pending = !scope.settled;
				this.#replace({ answer, view, scope, version: version++ });
			},
			failed: (message) => {
				this.pending = false;
				this.failure = message;
			}
		});
		return () => {
			if (this.#shown?.view !== view) view.close();
		};
	}

	close(): void {
		this.#replace(undefined);
	}

	#of(answer: Answer | undefined): Shown | undefined {
		return this.#shown?.answer === answer ? this.#shown : undefined;
	}

	#replace(next: Shown | undefined): void {
		if (this.#shown?.view !== next?.view) this.#shown?.view.close();
		this.#shown = next;
	}
}
