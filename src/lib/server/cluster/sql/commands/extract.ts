import type { EsType } from '$lib/esql/analysis/schema';
import type { Column } from '$lib/esql/analysis/analysis';
import type { Dissect, Expression, Grok } from '$lib/esql/syntax/ast';
import { ExtractPatternError } from '../dissect';
import { convertSql } from '../cast';
import { grokPattern } from '../grok';
import type { Value } from '../value';
import { nonEmpty, nullValue, quote } from '../value';
import type { CommandContext } from './context';
import { createdColumns } from './context';

/** The text of a pattern that is known before running. */
export function constantPattern(node: Expression, command: string, context: CommandContext): string {
	const { constant } = context.expressions().value(node);
	if (typeof constant === 'string') return constant;
	return context.emit.refuse(
		node,
		`Invalid pattern for ${command}: [${context.emit.source(node)}], expected a string`
	);
}

/** What a pattern means; refuses the query where it is none. */
export function parsed<T>(
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

/** The captured groups of one match as a STRUCT: `w` the whole match, then `g0`, `g1` … */
function capture(text: string, regex: string, groups: number): string {
	const names = ['w', ...Array.from({ length: groups }, (_, index) => `g${index}`)].map(quote);
	const flags = /^\(\?s\)/.exec(regex)?.[0] ?? '';
	const whole = quote(`${flags}(${regex.slice(flags.length)})`);
	return `regexp_extract(${text}, ${whole}, [${names.join(', ')}])`;
}

/** The part of a match that a new column takes, from the STRUCT of groups. */
export interface Extracted {
	readonly type: EsType;
	readonly sql: (groups: string) => string;
	readonly multi: boolean;
}

/** One regular expression and what it gives. */
interface Extraction {
	readonly regex: string;
	readonly groups: number;
	/** SQL condition on the STRUCT: it matched. */
	readonly matched: (groups: string) => string;
	readonly columns: ReadonlyMap<string, Extracted>;
}

/** A new column of the command, if the query still has it, gets its value. */
export function define(
	created: ReadonlyMap<string, Column>,
	name: string,
	value: Value,
	context: CommandContext
): void {
	const column = created.get(name);
	if (column) context.pipeline.define(column, value);
}

/** The first extraction that matches a text gives its columns; several texts give several values. */
export function extract(
	input: Value,
	extractions: readonly Extraction[],
	node: Dissect | Grok,
	context: CommandContext
): void {
	const { pipeline } = context;
	const created = createdColumns(node, context);
	const names = new Map(
		extractions.flatMap(({ columns }) => [...columns].map(([name, { type }]) => [name, type] as const))
	);
	const text = pipeline.named({ ...input, constant: undefined }).sql;
	const captured = extractions.map((extraction) => {
		const one = (x: string) => capture(x, extraction.regex, extraction.groups);
		return {
			extraction,
			sql: pipeline.alias(input.multi ? `list_transform(${text}, lambda e: ${one('e')})` : one(text))
		};
	});
	for (const [name, type] of names) {
		const branch = ({ columns, matched }: Extraction, groups: string, multi: boolean) => {
			const found = columns.get(name);
			const sql = found ? (multi && !found.multi ? `[${found.sql(groups)}]` : found.sql(groups)) : 'NULL';
			return `WHEN ${matched(groups)} THEN ${sql}`;
		};
		if (input.multi) {
			const [{ extraction, sql }] = captured;
			const found = extraction.columns.get(name);
			if (!found) continue;
			const each = `list_filter(list_transform(${sql}, lambda g: CASE ${branch(extraction, 'g', false)} END), lambda h: h IS NOT NULL)`;
			define(
				created,
				name,
				{ sql: nonEmpty(found.multi ? `flatten(${each})` : each), type, multi: true },
				context
			);
		} else {
			const multi = extractions.some(({ columns }) => columns.get(name)?.multi);
			const cases = captured.map(({ extraction, sql }) => branch(extraction, sql, multi));
			define(
				created,
				name,
				{ sql: `CASE WHEN ${text} IS NULL THEN NULL ${cases.join(' ')} END`, type, multi },
				context
			);
		}
	}
}

/** The text that a command takes apart. */
export function inputText(node: Expression, context: CommandContext): Value {
	const value = context.expressions().value(node);
	return value.type === 'null' ? nullValue('keyword') : value;
}

function grokExtraction(expression: Expression, context: CommandContext): Extraction {
	const text = constantPattern(expression, 'GROK', context);
	const { regex, fields } = parsed(() => grokPattern(text), expression, 'GROK', text, context);
	const columns = new Map<string, Extracted>();
	for (const { name, type } of fields) {
		const groups = fields.flatMap((field, index) => (field.name === name ? [`g${index}`] : []));
		const typed = (struct: string, group: string) => {
			const found = `nullif(${struct}.${group}, '')`;
			return convertSql(found, 'keyword', type, context.emit.zone) ?? found;
		};
		const sql = (struct: string) =>
			groups.length === 1
				? typed(struct, groups[0])
				: nonEmpty(
						`list_filter([${groups.map((group) => typed(struct, group)).join(', ')}], lambda v: v IS NOT NULL)`
					);
		columns.set(name, { type, sql, multi: groups.length > 1 });
	}
	return { regex, groups: fields.length, matched: (groups) => `${groups}.w <> ''`, columns };
}

/** GROK: regular expressions with names. */
export function grok(node: Grok, context: CommandContext): void {
	const extractions = node.patterns.map((pattern) => grokExtraction(pattern, context));
	extract(inputText(node.input, context), extractions, node, context);
}
