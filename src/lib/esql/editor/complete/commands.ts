import { commands } from '../../analysis/definitions';
import { commandInfo } from './info';
import type { Proposal } from './proposal';
import { heeding } from './version';

/** First words of commands that are offered whole, or not at all. */
const whole: Readonly<Record<string, string | undefined>> = {
	INLINE: 'INLINE STATS',
	LOOKUP: 'LOOKUP JOIN',
	INLINESTATS: undefined,
	LEFT: undefined,
	RIGHT: undefined
};

/** Commands with a placeholder for each part that is mostly wanted. */
const templates: readonly (readonly [command: string, label: string, template: string])[] = [
	['ROW', 'ROW … = …', 'ROW ${name} = ${value}'],
	['EVAL', 'EVAL … = …', 'EVAL ${name} = ${value}'],
	['STATS', 'STATS … BY …', 'STATS ${aggregate} BY ${key}'],
	['INLINE STATS', 'INLINE STATS … BY …', 'INLINE STATS ${aggregate} BY ${key}'],
	['SORT', 'SORT … DESC', 'SORT ${column} DESC'],
	['RENAME', 'RENAME … AS …', 'RENAME ${old} AS ${new}'],
	['DISSECT', 'DISSECT … "…"', 'DISSECT ${text} "%\\{${name}\\}"'],
	['GROK', 'GROK … "…"', 'GROK ${text} "%\\{${WORD}:${name}\\}"'],
	['ENRICH', 'ENRICH … ON … WITH …', 'ENRICH ${policy} ON ${field} WITH ${fields}'],
	['LOOKUP JOIN', 'LOOKUP JOIN … ON …', 'LOOKUP JOIN ${index} ON ${key}'],
	['CHANGE_POINT', 'CHANGE_POINT … ON …', 'CHANGE_POINT ${value} ON ${key}'],
	['FORK', 'FORK (…) (…)', 'FORK (${first}) (${second})'],
	['COMPLETION', 'COMPLETION … WITH …', 'COMPLETION ${prompt} WITH \\{"inference_id": "${endpoint}"\\}'],
	['RERANK', 'RERANK … ON … WITH …', 'RERANK "${query}" ON ${field} WITH \\{"inference_id": "${endpoint}"\\}']
];

/** How often a command is wanted, most first; the others follow by name. */
const usual = 'FROM WHERE STATS EVAL SORT LIMIT KEEP DROP LOOKUP_JOIN RENAME'.split(' ');

const alone: ReadonlySet<string> = new Set(['DEDUP', 'METRICS_INFO', 'TS_INFO', 'FUSE']);

/** Commands that begin with one of these words. */
export function commandProposals(words: readonly string[], version: string | undefined): Proposal[] {
	return words.flatMap((word) => {
		const name = word in whole ? whole[word] : word;
		return name === undefined ? [] : commandProposal(name, version);
	});
}

function commandProposal(name: string, version: string | undefined): Proposal[] {
	const definition = commands.get(name);
	const place = usual.indexOf(name.replace(' ', '_'));
	const rank = (place < 0 ? 0 : 40 - place) - (definition?.preview ? 5 : 0);
	const shared = definition ? { info: commandInfo(definition) } : {};
	const plain: Proposal = {
		label: name,
		kind: 'command',
		rank,
		template: alone.has(name) ? name : `${name} `,
		...(definition?.preview ? { detail: 'preview' } : {}),
		...shared
	};
	const snippets = templates
		.filter(([command]) => command === name)
		.map(([, label, template]): Proposal => ({ label, kind: 'snippet', rank: -40, template, ...shared }));
	return [plain, ...snippets].map((proposal) => heeding(proposal, definition?.since, version));
}
