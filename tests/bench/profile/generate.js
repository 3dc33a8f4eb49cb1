/**
 * A profile of any size with realistic operators, sleeps and plans, the same text every time.
 * @param {{ drivers: number, operators: number, nodes: number, padding?: number, slow?: number }} size
 *   `padding` is how many more characters of details each operator has; `slow` lengthens the values readers.
 * @returns {string} JSON of an answer
 */
export function bigProfile({ drivers, operators, nodes, padding = 0, slow = 1 }) {
	const random = generator(7);
	const start = 1767225600000;
	const detail = 'x'.repeat(padding);
	const list = Array.from({ length: drivers }, (_, index) => {
		const node = `es-data-${index % nodes}`;
		const begin = start + 20 + Math.floor(random() * 50);
		const chain = Array.from({ length: operators }, (__, at) =>
			operator(at, operators, random, detail, slow)
		);
		const cpu = chain.reduce((sum, { nanos }) => sum + nanos, 0);
		const waits = Math.floor(random() * 40e6);
		const sleeps = Array.from({ length: 20 }, (__, at) => ({
			reason: at % 3 ? 'exchange empty' : 'exchange full',
			sleep_millis: begin + at * 4,
			wake_millis: begin + at * 4 + 1 + Math.floor(random() * 3)
		}));
		return {
			description: 'data',
			cluster_name: index % nodes < nodes / 2 ? 'hq' : 'remote',
			node_name: node,
			start_millis: begin,
			stop_millis: begin + Math.ceil((cpu + waits) / 1e6),
			took_nanos: cpu + waits,
			cpu_nanos: cpu,
			documents_found: 10_000,
			values_loaded: 40_000,
			iterations: 30,
			operators: chain.map(({ entry }) => entry),
			sleeps: {
				counts: { 'exchange empty': 60, 'exchange full': 30 },
				first: sleeps.slice(0, 10),
				last: sleeps.slice(10)
			}
		};
	});
	const profile = {
		query: { start_millis: start, stop_millis: start + 900, took_nanos: 900e6 },
		planning: { start_millis: start, stop_millis: start + 20, took_nanos: 20e6 },
		drivers: list,
		plans: Array.from({ length: nodes }, (_, at) => ({
			description: 'data',
			cluster_name: 'hq',
			node_name: `es-data-${at}`,
			plan: `ExchangeSinkExec[[a{f}#${at}]]\n\\_EvalExec[[x]]\n  \\_EsQueryExec[logs]`
		}))
	};
	return JSON.stringify({ took: 900, query: 'FROM logs | EVAL x = a + 1 | KEEP x, a', profile });
}

const names = ['EvalOperator', 'FilterOperator', 'ValuesSourceReaderOperator', 'ProjectOperator'];

/**
 * @param {number} at
 * @param {number} count
 * @param {() => number} random
 * @param {string} detail
 * @param {number} slow
 */
function operator(at, count, random, detail, slow) {
	const rows = 10_000;
	if (at === count - 1) {
		const entry = { operator: 'ExchangeSinkOperator', status: { pages_received: 2, rows_received: rows } };
		return { nanos: 0, entry };
	}
	const name = at === 0 ? 'LuceneSourceOperator' : names[at % names.length];
	const nanos = Math.floor(random() * 4e6) * (name === 'ValuesSourceReaderOperator' ? slow : 1);
	const received = at > 0 ? { rows_received: rows } : {};
	const status = { process_nanos: nanos, pages_processed: 2, ...received, rows_emitted: rows };
	return { nanos, entry: { operator: `${name}[shards = [logs:${at}]${detail}]`, status } };
}

/**
 * @param {number} seed
 * @returns {() => number} numbers in [0, 1)
 */
function generator(seed) {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}
