import { describe, expect, it } from 'vitest';
import { sum } from '$lib/profile/values';
import { plain } from '$lib/profile/words';
import { findProfiles } from '$lib/profile/parse';
import { driver, made, op } from './build';
import { report, reportText, sampleNames, sampleText } from './samples';

function refusal(text: string): string {
	const found = findProfiles(text, 'x');
	return found.kind === 'refused' ? found.reason : `${found.profiles.length} profiles`;
}

describe('what a file may hold', () => {
	const bare = JSON.stringify(JSON.parse(sampleText('healthy')).profile);

	it.each([
		['a profile', bare, 1],
		['an answer', sampleText('healthy'), 1],
		['an answer inside an envelope', JSON.stringify({ rawResponse: JSON.parse(sampleText('healthy')) }), 1],
		['a list of answers', `[${sampleText('healthy')},${sampleText('partial')}]`, 2],
		['one per line', `${bare}\n${bare}\n${bare}\n`, 3],
		['a byte order mark', `\uFEFF${bare}`, 1]
	])('%s', (_, text, count) => {
		const found = findProfiles(text, 'file.json');
		expect(found.kind === 'profiles' && found.profiles.length).toBe(count);
	});

	it('names several profiles of one file apart', () => {
		const found = findProfiles(`${bare}\n${bare}`, 'two.ndjson');
		expect(found.kind === 'profiles' && found.profiles.map(({ profile }) => profile.name)).toEqual([
			'two.ndjson #1',
			'two.ndjson #2'
		]);
	});

	it.each([
		['', /empty/],
		['{"a":', /not JSON/],
		['"text"', /no ES\|QL profile/],
		['null', /no ES\|QL profile/],
		['{"drivers":3}', /no ES\|QL profile/],
		['{"drivers":[1]}', /no ES\|QL profile/],
		['{"columns":[],"values":[]}', /without "profile": true/],
		['{"is_running":true,"id":"x"}', /still running/],
		['{"error":{"type":"x"},"status":400}', /failed answer/]
	])('refuses %j with a sentence', (text, reason) => {
		expect(refusal(text)).toMatch(reason);
	});
});

describe('generations', () => {
	it('opens the oldest, which tells operators and little else', () => {
		const { wall, stages, timeline, summary } = report('old-8.12-source');
		expect(stages.map(({ label }) => label)).toEqual(['data', 'final']);
		expect(wall.from).toBe('drivers');
		expect(wall.nanos).toBeGreaterThan(400e6);
		expect(timeline.placed).toBe(false);
		expect(plain(summary.headline)).toContain('took at least 466 ms');
	});

	it('reads the role under its older name', () => {
		expect(report('exchange-full-8.18').stages.map(({ label }) => label)).toEqual(['data', 'final']);
	});

	it('survives drivers that hold nothing, or the wrong things', () => {
		const strange = {
			drivers: [
				{},
				{ operators: 3, sleeps: 'no', took_nanos: -1 },
				{ operators: [null, {}, { operator: 7, status: [] }] }
			]
		};
		const { drivers, operators, summary } = reportText(JSON.stringify(strange));
		expect([drivers, operators]).toEqual([3, 3]);
		expect(summary.headline.length).toBeGreaterThan(0);
	});

	it('keeps and shows operators, figures and keys that nobody knows', () => {
		const unknown = { operator: 'QuantumOperator[q]', status: { tunnel_nanos: 5e6, qubits: 3 } };
		const { stages, others } = made({
			drivers: [driver([op.lucene(1, 10), unknown])],
			profile: { shiny: { new: true }, analysis: null }
		});
		expect(stages[0]!.steps[1]).toMatchObject({ label: 'Quantum', kind: 'other', nanos: 5e6 });
		expect(others).toEqual({ shiny: { new: true } });
	});

	it('says when no driver ran', () => {
		expect(
			made({ drivers: [] })
				.summary.headline.map(({ text }) => text)
				.join('')
		).toContain('Nothing was executed');
	});
});

describe('sums', () => {
	it.each(sampleNames)('%s: operators and what is unaccounted for make the CPU time of drivers', (name) => {
		const { stages, cpu } = report(name);
		const accounted = sum(stages.flatMap(({ steps }) => steps.map(({ nanos }) => nanos)));
		const gaps = sum(stages.map(({ unaccounted, beyond }) => unaccounted - beyond));
		expect(Math.abs(accounted + gaps - cpu)).toBeLessThanOrEqual(cpu * 0.01);
	});

	it('shows CPU time that no operator accounts for', () => {
		const { summary } = made({ drivers: [{ ...driver([op.lucene(50, 100)]), cpu_nanos: 100e6 }] });
		expect(summary.facts.find(({ label }) => label === 'Not accounted for')).toBeDefined();
	});

	it('adds up the drivers of one role and keeps nodes apart', () => {
		const on = (node: string, ms: number) => driver([op.lucene(ms, 100), op.sink(100)], { node });
		const [stage] = made({ drivers: [on('a', 10), on('b', 30), on('a', 20)] }).stages;
		expect(stage!.drivers).toHaveLength(3);
		expect(stage!.steps[0]).toMatchObject({ nanos: 60e6, rowsOut: 300, longest: 30e6, slowest: 1 });
		expect(stage!.steps[0]!.nodes).toMatchObject([
			{ node: 'a', drivers: 2, nanos: 30e6 },
			{ node: 'b', drivers: 1, nanos: 30e6 }
		]);
	});
});
