import { join } from 'node:path';
import { Agent, request } from 'undici';
import { root } from '../../../scripts/prepare.js';
import { median, startWorkbench } from '../processes.js';

/** @typedef {import('../row.js').BenchRow} BenchRow */

/** Ten lists of ten values, crossed: minutes of work on all that a query may take. */
const endless = (() => {
	const names = [...'abcdefghij'];
	const lists = names.map((name) => `${name} = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]`).join(', ');
	const expand = names.map((name) => `MV_EXPAND ${name}`).join(' | ');
	return `ROW ${lists} | ${expand} | STATS s = SUM(a + b), p = PERCENTILE(a * b, 95) BY c`;
})();

/**
 * The demo cluster as the built workbench runs it: ready, beside others, interrupted, handed out.
 * @returns {Promise<BenchRow[]>}
 */
export async function benchProcess() {
	const begin = performance.now();
	const workbench = await startWorkbench({
		WORKBENCH_CACHE: join(root, '.data'),
		WORKBENCH_DEMO_MAX_ROWS: '1000000',
		WORKBENCH_DEMO_MAX_STORED: '1000000000'
	});
	const agent = new Agent({ connections: 16 });
	const base = `${workbench.url}/api/clusters/demo`;
	/** @param {string} method @param {string} path @param {object} [body] */
	const call = (method, path, body) =>
		request(base + path, {
			dispatcher: agent,
			method: /** @type {'GET'} */ (method),
			headers: { 'content-type': 'application/json' },
			body: body && JSON.stringify(body)
		});
	/** @param {string} query */
	const ask = async (query) => {
		const { statusCode, body } = await call('POST', '/_query', { query });
		const text = await body.text();
		if (statusCode !== 200) throw new Error(text);
		return text;
	};
	/** @param {string} query @returns {Promise<string>} */
	const submit = async (query) => {
		const { body } = await call('POST', '/_query/async', { query, wait_for_completion_timeout: '0s' });
		return /** @type {{ id: string }} */ (await body.json()).id;
	};
	try {
		await ask('FROM employees | STATS COUNT(*)');
		const ready = performance.now() - begin;
		return [
			row('ready to answer, ms', ready, 1500, 'ms'),
			row('10,000 rows × 17 columns, ms', await rowsOut(ask), 150, 'ms'),
			row('small query beside two endless ones, p50 ms', await beside(ask, submit, call), 50, 'ms'),
			row('reader told of a DELETE, ms', await told(submit, call), 100, 'ms'),
			...(await big(submit, call))
		];
	} finally {
		await agent.close();
		workbench.child.kill();
	}
}

/** @param {string} what @param {number} ours @param {number} goal @param {string} unit @returns {BenchRow} */
const row = (what, ours, goal, unit) => ({
	id: `cluster: ${what}`,
	ours,
	reference: goal,
	ratio: ours / goal,
	goal: `≤ ${goal} ${unit}`,
	pass: ours <= goal
});

/** @param {(query: string) => Promise<string>} ask */
async function rowsOut(ask) {
	const times = [];
	for (let round = 0; round < 9; round++) times.push(await timed(() => ask('FROM logs-web-* | LIMIT 10000')));
	return median(times.slice(2));
}

/** @typedef {(method: string, path: string, body?: object) => ReturnType<typeof request>} Call */

/**
 * @param {(query: string) => Promise<string>} ask
 * @param {(query: string) => Promise<string>} submit
 * @param {Call} call
 */
async function beside(ask, submit, call) {
	const ids = [await submit(endless), await submit(endless)];
	const times = [];
	for (let round = 0; round < 40; round++)
		times.push(await timed(() => ask('FROM employees | STATS n = COUNT(*) BY gender')));
	for (const id of ids) await (await call('DELETE', `/_query/async/${id}`)).body.dump();
	return median(times);
}

/**
 * @param {(query: string) => Promise<string>} submit
 * @param {Call} call
 */
async function told(submit, call) {
	const times = [];
	for (let round = 0; round < 5; round++) {
		const id = await submit(endless);
		const reader = call('GET', `/_query/async/${id}?wait_for_completion_timeout=60s`);
		await new Promise((resolve) => setTimeout(resolve, 300));
		times.push(
			await timed(async () => {
				await (await call('DELETE', `/_query/async/${id}`)).body.dump();
				await (await reader).body.dump();
			})
		);
	}
	return median(times);
}

/**
 * A kept answer of about 100 MB: its first byte, and what handing it out to a slow reader takes.
 * @param {(query: string) => Promise<string>} submit
 * @param {Call} call
 * @returns {Promise<BenchRow[]>}
 */
async function big(submit, call) {
	const { body: submitted } = await call('POST', '/_query/async', {
		query: 'FROM logs-web-* | KEEP message | LIMIT 1000000',
		wait_for_completion_timeout: '120s',
		keep_on_completion: true
	});
	let head = '';
	for await (const chunk of submitted) if (head.length < 1000) head += chunk;
	const id = /"id":"([^"]+)"/.exec(head)?.[1] ?? '';
	const first = [];
	let bytes = 0;
	for (let round = 0; round < 5; round++) {
		bytes = 0;
		const begin = performance.now();
		const { body } = await call('GET', `/_query/async/${id}`);
		for await (const chunk of body) {
			if (bytes === 0) first.push(performance.now() - begin);
			bytes += chunk.length;
		}
	}
	if (bytes < 90e6) throw new Error(`the answer has only ${bytes} bytes`);
	return [row('first byte of a 100 MB answer that is done, ms', median(first), 100, 'ms')];
}

/** @param {() => Promise<unknown>} work */
async function timed(work) {
	const begin = performance.now();
	await work();
	return performance.now() - begin;
}
