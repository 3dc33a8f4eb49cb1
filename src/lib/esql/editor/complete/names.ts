import type { EnrichPolicy, IndexInfo } from '../../analysis/schema';
import type { Proposal } from './proposal';

const metadata: readonly (readonly [string, string])[] = [
	['_index', 'keyword'],
	['_id', 'keyword'],
	['_score', 'double'],
	['_source', '_source'],
	['_version', 'long'],
	['_ignored', 'keyword'],
	['_index_mode', 'keyword'],
	['_tier', 'keyword'],
	['_size', 'integer']
];

export const metadataProposals = (listed: readonly string[]): Proposal[] =>
	metadata
		.filter(([label]) => !listed.includes(label))
		.map(([label, detail], at) => ({ label, kind: 'field', detail, rank: 50 - at }));

/** How a name is written inside or outside of a string; `closed` where a quote follows. */
export interface Quoting {
	readonly quoted: boolean;
	readonly closed: boolean;
}

/** What to insert for a name, if it is not the name itself. */
export function quotedText(name: string, { quoted, closed }: Quoting, special: RegExp): string | undefined {
	if (quoted) return closed ? undefined : `${name}"`;
	return special.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : undefined;
}

const specialInSource = /[\s"=|,[\]()/\\]|^metadata$/i;
const specialInPolicy = /[\s\\/?"<>|,#:]/;

/** Names of remote clusters, before which their indices are named. */
export const remoteProposals = (clusters: readonly string[], { quoted }: Quoting): Proposal[] =>
	clusters.map((name) => ({
		label: `${name}:`,
		kind: 'index',
		detail: 'remote cluster',
		rank: 5,
		...(quoted ? { text: `${name}:` } : {})
	}));

/** Indices, aliases, streams and views, and patterns that take in several; for a join those in lookup mode. */
export function indexProposals(
	indices: readonly IndexInfo[],
	{ lookup, listed }: { readonly lookup: boolean; readonly listed: readonly string[] },
	quoting: Quoting
): Proposal[] {
	const taken = new Set(listed);
	const known = indices.filter(({ name }) => !taken.has(name));
	const propose = (label: string, detail: string, rank: number): Proposal => ({
		label,
		kind: 'index',
		detail,
		rank,
		text: quotedText(label, quoting, specialInSource)
	});
	if (lookup) {
		// A cluster before 9.2 does not tell the mode of an index.
		const tells = indices.some(({ mode }) => mode !== undefined);
		return known
			.filter(({ mode, kind }) => (tells ? mode === 'lookup' : kind === 'index'))
			.map(({ name, mode }) => propose(name, mode ?? 'index', name.startsWith('.') ? -30 : 40));
	}
	return [
		...known.map(({ name, kind, mode }) =>
			propose(name, mode === 'lookup' ? 'lookup index' : kind.replace('_', ' '), indexRank(name, kind, mode))
		),
		...families(known.map(({ name }) => name))
			.filter(([pattern]) => !taken.has(pattern))
			.map(([pattern, count]) => propose(pattern, `${count} of them`, pattern.startsWith('.') ? -30 : 45))
	];
}

function indexRank(name: string, kind: IndexInfo['kind'], mode: string | undefined): number {
	if (name.startsWith('.')) return -40;
	return mode === 'lookup' ? 10 : kind === 'index' ? 35 : 40;
}

/** Patterns `prefix-*` that take in two names or more which differ only in a number or date at their end. */
function families(names: readonly string[]): (readonly [pattern: string, count: number])[] {
	const counts = new Map<string, number>();
	for (const name of names) {
		const prefix = /^(.*?[-_.])\d[\d.\-_]*$/.exec(name)?.[1];
		if (prefix) counts.set(`${prefix}*`, (counts.get(`${prefix}*`) ?? 0) + 1);
	}
	return [...counts].filter(([, count]) => count > 1);
}

export const policyProposals = (policies: readonly EnrichPolicy[], quoting: Quoting): Proposal[] =>
	policies.map(({ name, kind, matchField }) => ({
		label: name,
		kind: 'policy',
		detail: `${kind.replace('_', ' ')} on ${matchField}`,
		rank: 40,
		text: quotedText(name, quoting, specialInPolicy)
	}));

/** The policy that ENRICH names, with or without a mode before it. */
export const policyNamed = (policies: readonly EnrichPolicy[], written: string): EnrichPolicy | undefined => {
	const name = written.replace(/^"|"$/g, '').replace(/^_(any|coordinator|remote):/i, '');
	return policies.find((policy) => policy.name === name);
};
