import type { ServerResponse } from 'node:http';
import { expect, test } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';
import { FaultyWorkbench, type Misdeed } from '../support/faulty';

let faulty: FaultyWorkbench;

test.beforeAll(async ({ baseURL }) => {
	faulty = new FaultyWorkbench(baseURL ?? '');
	await faulty.open();
});
test.afterAll(() => faulty.close());
test.beforeEach(() => {
	faulty.misdeed = () => false;
});

const text = 'FROM anything // 😀 stays as it was typed';

type Asked = Parameters<Misdeed>[0];
const isPoll = ({ method, url }: Asked) => method === 'GET' && url.startsWith('/_query/async/');
const isSubmission = ({ method, url }: Asked) => method === 'POST' && /^\/_query\/async(\?|$)/.test(url);

const json = { 'content-type': 'application/json' };
const stillRunning = '{"id":"ZmF1bHR5","is_running":true,"columns":[],"values":[]}';
const answerOf = (rows: number) =>
	`{"is_running":false,"columns":[{"name":"n","type":"long"}],"values":[${Array.from({ length: rows }, (_, n) => `[${n}]`).join(',')}]}`;

function send(response: ServerResponse, status: number, body: string, headers: object = {}): true {
	response.writeHead(status, { ...json, ...headers });
	response.end(body);
	return true;
}

/** Begins an answer and never ends it: the connection is cut a moment later. */
function cut(response: ServerResponse, body: string): true {
	response.writeHead(200, { ...json, 'content-length': '100000' });
	if (body !== '') response.write(body);
	setTimeout(() => response.destroy(), 300);
	return true;
}

const error = (type: string, reason: string, status: number) =>
	JSON.stringify({ error: { type, reason }, status });

async function open(workbench: WorkbenchPage): Promise<void> {
	await workbench.page.goto(faulty.url);
	await expect(workbench.editor).toBeVisible();
	await expect(workbench.page.getByRole('button', { name: /^Cluster: (?!…|unreachable)/ })).toBeVisible();
}

interface Fault {
	readonly name: string;
	readonly misdeed: Misdeed;
	/** Where the run ends. */
	readonly state: string;
	/** What a person reads of it. */
	readonly words: RegExp | undefined;
	/** The rows on screen in the end: those of the run before, or its own. */
	readonly rows: 'before' | 'own';
}

const faults: readonly Fault[] = [
	{
		name: 'a connection that is cut before the first byte of the answer',
		misdeed: (asked, response) => isSubmission(asked) && (response.destroy(), true),
		state: 'failed',
		words: /could not be asked/,
		rows: 'before'
	},
	{
		name: 'a connection that is cut before the rows',
		misdeed: (asked, response) => isSubmission(asked) && cut(response, answerOf(5).slice(0, 30)),
		state: 'failed',
		words: /not what Elasticsearch sends/,
		rows: 'before'
	},
	{
		name: 'a connection that is cut within the rows',
		misdeed: (asked, response) => isSubmission(asked) && cut(response, answerOf(500).slice(0, -60)),
		state: 'partial',
		words: /rows read until then are kept/,
		rows: 'own'
	},
	{
		name: '200 with JSON that stops in the middle',
		misdeed: (asked, response) => isSubmission(asked) && send(response, 200, answerOf(500).slice(0, -60)),
		state: 'partial',
		words: /before its JSON did. The rows read until then are kept/,
		rows: 'own'
	},
	{
		name: 'headers that never end',
		misdeed: (asked, response) => {
			if (!isSubmission(asked)) return false;
			response.socket?.write('HTTP/1.1 200 OK\r\n');
			const timer = setInterval(() => response.socket?.write(`x-more: ${'x'.repeat(60_000)}\r\n`), 2);
			response.socket?.on('error', () => undefined).on('close', () => clearInterval(timer));
			return true;
		},
		state: 'failed',
		words: /headers larger than 1 MB|not HTTP/,
		rows: 'before'
	},
	{
		name: 'a web page of a proxy',
		misdeed: (asked, response) =>
			isSubmission(asked) &&
			send(response, 200, '<!doctype html><title>Please log in</title>', { 'content-type': 'text/html' }),
		state: 'failed',
		words: /web page titled “Please log in”/,
		rows: 'before'
	},
	{
		name: 'an id that is lost just after it was given',
		misdeed: (asked, response) =>
			isSubmission(asked)
				? send(response, 200, stillRunning)
				: isPoll(asked) && send(response, 404, error('resource_not_found_exception', 'ZmF1bHR5', 404)),
		state: 'lost',
		words: /no longer knows this query/,
		rows: 'before'
	},
	{
		name: 'a clock that is a year behind',
		misdeed: (asked, response) =>
			isSubmission(asked) &&
			send(
				response,
				200,
				`{"id":"ZmF1bHR5","is_running":false,"start_time_in_millis":${Date.now() - 31_536_000_000},"expiration_time_in_millis":${Date.now() - 31_536_000_000 + 432_000_000},${answerOf(3).slice(20)}`
			),
		state: 'complete',
		words: undefined,
		rows: 'own'
	}
];

