import type { Dissect } from '$lib/esql/syntax/ast';
import type { DissectPattern, DissectStep } from '../dissect';
import { dissectNames, dissectPattern } from '../dissect';
import type { Value } from '../value';
import { quote } from '../value';
import type { CommandContext } from './context';
import { createdColumns } from './context';
import type { Extracted } from './extract';
import { constantPattern, define, extract, inputText, parsed } from './extract';

/** The SQL of a column from that of the parts. */
type Joined = (part: (index: number) => string) => string;

function joinedColumns(pattern: DissectPattern, separator: string): ReadonlyMap<string, Joined> {
	return new Map(
		dissectNames(pattern).map((name): [string, Joined] => {
			const parts = pattern.parts
				.map((part, index) => ({ ...part, index }))
				.filter((part) => part.name === name)
				.sort((a, b) => a.order - b.order);
			const used = parts.some(({ append }) => append) ? parts : parts.slice(-1);
			return [name, (part) => used.map(({ index }) => part(index)).join(` || ${quote(separator)} || `)];
		})
	);
}

const isPlain = (
	{ delimiter, padded }: DissectStep,
	index: number,
	steps: readonly DissectStep[]
): boolean => (delimiter === '' ? index === steps.length - 1 && !padded : !padded || delimiter.length === 1);

/** A LIKE pattern that fits exactly the texts which have all delimiters in order; undefined where there is none. */
function likePattern({ prefix, steps }: DissectPattern): string | undefined {
	const texts = [prefix, ...steps.map(({ delimiter }) => delimiter)];
	if (steps.some(({ padded }) => padded) || texts.some((text) => /[%_\\]/.test(text))) return undefined;
	const open = steps.at(-1)?.delimiter === '' ? '' : '%';
	return `${texts.join('%')}${open}`;
}

/**
 * Cut at one delimiter after the other: several times as fast as a regular expression, where that is enough. All pieces are
 * cut from the whole text: DuckDB knows of a column, not of a piece, that it is ASCII, and cuts such texts five times as fast.
 */
function cut(text: string, pattern: DissectPattern, { pipeline }: CommandContext): readonly string[] {
	const { prefix, steps } = pattern;
	const like = likePattern(pattern);
	const fits = like === undefined ? undefined : pipeline.alias(`${text} LIKE ${quote(like)}`);
	const found: string[] = [];
	const first = `${[...prefix].length + 1}`;
	let from =
		prefix === '' || fits !== undefined
			? first
			: pipeline.alias(`CASE WHEN starts_with(${text}, ${quote(prefix)}) THEN ${first} END`);
	for (const { part, delimiter, padded } of steps) {
		const rest = from === '1' ? text : `substring(${text}, ${from})`;
		if (delimiter === '') {
			if (part !== undefined) found[part] = rest;
			continue;
		}
		const position = `instr(${rest}, ${quote(delimiter)})`;
		const at = pipeline.alias(fits === undefined ? `nullif(${position}, 0)` : position);
		if (part !== undefined) found[part] = `substring(${text}, ${from}, ${at} - 1)`;
		from = pipeline.alias(`${from} + ${at} + ${[...delimiter].length - 1}`);
		if (padded) {
			const after = `substring(${text}, ${from})`;
			from = pipeline.alias(`${from} + length(${after}) - length(ltrim(${after}, ${quote(delimiter)}))`);
		}
	}
	const matched = fits ?? `${from} IS NOT NULL`;
	return found.map((sql) => `CASE WHEN ${matched} THEN ${sql} END`);
}

/** DISSECT: texts between delimiters become columns. */
export function dissect(node: Dissect, context: CommandContext): void {
	const text = constantPattern(node.pattern, 'DISSECT', context);
	const pattern = parsed(() => dissectPattern(text), node.pattern, 'DISSECT', text, context);
	const separator = node.options
		.filter(({ name }) => name.toLowerCase() === 'append_separator')
		.map(({ value }) => constantPattern(value, 'DISSECT', context))
		.at(-1);
	const joined = joinedColumns(pattern, separator ?? '');
	const input = inputText(node.input, context);
	if (!input.multi && pattern.steps.every(isPlain)) {
		const parts = cut(context.pipeline.named({ ...input, constant: undefined }).sql, pattern, context);
		const created = createdColumns(node, context);
		for (const [name, sql] of joined) {
			const value: Value = { sql: sql((index) => parts[index]), type: 'keyword', multi: false };
			define(created, name, value, context);
		}
		return;
	}
	const columns = new Map(
		[...joined].map(([name, sql]): [string, Extracted] => [
			name,
			{ type: 'keyword', multi: false, sql: (groups) => sql((index) => `${groups}.g${index}`) }
		])
	);
	const matched = (groups: string) => (pattern.canBeEmpty ? `${groups} IS NOT NULL` : `${groups}.w <> ''`);
	extract(input, [{ regex: pattern.regex, groups: pattern.parts.length, matched, columns }], node, context);
}
