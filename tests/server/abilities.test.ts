import { describe, expect, it } from 'vitest';
import { abilitiesOf } from '$lib/server/abilities';
import { openDemo } from '../support/demo';

const root = { cluster_name: 'prod', version: { number: '9.4.1', build_flavor: 'default' } };
const refusal = { error: { type: 'security_exception', reason: 'no' }, status: 403 };
const elastic = { 'x-elastic-product': 'Elasticsearch' };

/** A cluster that answers each path once; what it is asked for is kept. */
function cluster(answers: Readonly<Record<string, Response>>) {
	const asked: string[] = [];
	const ask = async (target: string) => {
		asked.push(target);
		return (
			answers[target.split('?')[0]] ?? Response.json({ error: 'no handler', status: 400 }, { status: 400 })
		);
	};
	return { asked, abilities: () => abilitiesOf('Production', ask) };
}

describe('abilities of a cluster', () => {
	it('are who it says it is and what it has of the features asked for', async () => {
		const { asked, abilities } = cluster({
			'/': Response.json(root),
			'/_capabilities': Response.json({ supported: true })
		});
		const answer = await abilities();
		expect(await answer.json()).toEqual({ ...root, capabilities: { query_settings_request_body: true } });
		expect(answer.headers.get('cache-control')).toBe('no-store');
		expect(asked).toEqual([
			'/',
			'/_capabilities?method=POST&path=/_query&capabilities=query_settings_request_body'
		]);
	});

	it.each([
		['says no', Response.json({ supported: false }), { query_settings_request_body: false }],
		['does not know', Response.json({ supported: null }), {}],
		['has no such path', Response.json({ error: 'no handler', status: 400 }, { status: 400 }), {}],
		['keeps it to itself', Response.json(refusal, { status: 403 }), {}],
		['answers with a page', new Response('<h1>hello</h1>'), {}]
	])('leave nothing wrong behind where it %s', async (_, told, expected) => {
		const { abilities } = cluster({ '/': Response.json(root), '/_capabilities': told });
		expect(((await (await abilities()).json()) as { capabilities: object }).capabilities).toEqual(expected);
	});

	it('are told of a cluster that keeps its name to itself, but not of a proxy that refuses', async () => {
		const shy = cluster({ '/': Response.json(refusal, { status: 403, headers: elastic }) });
		expect(await (await shy.abilities()).json()).toEqual({ capabilities: {} });
		const proxy = cluster({ '/': new Response('<h1>Forbidden</h1>', { status: 403 }) });
		expect((await proxy.abilities()).status).toBe(403);
		expect(proxy.asked).toEqual(['/']);
	});

	it('are not those of something else that answers', async () => {
		for (const other of [
			Response.json({ hello: 'world' }),
			new Response('<h1>router login</h1>'),
			Response.json([])
		]) {
			const answer = await cluster({ '/': other }).abilities();
			expect(answer.status).toBe(502);
			expect(await answer.text()).toContain('[Production] does not say that it is Elasticsearch');
		}
	});

	it('of the demo cluster hold what its bodies take', async () => {
		const demo = await openDemo();
		try {
			const ask = (target: string) => demo.upstream(new Request(new URL(target, 'http://demo')));
			const told = (await (await abilitiesOf('Demo', ask)).json()) as Record<string, unknown>;
			expect(told).toMatchObject({
				version: { build_flavor: 'default' },
				capabilities: { query_settings_request_body: true }
			});
		} finally {
			await demo.close();
		}
	});
});
