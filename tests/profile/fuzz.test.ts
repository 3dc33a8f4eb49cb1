import { describe, expect, it } from 'vitest';
import { chromeTrace } from '$lib/profile/export/chrome';
import { profileJson } from '$lib/profile/export/json';
import { profilePage } from '$lib/profile/export/page';
import { speedscope } from '$lib/profile/export/speedscope';
import { foundIn } from '$lib/profile/parse';
import { Redactor } from '$lib/profile/redact';
import { reportOn } from '$lib/profile/report';
import { queryText, sampleNames, sampleText } from './samples';

/** Numbers in [0, 1), the same ones for the same seed. */
function generator(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

const strange: readonly unknown[] = [
	null,
	'text',
	-5,
	1e300,
	Number.NaN,
	[],
	{},
	true,
	[null, 3],
	{ operators: 1 },
	''
];

/** The same value with some of its parts replaced by something that nobody would expect there. */
function spoilt(value: unknown, random: () => number, rate: number): unknown {
	if (random() < rate) return strange[Math.floor(random() * strange.length)];
	if (Array.isArray(value)) return value.map((item: unknown) => spoilt(item, random, rate));
	if (typeof value !== 'object' || value === null) return value;
	const kept = Object.entries(value).filter(() => random() > rate);
	return Object.fromEntries(kept.map(([key, inner]) => [key, spoilt(inner, random, rate)]));
}

function numbersIn(value: unknown, path = ''): readonly string[] {
	if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
	if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
	return Object.entries(value).flatMap(([key, inner]) =>
		key === 'others' || key === 'status' ? [] : numbersIn(inner, `${path}.${key}`)
	);
}

describe('a profile in which anything may be missing or something else', () => {
	it.each(sampleNames)(
		'%s gives a report with finite figures, and every export, whatever is spoilt',
		(name) => {
			const sample: unknown = JSON.parse(sampleText(name));
			for (let seed = 1; seed <= 30; seed++) {
				const random = generator(seed);
				const found = foundIn([spoilt(sample, random, 0.002 * (1 + (seed % 20)))], name);
				if (found.kind === 'refused') {
					expect(found.reason).toMatch(/\.$/);
					continue;
				}
				for (const { profile, holder } of found.profiles) {
					const report = reportOn(
						profile,
						queryText(profile.query ?? 'FROM a | WHERE b > 1 | STATS c = COUNT(*) BY d')
					);
					expect(numbersIn(report)).toEqual([]);
					const json = profileJson(profile, holder, undefined, new Redactor('key'));
					expect(foundIn([JSON.parse(json)], name).kind).toBe('profiles');
					JSON.parse(chromeTrace(profile));
					JSON.parse(speedscope(profile));
					expect(profilePage(report, json)).toContain('</html>');
				}
			}
		}
	);
});
