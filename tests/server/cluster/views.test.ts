import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Views } from '$lib/server/cluster/views';
import { type OpenDemo, openDemo } from '../../support/demo';

let demo: OpenDemo;

beforeAll(async () => {
	demo = await openDemo();
	await demo.ready;
});

afterEach(async () => {
	await call('DELETE', '/_query/view/*');
});

afterAll(() => demo.close());

async function call(method: string, path: string, body?: object): Promise<unknown> {
	const response = await demo.upstream(
		new Request(`http://x${path}`, {
			method,
			headers: body && { 'content-type': 'application/json' },
			body: body && JSON.stringify(body)
		})
	);
	const json = (await response.json()) as { error?: { type: string; reason: string }; status?: number };
	return json.error ? `${json.status} ${json.error.type}: ${json.error.reason}` : json;
}

const put = (name: string, query: string, description?: string) =>
	call('PUT', `/_query/view/${name}`, { query, description });
const values = async (query: string, options: object = {}) => {
	const body = await call('POST', '/_query', { query, ...options });
	return typeof body === 'string' ? body : (body as { values: unknown[][] }).values;
};

describe('a view', () => {
	it('is made, listed, read, replaced and deleted', async () => {
		expect(await put('women', 'FROM employees | WHERE gender == "F"', 'half of them')).toEqual({
			acknowledged: true
		});
		expect(await put('men', 'FROM employees | WHERE gender == "M"')).toEqual({ acknowledged: true });
		expect(await call('GET', '/_query/view')).toEqual({
			views: [
				{ name: 'men', query: 'FROM employees | WHERE gender == "M"' },
				{ name: 'women', query: 'FROM employees | WHERE gender == "F"', description: 'half of them' }
			]
		});
		expect(await call('GET', '/_query/view/w*')).toMatchObject({ views: [{ name: 'women' }] });
		await put('men', 'FROM employees | LIMIT 1');
		expect(await call('GET', '/_query/view/men')).toMatchObject({
			views: [{ query: 'FROM employees | LIMIT 1' }]
		});
		expect(await call('DELETE', '/_query/view/men,women')).toEqual({ acknowledged: true });
		expect(await call('GET', '/_query/view')).toEqual({ views: [] });
		expect(await call('GET', '/_query/view/men')).toBe(
			'404 resource_not_found_exception: view [men] not found'
		);
		expect(await call('DELETE', '/_query/view/men')).toBe(
			'404 resource_not_found_exception: view [men] not found'
		);
	});

	it('stands in FROM, beside indices, and has all of its rows', async () => {
		await put('errors', 'FROM logs-web-* | WHERE http.response.status_code >= 400 | EVAL bad = true');
		const count = 'STATS n = COUNT(*)';
		const direct = await values(`FROM logs-web-* | WHERE http.response.status_code >= 400 | ${count}`);
		expect(await values(`FROM errors | ${count}`)).toEqual(direct);
		expect(await values('FROM errors | STATS n = COUNT(*) BY bad | KEEP bad')).toEqual([[true]]);
		const [[both]] = (await values(`FROM errors, employees | ${count}`)) as number[][];
		expect(both).toBe((direct as number[][])[0][0] + 100);
	});

	it('keeps the types and lists of its columns', async () => {
		await put('kept', 'FROM logs-web-1 | KEEP event.id, client.ip, tags, @timestamp, user_agent.version');
		const query = '| SORT event.id | LIMIT 50';
		expect(await values(`FROM kept ${query}`)).toEqual(
			await values(
				`FROM logs-web-1 | KEEP event.id, client.ip, tags, @timestamp, user_agent.version ${query} | KEEP @timestamp, client.ip, event.id, tags, user_agent.version`
			)
		);
		expect(await call('GET', '/kept/_field_caps?fields=*&filters=-metadata,-parent')).toMatchObject({
			indices: ['kept'],
			fields: { 'client.ip': { ip: {} }, 'event.id': { unsigned_long: {} } }
		});
	});

	it('may read another, but not itself', async () => {
		await put('one', 'FROM employees | WHERE emp_no > 10050');
		await put('two', 'FROM one | STATS n = COUNT(*)');
		expect(await values('FROM two')).toEqual(
			await values('FROM employees | WHERE emp_no > 10050 | STATS n = COUNT(*)')
		);
		expect(await put('one', 'FROM two')).toMatch(
			/^400 verification_exception: .*goes through more than 10 views/
		);
		expect(await put('self', 'FROM self')).toMatch(/^400 verification_exception/);
	});

	it('is filtered where its documents are read', async () => {
		await put('counted', 'FROM employees | STATS n = COUNT(*)');
		const filter = { term: { gender: 'F' } };
		const [[all]] = (await values('FROM counted')) as number[][];
		const [[some]] = (await values('FROM counted', { filter })) as number[][];
		expect([all, some]).toEqual([100, expect.any(Number)]);
		expect(some).toBeLessThan(100);
		expect([[some]]).toEqual(await values('FROM employees | WHERE gender == "F" | STATS n = COUNT(*)'));
	});

	it('that is gone is an unknown index', async () => {
		expect(await values('FROM nowhere')).toBe(
			'400 verification_exception: Found 1 problem\nline 1:6: Unknown index [nowhere]'
		);
	});

	it.each([
		[
			'Upper',
			'FROM employees',
			/invalid_index_name_exception: Invalid view name \[Upper\], must be lowercase/
		],
		['a%2Cb', 'FROM employees', /must not contain/],
		['_x', 'FROM employees', /must not start/],
		['employees', 'FROM countries', /resource_already_exists_exception/],
		['logs-web', 'FROM countries', /resource_already_exists_exception/],
		['bad', 'FROM employees | WHERE', /parsing_exception: View \[bad\]: line 1/],
		['bad', 'FROM employees | KEEP nothing', /Unknown column \[nothing\]/],
		['bad', ' ', /Validation Failed: 1: \[query\] is required;/]
	])('named %s of %j is refused', async (name, query, reason) => {
		expect(await put(name, query)).toMatch(reason);
	});

	it('has no other members', async () => {
		expect(await call('PUT', '/_query/view/x', { querry: 'FROM employees' })).toBe(
			'400 x_content_parse_exception: [1:1] [esql_view] unknown field [querry] did you mean [query]?'
		);
		expect(await call('PUT', '/_query/view/x', { query: 1 })).toMatch(/query doesn't support values of type/);
	});
});

describe('the file of views', () => {
	const folder = mkdtempSync(join(tmpdir(), 'workbench-views-'));
	const said: string[] = [];
	const open = () => new Views(folder, (sentence) => said.push(sentence));
	afterAll(() => rmSync(folder, { recursive: true }));

	it('outlives the process', () => {
		open().put({ name: 'a', query: 'ROW x = 1', description: 'd' });
		open().put({ name: 'b', query: 'ROW x = 2' });
		open().delete(['b']);
		expect(open().list()).toEqual([{ name: 'a', query: 'ROW x = 1', description: 'd' }]);
		expect(readdirSync(folder)).toEqual(['views.json']);
	});

	it.each(['{', '{}', '[{}]', '[null]', '[1]'])('that holds %j is put aside and told of', (text) => {
		said.length = 0;
		writeFileSync(join(folder, 'views.json'), text);
		expect(open().list()).toEqual([]);
		expect(said).toEqual([expect.stringContaining('cannot be read')]);
		expect(open().list()).toEqual([]);
	});
});
