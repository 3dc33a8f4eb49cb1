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

/** Cut at one delimiter after the other: several times as fast as a regular expression, where that is enough. */
function cut(text: string, { prefix, steps }: DissectPattern, context: CommandContext): readonly string[] {
	const { pipeline } = context;
	const found: string[] = [];
	let rest =
		prefix === ''
			? text
			: pipeline.alias(
					`CASE WHEN starts_with(${text}, ${quote(prefix)}) THEN substring(${text}, ${[...prefix].length + 1}) END`
				);
	for (const { part, delimiter, padded } of steps) {
		if (delimiter === '') {
			if (part !== undefined) found[part] = rest;
			continue;
		}
		const at = pipeline.alias(`nullif(instr(${rest}, ${quote(delimiter)}), 0)`);
		if (part !== undefined) found[part] = `substring(${rest}, 1, ${at} - 1)`;
		const after = `substring(${rest}, ${at} + ${[...delimiter].length})`;
		rest = pipeline.alias(padded ? `ltrim(${after}, ${quote(delimiter)})` : after);
	}
	return found.map((sql) => `CASE WHEN ${rest} IS NOT NULL THEN ${sql} END`);
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
