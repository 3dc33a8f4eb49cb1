import { callsIn, someNode } from '$lib/esql/analysis/expressions';
import type { Field } from '$lib/esql/analysis/schema';
import type { Branch, Command, Expression, From, IndexPattern, Like, Query } from '$lib/esql/syntax/ast';
import type { QueryRequest } from '$lib/request/request';

/** Documents from which an index is called big. */
export const bigIndex = 5_000_000;
/** Columns from which rows are called wide. */
export const wideRows = 500;

/** One thing worth knowing before a query is run. */
export interface GuardNote {
	readonly id:
		'everything' | 'every-cluster' | 'all-time' | 'leading-wildcard' | 'sort-without-limit' | 'wide-rows';
	readonly text: string;
	/** UTF-16 offset in the query of what it is about. */
	readonly from: number;
	/** One click that makes it better. */
	readonly remedy?: { readonly kind: 'limit' } | { readonly kind: 'time'; readonly field: string };
}

/** What is known of the cluster, as far as it has been asked. */
export interface GuardFacts {
	fields(pattern: string): readonly Field[] | undefined;
	documents(pattern: string): number | undefined;
}

type Filter = Pick<QueryRequest, 'filter' | 'time' | 'clauses'>;

const timeField = '@timestamp';

/** What of a query may cost more, or give less, than is meant. Cheap: looks at the text's tree and at what is known already. */
export function notesOn(text: string, query: Query, filter: Filter, facts: GuardFacts): readonly GuardNote[] {
	return pipelinesOf(query.commands).flatMap((commands) => {
		const [source] = commands;
		return [
			...(source?.kind === 'from' ? sourceNotes(source) : []),
			...(source?.kind === 'from' ? timeNotes(text, source, commands, filter, facts) : []),
			...(source?.kind === 'from' ? widthNotes(source, commands, facts) : []),
			...commands.flatMap((command) => (command.kind === 'where' ? wildcardNotes(command.condition) : [])),
			...(source?.kind === 'from' ? sortNotes(commands) : [])
		];
	});
}

/** Patterns about whose size a note may hang: those that are read whole, with no bound in time. */
export function unboundedSources(text: string, query: Query, filter: Filter): readonly string[] {
	return pipelinesOf(query.commands).flatMap((commands) => {
		const [source] = commands;
		return source?.kind === 'from' && readsAll(commands) && !isBounded(text, commands, filter)
			? [patternOf(source)]
			: [];
	});
}

/** What FROM reads, as the cluster would be asked for it. */
export function patternOf({ sources }: From): string {
	return indices(sources)
		.map(({ text }) => text)
		.join(',');
}

const indices = (sources: From['sources']): readonly IndexPattern[] =>
	sources.filter((source) => source.kind === 'index');

/** The pipeline itself, and each one in it that begins with a source of its own. Branches of FORK go on from outside. */
function pipelinesOf(commands: readonly Command[]): readonly (readonly Command[])[] {
	const [source] = commands;
	const inner = source?.kind === 'from' ? source.sources.filter(({ kind }) => kind === 'subquery') : [];
	return [
		commands,
		...inner.flatMap((one) => (one.kind === 'subquery' ? pipelinesOf(one.query.commands) : []))
	];
}

function sourceNotes({ sources }: From): readonly GuardNote[] {
	return indices(sources).flatMap(({ pattern, cluster, exclude, from }): readonly GuardNote[] => {
		if (exclude) return [];
		if (cluster === '*')
			return [
				{ id: 'every-cluster', from, text: 'Asks every remote cluster; the slowest one sets the pace.' }
			];
		return pattern === '*' || pattern === '_all'
			? [{ id: 'everything', from, text: 'Reads every index that you may see. Name those you mean.' }]
			: [];
	});
}