for (const { name, misdeed, state, words, rows } of faults) {
	test(`${name}: ${state}, the text stays, rows stay`, async ({ page }) => {
		const workbench = new WorkbenchPage(page);
		await open(workbench);
		await workbench.query('ROW n = 41', 'complete');
		await expect(workbench.cell(0, 'n')).toHaveText('41');
		faulty.misdeed = misdeed;
		await workbench.write(text);
		await workbench.run.click();
		await workbench.reach(state);
		if (words) await expect(page.getByRole('alert')).toContainText(words);
		await expect(workbench.cell(0, 'n')).toHaveText(rows === 'own' ? '0' : '41');
		expect(await workbench.text()).toBe(text);
		await expect(workbench.status).toContainText('is_running: false');
		await expect(workbench.run).toBeEnabled();
	});
}

test('a clock that is a year behind does not make a stored result expire', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await open(workbench);
	faulty.misdeed = faults.at(-1)?.misdeed ?? faulty.misdeed;
	await workbench.query(text, 'complete');
	await expect(page.getByRole('button', { name: 'Stored result' })).toContainText(/kept 4 d/);
});

test('429 with Retry-After: the page says that it tries again, and has the rows then', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await open(workbench);
	let refusals = 2;
	faulty.misdeed = (asked, response) => {
		if (!isSubmission(asked) || refusals-- <= 0) return false;
		return send(response, 429, error('es_rejected_execution_exception', 'queue full', 429), {
			'retry-after': '1'
		});
	};
	await workbench.write('ROW n = 7');
	await workbench.run.click();
	await expect(workbench.status).toContainText('Trying again');
	await expect(workbench.status).toContainText('queue full');
	await workbench.reach('complete');
	await expect(workbench.cell(0, 'n')).toHaveText('7');
	await expect(workbench.status).not.toContainText('queue full');
	expect(await workbench.text()).toBe('ROW n = 7');
});

test('a cluster that is away for a while: the page says so, keeps the clock and gets the rows', async ({
	page
}) => {
	const workbench = new WorkbenchPage(page);
	await open(workbench);
	let away = true;
	faulty.misdeed = (asked, response) => {
		if (isSubmission(asked)) return send(response, 200, stillRunning);
		if (!isPoll(asked)) return false;
		return away
			? send(response, 503, error('cluster_block_exception', 'blocked for a while', 503))
			: send(response, 200, answerOf(3));
	};
	await workbench.query(text, 'running');
	await expect(workbench.status).toContainText('Reconnecting');
	await expect(workbench.status).toContainText('blocked for a while');
	const clock = workbench.status.getByTitle('Time since the query was sent');
	const before = await clock.innerText();
	await expect(clock).not.toHaveText(before);
	await expect(workbench.state).toHaveAttribute('data-state', 'running');
	away = false;
	await workbench.reach('complete');
	await expect(workbench.status).not.toContainText(/Reconnecting|blocked/);
	await expect(workbench.cell(2, 'n')).toHaveText('2');
	expect(await workbench.text()).toBe(text);
});

