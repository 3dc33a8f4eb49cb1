import { median } from '../processes.js';
import { million, tenMillion } from './questions.js';

const rounds = 200;

/**
 * How long it takes to make SQL of a query.
 * @param {import('./cluster.js').BenchedCluster} cluster
 * @returns {import('../row.js').BenchRow}
 */
export function benchCompile({ compile, tables }) {
	const context = {
		params: [],
		filter: undefined,
		now: Date.now(),
		timeZone: 'Z',
		maxRows: 10_000,
		defaultRows: 1000,
		gate: 1
	};
	const queries = [...million.questions, ...tenMillion.questions].map(({ esql }) => esql);
	const typical = queries.map((esql) => {
		const times = [];
		for (let round = 0; round < rounds; round++) {
			const begin = performance.now();
			const plan = compile(esql, tables, context);
			times.push(performance.now() - begin);
			if (plan.kind !== undefined) throw new Error(JSON.stringify(plan));
		}
		return median(times.slice(rounds / 4));
	});
	const slowest = Math.max(...typical);
	return {
		id: 'cluster: compile the slowest of these queries, p50 ms',
		ours: slowest,
		reference: 2,
		ratio: slowest / 2,
		goal: '≤ 2 ms',
		pass: slowest <= 2
	};
}
