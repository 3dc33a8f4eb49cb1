import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBody, toUrl } from '$lib/request';
import { validate } from '$lib/request/validate';
import { firstQuery, filterExamples, paramsExample, plainRequest } from '$lib/workbench/examples';
import { demoExamples, examplesFor } from '$lib/workbench/first-run/examples';
import type { QueryRequest } from '$lib/request/request';
import { type OpenDemo, openDemo } from '../support/demo';

interface Answer {
	readonly values?: readonly (readonly unknown[])[];
	readonly columns?: readonly { readonly name: string }[];
	readonly error?: { readonly reason: string };
}

let demo: OpenDemo;
beforeAll(async () => {
	demo = await openDemo({ scale: 0.05, baseDate: Date.now() });
}, 60_000);
afterAll(() => demo.close());

async function run(request: QueryRequest): Promise<Answer> {
	expect(validate(request)).toEqual([]);
	const path = toUrl(request);
	const body = { ...JSON.parse(toBody(request)), wait_for_completion_timeout: '30s' };
	const response = await demo.upstream(
		new Request(`http://demo${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body)
		})
	);
	return (await response.json()) as Answer;
}

describe('examples on the demo data', () => {
	it('are five, from the simplest to a joined, parametrised, filtered time series', () => {
		expect(demoExamples).toHaveLength(5);
		expect(demoExamples[0].request.query).toBe('FROM logs-web-*\n| LIMIT 10');
		const last = demoExamples[4];
		expect(last.request.query).toContain('LOOKUP JOIN');
		expect(last.request.params).toHaveLength(2);
		expect(last.request.filter).not.toBe('');
		expect(last.request.time?.enabled).toBe(true);
		const lengths = demoExamples.map(({ request }) => new Set(request.query.match(/\b[A-Z]{3,}/g)).size);
		expect(lengths[4]).toBeGreaterThan(lengths[0]);
	});

	it.each(demoExamples.map(({ label, request }) => [label, request] as const))(
		'%s gives rows',
		async (_, request) => {
			const answer = await run(request);
			expect(answer.error).toBeUndefined();
			expect(answer.values?.length).toBeGreaterThan(0);
		}
	);

	it('the last is one series per team', async () => {
		const { columns, values } = await run(demoExamples[4].request);
		expect(columns?.map(({ name }) => name).sort()).toEqual(['errors', 'hour', 'team']);
		expect(values?.some((row) => row.includes(null))).toBe(false);
	});

	it('so do the first query and what the empty request panes offer', async () => {
		expect((await run(plainRequest(firstQuery))).values?.length).toBeGreaterThan(0);
		expect((await run(paramsExample)).values?.length).toBeGreaterThan(0);
		for (const { filter } of filterExamples)
			expect((await run({ ...plainRequest('FROM logs-web-* | LIMIT 5'), filter })).error).toBeUndefined();
	});
});

describe('examples on another cluster', () => {
	it('read what its configuration names, or everything', () => {
		const queries = (indexPattern: string | undefined) =>
			examplesFor({ kind: 'elasticsearch', indexPattern }).map(({ request }) => request.query);
		expect(queries('app-*')).toContain('FROM app-*\n| LIMIT 10');
		expect(queries(undefined)).toContain('FROM *\n| LIMIT 10');
		expect(queries('app-*').join()).not.toContain('logs-web');
	});

	it('are the demo data’s where the demo cluster answers', () =>
		expect(examplesFor({ kind: 'demo', indexPattern: undefined })).toBe(demoExamples));
});
