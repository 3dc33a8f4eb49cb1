import type { OutlinePipe } from '$lib/esql/analysis/outline';
import type { Operator } from '../model';
import type { OperatorKind } from '../operator';
import { fields } from '../values';

/** One pipe of a query's text, as the language's outline gives it. */
export interface Pipe extends Pick<OutlinePipe, 'from' | 'to' | 'command' | 'text' | 'added' | 'replaced'> {
	readonly inner: readonly (readonly Pipe[])[];
}

const commands: Readonly<Partial<Record<OperatorKind, RegExp>>> = {
	source: /^(FROM|TS)$/,
	local: /^(ROW|SHOW|FROM)$/,
	aggregate: /^(STATS|INLINE ?STATS|DEDUP|FUSE)$/,
	topn: /^SORT$/,
	sort: /^SORT$/,
	limit: /^LIMIT$/,
	expand: /^MV_EXPAND$/,
	extract: /^(DISSECT|GROK|URI_PARTS|USER_AGENT|REGISTERED_DOMAIN)$/,
	lookup: /^(LOOKUP JOIN|INLINE ?STATS)$/,
	enrich: /^ENRICH$/,
	inference: /^(COMPLETION|RERANK)$/
};

const byName: readonly (readonly [RegExp, RegExp])[] = [
	[/^Sample/, /^SAMPLE$/],
	[/^ChangePoint/, /^CHANGE_POINT$/],
	[/(Fuse|RrfScore|LinearScore)/, /^FUSE$/],
	[/^Fork/, /^FORK$/]
];

/** The commands that an operator may stand for, where it has a fixed place in the pipeline. */
export function commandsOf(name: string, kind: OperatorKind): RegExp | undefined {
	return commands[kind] ?? byName.find(([pattern]) => pattern.test(name))?.[1];
}

const words: ReadonlySet<string> = new Set([
	'and',
	'or',
	'not',
	'in',
	'is',
	'null',
	'true',
	'false',
	'to',
	'like',
	'rlike',
	'by',
	'asc',
	'desc',
	'as',
	'on',
	'where'
]);

/** Names that a pipe's text mentions: everything like an identifier outside of strings. */
export function mentioned({ text }: Pick<Pipe, 'text'>): ReadonlySet<string> {
	return namesIn(text.replace(/"""[\s\S]*?"""|"(?:[^"\\]|\\.)*"/g, ' ').replaceAll('`', ''));
}

/** Everything like a name, also in quotes, as in a query that Lucene or a database ran. */
export function namesIn(text: string): ReadonlySet<string> {
	return new Set((text.match(/[A-Za-z_@][\w.@]*/g) ?? []).filter((word) => !words.has(word.toLowerCase())));
}

/** How many values an EVAL computes. */
export function assignments({ text }: Pick<Pipe, 'text'>): number {
	let depth = 0;
	let commas = 0;
	for (const [token] of text.matchAll(/"""[\s\S]*?"""|"(?:[^"\\]|\\.)*"|[()[\],]/g)) {
		if (token === '(' || token === '[') depth++;
		else if (token === ')' || token === ']') depth--;
		else if (token === ',' && depth === 0) commas++;
	}
	return commas + 1;
}

/** Fields that a values reader loads. */
export function loadedFields({ detail, status }: Pick<Operator, 'detail' | 'status'>): readonly string[] {
	const built = Object.keys(fields(status.readers_built)).map((key) => key.split(':')[0]!);
	const listed = /fields = \[(.*?)\]/s.exec(detail)?.[1]?.split(',') ?? [];
	return [...new Set([...built, ...listed].map((name) => name.trim()).filter((name) => name !== ''))];
}

/** The pipes that a sub-plan runs: of FORK its branch, of a subquery that, of INLINE STATS all up to it. */
export function pipesOfPlan(pipes: readonly Pipe[], plan: string): readonly Pipe[] {
	const number = /^subplan-(\d+)$/.exec(plan)?.[1];
	if (number === undefined) return pipes;
	const nth = Number(number);
	const fork = pipes.findIndex(({ command, inner }) => command === 'FORK' && inner.length > 0);
	const branch = pipes[fork]?.inner[nth];
	if (branch) return [...pipes.slice(0, fork), ...branch];
	const subquery = pipes[0]?.inner[nth];
	if (subquery) return subquery;
	const inline = pipes.flatMap(({ command }, at) => (/^INLINE ?STATS$/.test(command) ? [at] : []))[nth];
	return inline === undefined ? pipes : pipes.slice(0, inline + 1);
}
