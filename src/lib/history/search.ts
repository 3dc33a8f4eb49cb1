import type { HistoryEntry, Outcome } from './entry';

/** What someone looks for. Parts that are absent or empty do not matter. */
export interface Wanted {
	/** Words that stand in the query, the note, the cluster's name or the error; case does not matter. */
	readonly text?: string;
	/** Part of the name of an index that the query reads. */
	readonly index?: string;
	readonly outcome?: Outcome;
	/** Milliseconds since 1970; the first included, the last not. */
	readonly from?: number;
	readonly to?: number;
	readonly starred?: boolean;
}

/** Whether an entry is what someone looks for. */
export function isWanted(
	entry: HistoryEntry,
	{ text = '', index = '', outcome, from, to, starred }: Wanted
): boolean {
	if (outcome !== undefined && entry.outcome !== outcome) return false;
	if (from !== undefined && entry.at < from) return false;
	if (to !== undefined && entry.at >= to) return false;
	if (starred === true && entry.starred !== true) return false;
	const name = index.trim().toLowerCase();
	if (name !== '' && !sourcesOf(entry.request.query).some((source) => source.toLowerCase().includes(name)))
		return false;
	const said = [entry.request.query, entry.note, entry.cluster, entry.problem].join('\n').toLowerCase();
	return text
		.toLowerCase()
		.split(/\s+/)
		.every((word) => said.includes(word));
}

const quoted = /"""[^]*?"""|"(?:[^"\\\n]|\\.)*"/g;
const comment = /\/\*[^]*?\*\/|\/\/[^\n]*/g;

/** Names that a query reads after FROM, TS and JOIN, as far as its text shows. */
export function sourcesOf(query: string): readonly string[] {
	const text = query.replace(comment, ' ');
	const lists = text.matchAll(/(?:^\s*|[(|]\s*)(?:from|ts)\s+([^|()]*?)(?=\bmetadata\b|[|()]|$)/gi);
	const joins = text.matchAll(/\bjoin\s+([^\s|]+)/gi);
	return [...lists, ...joins].flatMap(([, list]) =>
		list
			.split(',')
			.map((name) => name.trim().replace(quoted, (text) => text.replace(/^"+|"+$/g, '')))
			.filter((name) => name !== '')
	);
}
