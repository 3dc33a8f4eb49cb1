import type { ElasticColumn } from '$lib/protocol/elastic';
import { isDate } from '$lib/results/format';
import type { ChartData } from '$lib/results/questions';
import type { Answer, View } from '$lib/results/store';
import { drawn, type Drawn } from './drawn';
import { questionOf } from './question';
import type { ChartSpec } from './spec';

/** What is being drawn: the last numbers stay until the next ones are here. */
export class ChartState {
	drawn: Drawn | undefined = $state.raw();
	data: ChartData | undefined = $state.raw();
	failure: string | undefined = $state();
	busy = $state(false);

	/** For an effect: asks for the numbers of a picture; gives back how to call it off. */
	ask(
		spec: ChartSpec | undefined,
		columns: readonly ElasticColumn[],
		answer: Answer | undefined,
		view: View | undefined
	): (() => void) | undefined {
		const question = spec && questionOf(spec, columns);
		this.failure = undefined;
		if (spec === undefined || question === undefined || answer === undefined) {
			this.drawn = this.data = undefined;
			this.busy = false;
			return undefined;
		}
		const xIsDate = isDate(columns.find(({ name }) => name === spec.x)?.type ?? '');
		const aborting = new AbortController();
		this.busy = true;
		answer.ask('chart', question, { view, signal: aborting.signal }).then(
			(data) => {
				this.busy = false;
				this.data = data;
				this.drawn = drawn(spec, xIsDate, data);
			},
			(cause: unknown) => {
				if (aborting.signal.aborted) return;
				this.busy = false;
				this.failure = cause instanceof Error ? cause.message : String(cause);
			}
		);
		return () => aborting.abort(new DOMException('Another picture is wanted', 'AbortError'));
	}
}
