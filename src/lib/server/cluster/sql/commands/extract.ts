import type { Dissect, Expression, Grok } from '$lib/esql/syntax/ast';
import { dissectNames, dissectPattern, ExtractPatternError } from '../dissect';
import { convertSql } from '../cast';
import { grokPattern } from '../grok';
import type { Value } from '../value';
import { isNull, nonEmpty, nullValue, quote } from '../value';
import type { CommandContext } from './context';
import { createdColumns } from './context';

function constantPattern(node: Expression, command: string, context: CommandContext): string {
	const { constant } = context.expressions().value(node);
	if (typeof constant === 'string') return constant;
	return context.emit.refuse(
		node,
		`Invalid pattern for ${command}: [${context.emit.source(node)}], expected a string`
	);
}

function parsed<T>(
	parse: () => T,
	node: Expression,
	command: string,
	text: string,
	context: CommandContext
): T {
	try {
		return parse();
	} catch (error) {
		if (error instanceof ExtractPatternError) {
			return context.emit.refuse(node, `Invalid pattern for ${command}: [${text}]: ${error.message}`);
		}
		throw error;
	}
}

/** The captured groups of a regular expression as one STRUCT under a name: `w` the whole match, then `g0`, `g1` … */
function capture(input: Value, regex: string, groups: number, context: CommandContext): string {
	const names = ['w', ...Array.from({ length: groups }, (_, index) => `g${index}`)].map(quote);
	const flags = /^\(\?s\)/.exec(regex)?.[0] ?? '';
	const whole = quote(`${flags}(${regex.slice(flags.length)})`);
	return context.pipeline.alias(`regexp_extract(${input.sql}, ${whole}, [${names.join(', ')}])`);
}

function inputText(node: Expression, context: CommandContext): Value {
	const value = context.expressions().single(node);
	if (isNull(value)) return nullValue('keyword');
	return { ...value, sql: context.pipeline.alias(value.sql) };
}

export function dissect(node: Dissect, context: CommandContext): void {
	const text = constantPattern(node.pattern, 'DISSECT', context);
	const pattern = parsed(() => dissectPattern(text), node.pattern, 'DISSECT', text, context);
	const separator = node.options
		.filter(({ name }) => name.toLowerCase() === 'append_separator')
		.map(({ value }) => constantPattern(value, 'DISSECT', context))
		.at(-1);
	const input = inputText(node.input, context);
	const groups = capture(input, pattern.regex, pattern.parts.length, context);
	const matched = pattern.canBeEmpty ? `${input.sql} IS NOT NULL` : `${groups}.w <> ''`;
	const created = createdColumns(node, context);
	for (const name of dissectNames(pattern)) {
		const parts = pattern.parts
			.map((part, index) => ({ ...part, sql: `${groups}.g${index}` }))
			.filter((part) => part.name === name)
			.sort((a, b) => a.order - b.order);
		const joined = parts.some(({ append }) => append)
			? parts.map(({ sql }) => sql).join(` || ${quote(separator ?? '')} || `)
			: (parts.at(-1)?.sql ?? 'NULL');
		define(
			name,
			{ sql: `CASE WHEN ${matched} THEN ${joined} END`, type: 'keyword', multi: false },
			created,
			context
		);
	}
}

function define(
	name: string,
	value: Value,
	created: ReturnType<typeof createdColumns>,
	context: CommandContext
): void {
	const column = created.get(name);
	if (column) context.pipeline.define(column, value);
}

interface Found {
	readonly type: Value['type'];
	/** Per pattern, the SQL of the groups of this name. */
	readonly branches: { readonly matched: string; readonly groups: readonly string[] }[];
}

export function grok(node: Grok, context: CommandContext): void {
	const input = inputText(node.input, context);
	const found = new Map<string, Found>();
	const matches: string[] = [];
	for (const expression of node.patterns) {
		const text = constantPattern(expression, 'GROK', context);
		const { regex, fields } = parsed(() => grokPattern(text), expression, 'GROK', text, context);
		const groups = capture(input, regex, fields.length, context);
		const matched = [...matches.map((earlier) => `NOT ${earlier}`), `${groups}.w <> ''`].join(' AND ');
		matches.push(`(${groups}.w <> '')`);
		for (const [index, { name, type }] of fields.entries()) {
			const field: Found = found.get(name) ?? { type, branches: [] };
			found.set(name, field);
			const branch = field.branches.find((other) => other.matched === matched);
			const group = `nullif(${groups}.g${index}, '')`;
			if (branch)
				field.branches[field.branches.indexOf(branch)] = { matched, groups: [...branch.groups, group] };
			else field.branches.push({ matched, groups: [group] });
		}
	}
	const created = createdColumns(node, context);
	for (const [name, field] of found) define(name, grokValue(field, context), created, context);
}

function grokValue({ type, branches }: Found, context: CommandContext): Value {
	const multi = branches.some(({ groups }) => groups.length > 1);
	const typed = (group: string) => convertSql(group, 'keyword', type, context.emit.zone) ?? group;
	const cases = branches.map(({ matched, groups }) => {
		const list = `list_filter([${groups.map(typed).join(', ')}], lambda g: g IS NOT NULL)`;
		return `WHEN ${matched} THEN ${multi ? nonEmpty(list) : typed(groups[0])}`;
	});
	return { sql: `CASE ${cases.join(' ')} END`, type, multi };
}
