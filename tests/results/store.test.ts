import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { AnswerMeta, ElasticColumn } from '$lib/protocol/elastic';
import { StoreClient } from '$lib/results/client';
import type { Ending, Head, Layout, Progress } from '$lib/results/messages';
import { serve } from '$lib/results/serve';
import type { Answer } from '$lib/results/store';

const BUDGET = 1e9;
const columnsText = '"columns":[{"name":"n","type":"long"},{"name":"s","type":"keyword"}]';
const row = (n: number) => `[${n},"row ${n}"]`;
const rows = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, i) => row(from + i)).join(',');

const undo: (() => void)[] = [];
afterEach(() => undo.splice(0).forEach((step) => step()));

function connect(): StoreClient {
	const { port1, port2 } = new MessageChannel();
	serve(port2);
	const client = new StoreClient(port1, () => port1.close());
	port1.start();
	port2.start();
	undo.push(() => client.close());
	return client;
}

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
	const server: Server = createServer(handle);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	undo.push(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const json = (response: ServerResponse, status = 200) =>
	response.writeHead(status, { 'content-type': 'application/json' });

/** Everything an answer tells, in order. */
class Log {
	readonly calls: string[] = [];
	columns: readonly ElasticColumn[] = [];
	metas: AnswerMeta[] = [];
	progress: Progress[] = [];
	#settle: (outcome: Outcome) => void = () => undefined;
	readonly outcome = new Promise<Outcome>((resolve) => (this.#settle = resolve));
	readonly listener = {
		head: (head: Head) => void this.calls.push(`head ${head.status}`),
		refused: (head: Head, text: string) =>
			this.#close('refused', { kind: 'refused', status: head.status, text }),
		unreached: (message: string) => this.#close('unreached', { kind: 'unreached', message }),
		columns: (columns: readonly ElasticColumn[]) => {
			this.calls.push('columns');
			this.columns = columns;
		},
		meta: (meta: AnswerMeta) => {
			this.calls.push('meta');
			this.metas.push(meta);
		},
		progress: (progress: Progress) => {
			this.calls.push('progress');
			this.progress.push(progress);
		},
		end: (ending: Ending, progress: Progress) => {
			this.progress.push(progress);
			this.#close('end', ending);
		}
	};

	#close(call: string, outcome: Outcome): void {
		this.calls.push(call);
		this.#settle(outcome);
	}
}

type Outcome =
	Ending | { kind: 'refused'; status: number; text: string } | { kind: 'unreached'; message: string };

interface Asked {
	readonly budget?: number;
	readonly layout?: Layout;
}

function ask(
	url: string,
	{ budget = BUDGET, layout }: Asked = {}
): { log: Log; answer: Answer; client: StoreClient } {
	const client = connect();
	const log = new Log();
	const init = { method: 'GET', headers: { accept: 'application/json' } };
	return { client, log, answer: client.fetch(url, init, budget, log.listener, layout) };
}

describe('an answer from a server', () => {
	it('tells head, columns, meta, progress and end in the order of the bytes, and hands out rows', async () => {
		const url = await listen((_, response) =>
			json(response).end(
				`{"took":7,"is_partial":false,${columnsText},"values":[${rows(0, 1000)}],"profile":{"x":1}}`
			)
		);
		const { log, answer } = ask(url);
		expect(await log.outcome).toEqual({ kind: 'complete' });
		expect(log.calls[0]).toBe('head 200');
		expect(log.calls.indexOf('columns')).toBeLessThan(log.calls.indexOf('progress'));
		expect(log.columns.map(({ name }) => name)).toEqual(['n', 's']);
		expect(log.metas.at(-1)).toEqual({ took: 7, is_partial: false, profile: { bytes: 7 } });
		expect(log.progress.at(-1)).toMatchObject({ rows: 1000, done: true });
		const profile = await answer.ask('profile', {});
		expect(await profile?.text()).toBe('{"took":7,"is_partial":false,"rows":1000,"profile":{"x":1}}');
		expect(await answer.rows(998, 2000)).toEqual([
			['998', 'row 998'],
			['999', 'row 999']
		]);
		expect(await answer.rows(5, 5)).toEqual([]);
	});

	it('sends method, headers and body', async () => {
		const url = await listen((request, response) => {
			request.setEncoding('utf8').on('data', (body: string) => {
				json(response).end(JSON.stringify({ seen: [request.method, request.headers['x-opaque-id'], body] }));
			});
		});
		const log = new Log();
		const init = {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-opaque-id': 'me' },
			body: '{"q":1}'
		};
		connect().fetch(url, init, BUDGET, log.listener);
		await log.outcome;
		expect(log.metas).toEqual([{ seen: ['POST', 'me', '{"q":1}'] }]);
	});

	it('shows the first rows at once and late ones within the interval while the server is slow', async () => {
		let finish = () => {};
		const url = await listen((_, response) => {
			json(response).write(`{${columnsText},"values":[${row(0)}`);
			setTimeout(() => response.write(`,${row(1)}`), 60);
			setTimeout(() => response.write(`,${row(2)}`), 75);
			finish = () => void response.end(']}');
		});
		const { log, answer } = ask(url);
		await expect.poll(() => log.progress.at(-1)?.rows, { timeout: 2000 }).toBe(3);
		expect(log.progress[0]).toMatchObject({ rows: 1, done: false });
		expect(await answer.rows(0, 10)).toHaveLength(3);
		finish();
		expect(await log.outcome).toEqual({ kind: 'complete' });
	});

	it('is not flooded with progress', async () => {
		const url = await listen(async (_, response) => {
			json(response).write(`{${columnsText},"values":[${row(0)}`);
			for (let i = 1; i < 60; i++) {
				await pause(5);
				response.write(`,${row(i)}`);
			}
			response.end(']}');
		});
		const started = performance.now();
		const { log } = ask(url);
		await log.outcome;
		const calls = log.calls.filter((call) => call === 'progress').length;
		expect(calls).toBeGreaterThan(2);
		expect(calls).toBeLessThanOrEqual((performance.now() - started) / 50 + 1);
	});

	it('tells less often after a second', async () => {
		let last = () => {};
		const ended = new Promise<void>((resolve) => (last = resolve));
		const url = await listen(async (_, response) => {
			json(response).write(`{${columnsText},"values":[${row(0)}`);
			for (let i = 1; i < 100; i++) {
				await pause(20);
				response.write(`,${row(i)}`);
			}
			response.end(']}');
			last();
		});
		const { log } = ask(url);
		const times: number[] = [];
		const started = performance.now();
		const push = log.progress.push.bind(log.progress);
		log.progress.push = (...items) => {
			times.push(performance.now() - started);
			return push(...items);
		};
		await Promise.all([log.outcome, ended]);
		const late = times.filter((time) => time > 1300 && time < times.at(-1)!);
		expect(late.length).toBeLessThanOrEqual((times.at(-1)! - 1300) / 200 + 1);
		expect(times.length).toBeGreaterThan(4);
	});

	it('answers for rows while bytes keep coming', async () => {
		const body = `{${columnsText},"values":[${rows(0, 400_000)}]}`;
		const url = await listen((_, response) => json(response).end(body));
		const { log, answer } = ask(url);
		await expect.poll(() => log.progress.length, { interval: 1 }).toBeGreaterThan(0);
		expect(await answer.rows(0, 1)).toEqual([['0', 'row 0']]);
		await log.outcome;
		expect(await answer.rows(399_999, 400_001)).toEqual([['399999', 'row 399999']]);
	});

	it('reads columnar answers when told so', async () => {
		const url = await listen((_, response) =>
			json(response).end(`{${columnsText},"values":[[1,2],["a","b"]]}`)
		);
		const { log, answer } = ask(url, { layout: 'columns' });
		await log.outcome;
		expect(await answer.rows(0, 2)).toEqual([
			['1', 'a'],
			['2', 'b']
		]);
	});
});

describe('an answer that is no rows', () => {
	it.each([
		[404, 'application/json', '{"error":{"type":"resource_not_found_exception","reason":"x"},"status":404}'],
		[200, 'text/html', '<html>gateway</html>'],
		[502, 'text/plain', ''],
		[500, 'application/vnd.elasticsearch+json;compatible-with=9', '{}']
	])('%i %s is refused with its text', async (status, type, text) => {
		const url = await listen((_, response) => response.writeHead(status, { 'content-type': type }).end(text));
		const { log } = ask(url);
		expect(await log.outcome).toEqual({ kind: 'refused', status, text });
		expect(log.calls).toEqual([`head ${status}`, 'refused']);
	});

	it('accepts the vendor type', async () => {
		const url = await listen((_, response) =>
			response
				.writeHead(200, { 'content-type': 'application/vnd.elasticsearch+json;compatible-with=9' })
				.end('{"took":1}')
		);
		expect(await ask(url).log.outcome).toEqual({ kind: 'complete' });
	});

	it('keeps at most 1 MB of a refused text', async () => {
		const url = await listen((_, response) => response.writeHead(500).end('x'.repeat(3e6)));
		const outcome = await ask(url).log.outcome;
		expect(outcome.kind === 'refused' && outcome.text.length).toBe(1024 * 1024);
	});

	it('HTML that calls itself JSON is cut with the place', async () => {
		const url = await listen((_, response) => json(response).end('<html>'));
		expect(await ask(url).log.outcome).toEqual({
			kind: 'cut',
			message: 'The answer is not valid: expected an object at byte 0'
		});
	});

	it('a server that is not there is unreached', async () => {
		const outcome = await ask('http://127.0.0.1:9/').log.outcome;
		expect(outcome.kind).toBe('unreached');
		expect(outcome.kind === 'unreached' && outcome.message).not.toBe('');
	});
});

describe('an answer that ends early', () => {
	it('keeps the rows of a body that stops short', async () => {
		const url = await listen((_, response) =>
			json(response).end(`{${columnsText},"values":[${rows(0, 3)},[3,"ro`)
		);
		const { log, answer } = ask(url);
		const outcome = await log.outcome;
		expect(outcome).toMatchObject({ kind: 'cut', message: expect.stringContaining('before its JSON did') });
		expect(await answer.rows(0, 10)).toHaveLength(3);
	});

	it('keeps the rows when the connection breaks', async () => {
		const url = await listen((_, response) => {
			json(response).write(`{${columnsText},"values":[${rows(0, 3)},`);
			setTimeout(() => response.destroy(), 50);
		});
		const { log, answer } = ask(url);
		expect(await log.outcome).toMatchObject({
			kind: 'cut',
			message: expect.stringContaining('The connection broke')
		});
		expect(log.progress.at(-1)).toMatchObject({ rows: 3, done: true });
		expect(await answer.rows(0, 10)).toHaveLength(3);
	});

	it('stops at the byte budget, closes the connection and keeps the rows', async () => {
		let closed = false;
		const url = await listen(async (_, response) => {
			response.on('close', () => (closed = true));
			json(response).write(`{${columnsText},"values":[${row(0)}`);
			for (let i = 1; !closed; i++)
				if (!response.write(`,${rows(i * 1000, i * 1000 + 1000)}`)) await pause(1);
		});
		const { log, answer } = ask(url, { budget: 100_000 });
		expect(await log.outcome).toEqual({ kind: 'budget', limit: 100_000 });
		const last = log.progress.at(-1);
		expect(last).toMatchObject({ bytes: 100_000, done: true });
		expect(await answer.rows(0, 1e6)).toHaveLength(last?.rows ?? -1);
		await expect.poll(() => closed).toBe(true);
	});

	it('is complete when the budget is exactly its size', async () => {
		const body = `{${columnsText},"values":[${rows(0, 3)}]}`;
		const url = await listen((_, response) => json(response).end(body));
		expect(await ask(url, { budget: body.length }).log.outcome).toEqual({ kind: 'complete' });
		expect(await ask(url, { budget: body.length - 1 }).log.outcome).toMatchObject({ kind: 'budget' });
	});

	it('abort closes the connection and keeps the rows; also before any answer', async () => {
		let closed = 0;
		const url = await listen((request, response) => {
			response.on('close', () => closed++);
			if (request.url === '/silent') return;
			json(response).write(`{${columnsText},"values":[${rows(0, 3)},`);
		});
		const { log, answer } = ask(url);
		await expect.poll(() => log.progress.length).toBe(1);
		answer.abort();
		expect(await log.outcome).toEqual({ kind: 'aborted' });
		expect(await answer.rows(0, 10)).toHaveLength(3);

		const silent = ask(`${url}silent`);
		await pause(30);
		silent.answer.abort();
		expect(await silent.log.outcome).toEqual({ kind: 'aborted' });
		expect(silent.log.calls).toEqual(['end']);
		await expect.poll(() => closed).toBe(2);
	});

	it('drop silences the answer and answers no more rows', async () => {
		let closed = false;
		const url = await listen((_, response) => {
			response.on('close', () => (closed = true));
			json(response).write(`{${columnsText},"values":[${rows(0, 3)},`);
		});
		const { log, answer } = ask(url);
		await expect.poll(() => log.progress.length).toBe(1);
		const pending = answer.rows(0, 3);
		answer.drop();
		expect(await pending).toEqual([]);
		expect(await answer.rows(0, 3)).toEqual([]);
		await expect.poll(() => closed).toBe(true);
		await pause(20);
		expect(log.calls).not.toContain('end');
	});
});

describe('other doors', () => {
	it('reads a stream that is already here', async () => {
		const log = new Log();
		const body = new Blob([
			`{${columnsText},"values":[${rows(0, 5)}]}`
		]).stream() as ReadableStream<Uint8Array>;
		const answer = connect().read(body, BUDGET, log.listener);
		expect(await log.outcome).toEqual({ kind: 'complete' });
		expect(await answer.rows(0, 9)).toHaveLength(5);
	});

	it('keeps answers apart', async () => {
		const client = connect();
		const logs = [new Log(), new Log()];
		const answers = logs.map((log, i) =>
			client.read(
				new Blob([`{${columnsText},"values":[${row(i)}]}`]).stream() as ReadableStream<Uint8Array>,
				BUDGET,
				log.listener
			)
		);
		await Promise.all(logs.map(({ outcome }) => outcome));
		expect(await Promise.all(answers.map((answer) => answer.rows(0, 1)))).toEqual([
			[['0', 'row 0']],
			[['1', 'row 1']]
		]);
	});

	it('a broken worker ends what is being read and rejects what was asked', async () => {
		const url = await listen(
			(_, response) => void json(response).write(`{${columnsText},"values":[${rows(0, 3)},`)
		);
		const { log, answer, client } = ask(url);
		await expect.poll(() => log.progress.length).toBe(1);
		const asked = answer.rows(0, 1);
		client.fail('broken');
		await expect(asked).rejects.toThrow('broken');
		expect(await log.outcome).toEqual({ kind: 'cut', message: 'broken' });
		expect(log.progress.at(-1)).toMatchObject({ rows: 3, done: true });
	});
});
