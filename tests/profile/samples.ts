import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '$lib/esql/analysis/analyze';
import { outline } from '$lib/esql/analysis/outline';
import { parse } from '$lib/esql/syntax/parse';
import type { RuleId } from '$lib/profile/advice/finding';
import { findProfiles } from '$lib/profile/parse';
import { type QueryText, type Report, reportOn } from '$lib/profile/report';

const folder = join(import.meta.dirname, 'samples');

export const sampleNames: readonly string[] = readdirSync(folder)
	.filter((name) => name.endsWith('.json'))
	.map((name) => name.replace('.json', ''));

/** What each sample was written to show; `undefined` where all is well. */
export const culprits: Readonly<Record<string, RuleId | undefined>> = {
	healthy: undefined,
	'skewed-node': 'slow-node',
	'ccs-slow-remote': 'slow-cluster',
	'fork-pattern': 'pattern-search',
	partial: 'incomplete',
	'filter-not-pushed': 'filter-not-pushed',
	'old-8.12-source': 'loads-source',
	'lookup-fan-out': 'fan-out',
	'exchange-full-8.18': 'exchange-full',
	'slow-planning': 'slow-planning',
	'uneven-shards': 'uneven-drivers',
	'inline-stats-groups': 'many-groups'
};

export const sampleText = (name: string): string => readFileSync(join(folder, `${name}.json`), 'utf8');

/** A query as the page hands it over: with the language's outline of it. */
export function queryText(text: string): QueryText {
	return { text, pipes: outline(analyze(parse(text))) };
}

export function report(name: string): Report {
	return reportText(sampleText(name), name);
}

export function reportText(text: string, name = 'test'): Report {
	const found = findProfiles(text, name);
	if (found.kind === 'refused') throw new Error(found.reason);
	const { profile } = found.profiles[0]!;
	return reportOn(profile, profile.query === undefined ? undefined : queryText(profile.query));
}
