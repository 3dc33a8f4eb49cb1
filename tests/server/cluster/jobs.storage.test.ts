import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenDemo, openDemo } from '../../support/demo';

let demo: OpenDemo;

beforeAll(async () => {
	demo = await openDemo({ maxStored: 20_000 });
	await demo.ready;
});

afterAll(() => demo.close());

function call(method: string, path: string, body?: object): Promise<Response> {
	return demo.upstream(
		new Request(`http://x${path}`, {
			method,
			headers: body && { 'content-type': 'application/json' },
			body: body && JSON.stringify(body)
		})
	);
}

interface Body {
	readonly id?: string;
	readonly is_running: boolean;
	readonly values: readonly unknown[];
}

const bodyOf = async (response: Response) => (await response.json()) as Body;
const small = 'FROM employees | LIMIT 3';
const large = 'FROM logs-web-* | LIMIT 5000';
const kept = { keep_on_completion: true, wait_for_completion_timeout: '30s' };

describe('a kept answer', () => {
	it('is read as often as one likes', async () => {
		const { id } = await bodyOf(await call('POST', '/_query/async', { query: small, ...kept }));
		for (let time = 0; time < 3; time++)
			expect((await bodyOf(await call('GET', `/_query/async/${id}`))).values).toHaveLength(3);
	});

	it('that is too large is handed out with its id, and not found after', async () => {
		const { id, values } = await bodyOf(await call('POST', '/_query/async', { query: large, ...kept }));
		expect(values).toHaveLength(5000);
		expect(id).toBeTypeOf('string');
		const again = await call('GET', `/_query/async/${id}`);
		expect(again.status).toBe(404);
		expect(await again.json()).toMatchObject({ error: { type: 'resource_not_found_exception', reason: id } });
	});

	it('that is too large and outlived its wait is handed out once', async () => {
		const body = { query: large, keep_on_completion: true, wait_for_completion_timeout: '0s' };
		const { id } = await bodyOf(await call('POST', '/_query/async', body));
		const first = await call('GET', `/_query/async/${id}?wait_for_completion_timeout=30s`);
		expect((await bodyOf(first)).values).toHaveLength(5000);
		expect((await call('GET', `/_query/async/${id}`)).status).toBe(404);
		expect((await call('DELETE', `/_query/async/${id}`)).status).toBe(404);
	});

	it('replays its warnings', async () => {
		const { id } = await bodyOf(
			await call('POST', '/_query/async', { query: 'FROM employees | KEEP emp_no', ...kept })
		);
		const read = async () => (await call('GET', `/_query/async/${id}`)).headers.get('warning');
		const first = await read();
		expect(first).toContain('No limit defined');
		expect(await read()).toBe(first);
	});
});

describe('the ceiling', () => {
	it('is told among the settings', async () => {
		const response = await call('GET', '/_cluster/settings?include_defaults=true&filter_path=*.search');
		expect(await response.json()).toEqual({
			defaults: { search: { max_async_search_response_size: '20000b' } }
		});
	});
});
