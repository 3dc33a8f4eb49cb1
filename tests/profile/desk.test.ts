import { afterEach, describe, expect, it } from 'vitest';
import { ProfileDesk } from '$lib/profile/client';
import type { Opened } from '$lib/profile/messages';
import { serve } from '$lib/profile/serve';
import { StoreClient } from '$lib/results/client';
import { serve as serveStore } from '$lib/results/serve';
import type { Answer } from '$lib/results/store';
import { queryText, report, sampleNames, sampleText } from './samples';

const open: ProfileDesk[] = [];

/** A desk at the other end of a real channel, as in a worker. */
function desk(): ProfileDesk {
	const { port1, port2 } = new MessageChannel();
	serve(port2 as unknown as Parameters<typeof serve>[0]);
	port1.start();
	port2.start();
	const made = new ProfileDesk(port1 as unknown as ConstructorParameters<typeof ProfileDesk>[0], () =>
		port1.close()
	);
	open.push(made);
	return made;
}

async function opened(made: ProfileDesk, name: string): Promise<Opened> {
	const opening = await made.open({ kind: 'blob', blob: new Blob([sampleText(name)]) }, name);
	if (opening.kind === 'refused') throw new Error(opening.reason);
	return opened1(opening.opened);
}

const opened1 = ([first]: readonly Opened[]): Opened => {
	if (!first) throw new Error('nothing was opened');
	return first;
};

async function exportText(
	name: string,
	format: 'json' | 'chrome' | 'speedscope' | 'html',
	redact = false
): Promise<string> {
	const made = desk();
	const { profile } = await opened(made, name);
	return (await made.export(profile, format, redact)).text();
}

afterEach(() => {
	for (const one of open.splice(0)) one.close();
});

describe('the desk', () => {
	it.each(sampleNames)('gives the same report on %s as its parts do', async (name) => {
		const { report: told } = await opened(desk(), name);
		expect(told.summary.facts).toEqual(report(name).summary.facts);
		expect(told.timeline.driver).toHaveLength(told.drivers);
	});

	it('reads blobs and texts alike', async () => {
		const made = desk();
		const text = sampleText('healthy');
		const sources = [
			{ kind: 'text', text },
			{ kind: 'blob', blob: new Blob([text]) }
		] as const;
		for (const source of sources) {
			const opening = await made.open(source, 'x');
			expect(opening.kind === 'opened' && opening.opened[0]?.report.wall.from).toBe('query');
		}
	});

	it.each(sampleNames)('says the same of %s when it came with the rows of a run', async (name) => {
		const { port1, port2 } = new MessageChannel();
		serveStore(port2);
		const store = new StoreClient(port1, () => port1.close());
		port1.start();
		port2.start();
		const parsed = JSON.parse(sampleText(name)) as Readonly<Record<string, unknown>>;
		const { columns = [], values = [], ...rest } = 'profile' in parsed ? parsed : { profile: parsed };
		const answer = await new Promise<Answer>((resolve) => {
			const body = new Blob([JSON.stringify({ ...rest, columns, values })]).stream();
			const reading = store.read(body, 1e9, { end: () => resolve(reading) });
		});
		const blob = await answer.ask('profile', {});
		store.close();
		if (blob === undefined) throw new Error('no profile');
		const opening = await desk().open({ kind: 'blob', blob }, name);
		if (opening.kind === 'refused') throw new Error(opening.reason);
		const { report: told } = opened1(opening.opened);
		const { report: direct } = await opened(desk(), name);
		expect(told.summary.top).toEqual(direct.summary.top);
		expect(told.stages).toEqual(direct.stages);
	});

	it('refuses what holds no profile, and lives on', async () => {
		const made = desk();
		expect(await made.open({ kind: 'text', text: '{' }, 'x')).toMatchObject({ kind: 'refused' });
		await opened(made, 'healthy');
	});

	it('explains a profile once its query is known', async () => {
		const made = desk();
		const { profile, report: before } = await opened(made, 'old-8.12-source');
		expect(before.heat).toBeUndefined();
		const explained = await made.explain(
			profile,
			queryText('FROM books | STATS c = COUNT(*) BY description | SORT c | LIMIT 20')
		);
		expect(explained.kind === 'opened' && explained.opened[0]?.report.heat?.pipes).toHaveLength(4);
	});

	it('tells all of one driver, and nothing of one that is not there', async () => {
		const made = desk();
		const { profile } = await opened(made, 'skewed-node');
		const driver = await made.driver(profile, 10);
		expect(driver?.operators[0]?.status).toHaveProperty('processed_shards');
		expect(await made.driver(profile, 9999)).toBeUndefined();
	});

	it('forgets a profile that was dropped', async () => {
		const made = desk();
		const { profile } = await opened(made, 'healthy');
		made.drop(profile);
		await expect(made.export(profile, 'json', false)).rejects.toThrow('closed');
	});

	it('answers everything that waits when its worker breaks', async () => {
		const { port1 } = new MessageChannel();
		const made = new ProfileDesk(port1 as unknown as ConstructorParameters<typeof ProfileDesk>[0], () =>
			port1.close()
		);
		open.push(made);
		const waiting = made.open({ kind: 'text', text: '' }, 'x');
		made.fail('broke');
		expect(await waiting).toEqual({ kind: 'refused', reason: 'broke' });
	});
});

