import type { Stage } from '../analysis';

/** Every pipeline of a query, outermost first, each as its stages: subqueries and branches of FORK are pipelines too. */
export function pipelines(stages: readonly Stage[]): readonly (readonly Stage[])[] {
	return [stages, ...stages.flatMap(({ inner }) => inner.flatMap(pipelines))];
}