function timeNotes(
	text: string,
	source: From,
	commands: readonly Command[],
	filter: Filter,
	facts: GuardFacts
): readonly GuardNote[] {
	if (!readsAll(commands) || isBounded(text, commands, filter)) return [];
	const pattern = patternOf(source);
	const documents = facts.documents(pattern) ?? 0;
	const dated = facts.fields(pattern)?.some(({ name }) => name === timeField) ?? false;
	if (documents < bigIndex || !dated) return [];
	return [
		{
			id: 'all-time',
			from: source.from,
			text: `Reads all ${documents.toLocaleString('en')} documents: nothing bounds ${timeField}.`,
			remedy: { kind: 'time', field: timeField }
		}
	];
}

/** A command that needs every document before it gives a row. A LIMIT before it ends the reading early. */
function readsAll(commands: readonly Command[]): boolean {
	const limit = commands.findIndex(({ kind }) => kind === 'limit');
	const all = commands.findIndex(({ kind }) => kind === 'stats' || kind === 'sort' || kind === 'changePoint');
	return all !== -1 && (limit === -1 || all < limit);
}

function isBounded(
	text: string,
	commands: readonly Command[],
	{ filter, time, clauses = [] }: Filter
): boolean {
	if (time?.enabled && time.from !== '') return true;
	if (filter.includes(`"${timeField}"`)) return true;
	if (clauses.some((row) => row.enabled && !row.negate && JSON.stringify(row).includes(timeField)))
		return true;
	return commands.some(
		(command) =>
			command.kind === 'where' &&
			(text.slice(command.from, command.to).includes(timeField) ||
				callsIn(command.condition).some(({ name }) => name.toUpperCase() === 'TRANGE'))
	);
}

function widthNotes(source: From, commands: readonly Command[], facts: GuardFacts): readonly GuardNote[] {
	if (commands.some(({ kind }) => kind === 'keep' || kind === 'drop' || kind === 'stats')) return [];
	const columns = facts.fields(patternOf(source))?.length ?? 0;
	return columns < wideRows
		? []
		: [
				{
					id: 'wide-rows',
					from: source.from,
					text: `Every row brings ${columns.toLocaleString('en')} columns. KEEP those you need.`
				}
			];
}

function wildcardNotes(condition: Expression): readonly GuardNote[] {
	const found: GuardNote[] = [];
	someNode(condition, (node) => {
		if (node.kind === 'like' && beginsOpen(node))
			found.push({
				id: 'leading-wildcard',
				from: node.from,
				text: `${node.operator.toUpperCase()} with a wildcard in front compares every value: no index helps.`
			});
		return false;
	});
	for (const {
		name,
		arguments: [words],
		from
	} of callsIn(condition))
		if (/^(?:qstr|kql)$/i.test(name) && words?.kind === 'string' && /(?:^|[\s:(])[*?]\w/.test(words.value))
			found.push({
				id: 'leading-wildcard',
				from,
				text: `${name.toUpperCase()} with a wildcard in front compares every value: no index helps.`
			});
	return found;
}

function beginsOpen({ operator, patterns }: Like): boolean {
	const strings = patterns.flatMap((one) => (one.kind === 'list' ? one.items : [one]));
	const open = operator === 'like' ? /^[*?]./s : /^\.[*+]./s;
	return strings.some((one) => one.kind === 'string' && open.test(one.value));
}

/** A SORT of documents, not of groups, whose end nobody bounds: the cluster gives its first 1,000 rows. */
function sortNotes(commands: readonly Command[]): readonly GuardNote[] {
	const forks = commands.flatMap((command) =>
		command.kind === 'fork' ? command.branches.map(({ commands: inner }: Branch) => inner) : []
	);
	const at = commands.findLastIndex(({ kind }) => kind === 'sort');
	const sort = commands[at];
	const grouped = commands.some(({ kind }, index) => kind === 'stats' && index < at);
	const bounded = commands.some(({ kind }, index) => kind === 'limit' || (kind === 'stats' && index > at));
	const own: readonly GuardNote[] =
		sort === undefined || grouped || bounded
			? []
			: [
					{
						id: 'sort-without-limit',
						from: sort.from,
						text: 'Sorts everything and gives the first 1,000 rows, as there is no LIMIT. Say how many you want.',
						remedy: { kind: 'limit' }
					}
				];
	return [...own, ...forks.flatMap(sortNotes)];
}