describe('exports', () => {
	it.each(sampleNames)('%s: the JSON opens again and says the same', async (name) => {
		const made = desk();
		const json = await exportText(name, 'json');
		const again = await made.open({ kind: 'text', text: json }, name);
		if (again.kind === 'refused') throw new Error(again.reason);
		const { report: told } = opened1(again.opened);
		const { report: first } = await opened(made, name);
		expect(told.query).toBe(first.query);
		expect(told.summary.top).toEqual(first.summary.top);
		expect(told.findings.map(({ rule }) => rule)).toEqual(first.findings.map(({ rule }) => rule));
	});

	it('leaves rows out of the JSON', async () => {
		expect(JSON.parse(await exportText('old-8.12-source', 'json'))).not.toHaveProperty('values');
	});

	it('makes a trace whose events all have a place and a length', async () => {
		const { traceEvents } = JSON.parse(await exportText('skewed-node', 'chrome')) as {
			traceEvents: readonly {
				ph: string;
				ts: number;
				dur: number;
				name: string;
				args: Record<string, unknown>;
			}[];
		};
		const spans = traceEvents.filter(({ ph }) => ph === 'X');
		expect(spans.every(({ ts, dur }) => ts >= 0 && dur >= 0 && Number.isFinite(ts + dur))).toBe(true);
		expect(spans.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['planning', 'data', 'final', 'exchange empty'])
		);
		expect(traceEvents.flatMap(({ ph, args }) => (ph === 'M' ? [args.name] : []))).toContain('es-data-6');
	});

	it('makes a speedscope file whose weights are the CPU time', async () => {
		const file = JSON.parse(await exportText('healthy', 'speedscope')) as {
			shared: { frames: readonly { name: string }[] };
			profiles: readonly {
				samples: readonly (readonly number[])[];
				weights: readonly number[];
				endValue: number;
			}[];
		};
		const [profile] = file.profiles;
		expect(profile!.samples).toHaveLength(profile!.weights.length);
		expect(profile!.weights.reduce((sum, weight) => sum + weight, 0)).toBe(profile!.endValue);
		expect(Math.abs(profile!.endValue - report('healthy').cpu) / profile!.endValue).toBeLessThan(0.01);
		expect(profile!.samples.flat().every((frame) => frame < file.shared.frames.length)).toBe(true);
	});

	it('makes a page that runs nothing, asks nobody, and opens again', async () => {
		const page = await exportText('filter-not-pushed', 'html');
		expect(page).toContain("default-src 'none'");
		expect(page).not.toMatch(/<script(?! type="application\/json")|\bsrc=|href=|url\(/);
		expect(page).toContain('A filter ran row by row');
		const again = await desk().open({ kind: 'text', text: page }, 'page.html');
		expect(again.kind === 'opened' && again.opened[0]?.report.findings[0]?.rule).toBe('filter-not-pushed');
	});

	it('can not be broken out of by what a profile says', async () => {
		const evil = '</script><img src=x onerror=alert(1)>';
		const made = desk();
		const profile = {
			drivers: [{ description: evil, node_name: evil, operators: [{ operator: evil }] }],
			plans: [{ plan: evil }]
		};
		const opening = await made.open({ kind: 'text', text: JSON.stringify({ query: evil, profile }) }, evil);
		const { profile: number } = opened1(opening.kind === 'opened' ? opening.opened : []);
		const page = await (await made.export(number, 'html', false)).text();
		expect(page).not.toContain('<img');
		expect(page.match(/<\/script>/g)).toHaveLength(1);
	});
});

describe('redaction', () => {
	const secrets: Readonly<Record<string, readonly string[]>> = {
		'filter-not-pushed': ['admin', 'user.name', 'web-logs', 'node-a', 'logging', '61 64', 'status_code'],
		'fork-pattern': ['articles', 'engine', 'title:', 'es-1', 'published'],
		partial: ['eu-west', 'es-data', 'logs', 'Data too large', 'reduce_aggs'],
		'lookup-fan-out': [
			'addresses',
			'customer',
			'orders',
			'revenue',
			'city = ',
			'shop',
			'2025-12-01',
			'1764547200000'
		],
		'old-8.12-source': ['description', 'books']
	};

	it.each(Object.entries(secrets))(
		'%s: no name and no literal is left in any format',
		async (name, words) => {
			for (const format of ['json', 'chrome', 'speedscope', 'html'] as const) {
				const text = await exportText(name, format, true);
				for (const word of words) expect(text, `${word} in ${format}`).not.toContain(word);
			}
		}
	);

	it('keeps the figures and the shape', async () => {
		const made = desk();
		const opening = await made.open(
			{ kind: 'text', text: await exportText('skewed-node', 'json', true) },
			'x'
		);
		const { report: told } = opened1(opening.kind === 'opened' ? opening.opened : []);
		const plain = report('skewed-node');
		expect(told.summary.top.map(({ label, nanos }) => [label, nanos])).toEqual(
			plain.summary.top.map(({ label, nanos }) => [label, nanos])
		);
		expect(told.nodes).toHaveLength(plain.nodes.length);
		expect(told.findings[0]?.rule).toBe('slow-node');
	});

	it('gives one name one word in all files of a desk, and another one elsewhere', async () => {
		const made = desk();
		const { profile } = await opened(made, 'healthy');
		const text = async () => (await made.export(profile, 'json', true)).text();
		const nodeOf = (json: string) => /"node_name": "(\w+)"/.exec(json)?.[1];
		expect(nodeOf(await text())).toBe(nodeOf(await text()));
		expect(nodeOf(await text())).not.toBe(nodeOf(await exportText('healthy', 'json', true)));
	});
});