test('the server of the workbench is restarted in mid-run: the query is found again', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await open(workbench);
	let done = false;
	faulty.misdeed = (asked, response) => {
		if (isSubmission(asked)) return send(response, 200, stillRunning);
		if (!isPoll(asked)) return false;
		if (done) return send(response, 200, answerOf(3));
		return true;
	};
	await workbench.query(text, 'running');
	await expect(page.getByRole('button', { name: 'Stored result' })).toBeVisible();
	await faulty.stop();
	await expect(workbench.status).toContainText('Reconnecting');
	done = true;
	await faulty.restart();
	await workbench.reach('complete');
	await expect(workbench.status).not.toContainText('Reconnecting');
	await expect(workbench.cell(2, 'n')).toHaveText('2');
	expect(await workbench.text()).toBe(text);
});

test('a deletion that races the end of its query: cancelled, and told as that', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await open(workbench);
	await workbench.query('ROW n = 41', 'complete');
	let polled: ServerResponse | undefined;
	const deleted = new Promise<void>((gone) => {
		faulty.misdeed = (asked, response) => {
			if (isSubmission(asked)) return send(response, 200, stillRunning);
			if (isPoll(asked)) polled = response;
			else if (asked.method === 'DELETE') {
				if (polled?.writableEnded === false) send(polled, 200, answerOf(5));
				send(response, 404, error('resource_not_found_exception', 'ZmF1bHR5', 404));
				gone();
			} else return false;
			return true;
		};
	});
	await workbench.query(text, 'running');
	await expect.poll(() => polled !== undefined).toBe(true);
	await page.getByRole('button', { name: 'Cancel', exact: true }).click();
	await deleted;
	await workbench.reach('cancelled');
	await expect(workbench.cell(0, 'n')).toHaveText('41');
	await expect(workbench.status).toContainText('Cancelled');
	await expect(workbench.status).not.toContainText('could not be deleted');
	expect(await workbench.text()).toBe(text);
});

test('a body of a kilobyte per second: rows are on screen long before its end', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await open(workbench);
	let whole = false;
	faulty.misdeed = (asked, response) => {
		if (!isSubmission(asked)) return false;
		const body = answerOf(3000);
		response.writeHead(200, json);
		let at = 0;
		const timer = setInterval(() => {
			const end = whole ? body.length : at + 256;
			response.write(body.slice(at, end));
			at = end;
			if (at < body.length) return;
			clearInterval(timer);
			response.end();
		}, 250);
		response.on('close', () => clearInterval(timer));
		return true;
	};
	await workbench.query(text, 'collecting');
	await expect(workbench.cell(0, 'n')).toHaveText('0');
	await expect(workbench.status).toContainText('Receiving rows');
	expect(await workbench.text()).toBe(text);
	whole = true;
	await workbench.reach('complete');
	await expect(workbench.status).toContainText('3,000 rows × 1 column');
});

test('ten thousand columns and no row are told as that', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await open(workbench);
	const columns = Array.from({ length: 10_000 }, (_, n) => ({ name: `column_${n}`, type: 'keyword' }));
	faulty.misdeed = (asked, response) =>
		isSubmission(asked) && send(response, 200, JSON.stringify({ is_running: false, columns, values: [] }));
	await workbench.query(text, 'complete');
	await expect(workbench.status).toContainText('0 rows × 10,000 columns');
	expect(await workbench.text()).toBe(text);
	faulty.misdeed = () => false;
	await workbench.query('ROW n = 1', 'complete');
	await expect(workbench.cell(0, 'n')).toHaveText('1');
});

test('a hundred kilobytes of one warning are told once', async ({ page }) => {
	const workbench = new WorkbenchPage(page);
	await open(workbench);
	const warning = '299 Elasticsearch-9.4.1-0123456789abcdef "Line 1:5: evaluation of [a] failed"';
	faulty.misdeed = (asked, response) => {
		if (!isSubmission(asked)) return false;
		response.setHeader(
			'warning',
			Array.from({ length: Math.ceil(100_000 / warning.length) }, () => warning)
		);
		return send(response, 200, '{"is_running":false,"columns":[{"name":"a","type":"long"}],"values":[[1]]}');
	};
	await workbench.query('ROW a = 1', 'complete');
	await expect(page.getByRole('button', { name: '1 warning' })).toBeVisible();
	await expect(workbench.cell(0, 'a')).toHaveText('1');
	expect(await workbench.text()).toBe('ROW a = 1');
});
