import { commands } from '$lib/esql/analysis/definitions';
import { similar } from '$lib/esql/analysis/suggest';
import type { Hint, Remedy } from './hint';

const names = [...commands.keys()];

/** The command that was meant by a word, if one is close. */
const meant = (word: string): string | undefined => similar(word.toUpperCase(), names)[0];

const replace = (old: string, by: string): Remedy => ({
	kind: 'replace',
	label: `Write ${by}`,
	old,
	with: by
});

const suggested = ([, old, by]: readonly string[]): Remedy | undefined =>
	by === undefined ? undefined : replace(old!, by);

const meaning = '(?:\\[(.+?)\\], did you mean (?:any of )?\\[([^\\],]+)|\\[(.+?)\\])';
/** `kind [name], did you mean [other]?` with or without its second half. */
const unknown = (kind: string) => new RegExp(`^${kind} ${meaning}`, 'i');
const nameIn = ([, old, , alone]: readonly string[]): string => old ?? alone ?? '';

/** What the words of the language's own errors mean. The first that fits is shown. */
export const queryHints: readonly Hint[] = [
	{
		id: 'single-quotes',
		says: /^token recognition error at: '('+)/,
		help: () => 'Texts stand in double quotes in ES|QL: "paid". Backquotes are for odd names of fields.'
	},
	{
		id: 'odd-escape',
		says: /^token recognition error at: '"(?:[^\\]|\\[tnr"\\])*(\\[^tnr"\\])/,
		help: ([, escape]) =>
			`${escape} means nothing inside a text. A backslash itself is written \\\\, as in "\\\\d+"; between """ and """ it stands as it is.`
	},
	{
		id: 'open-text',
		says: /^token recognition error at: '(")/,
		help: () => 'A text is opened with " and not closed. Inside a text, " is written \\".'
	},
	{
		id: 'strange-character',
		says: /^token recognition error at: '(.)/,
		help: ([, sign]) =>
			`${sign} means nothing here. An odd name of a field stands in backquotes: \`my ${sign} field\`.`
	},
	{
		id: 'no-source',
		says: /^mismatched input '([^']+)'.*(?:a source command|\{?'?(?:explain|from|row)'?, )/i,
		help: () => 'A query begins with a source: FROM and an index, TS, ROW or SHOW.',
		remedy: ([, word]) => (word === '<EOF>' ? undefined : replace(word!, meant(word!) ?? `FROM ${word}`))
	},
	{
		id: 'unknown-command',
		says: /^mismatched input '(\w+)'.*(?:a processing command|'?eval'?, .*'?where'?)/i,
		help: ([, word]) => {
			const command = meant(word!);
			return `${word} is no command${command ? `; ${command} is close` : ''}. After a pipe comes a command such as WHERE, EVAL, STATS, SORT or LIMIT.`;
		},
		remedy: ([, word]) => {
			const command = meant(word!);
			return command === undefined ? undefined : replace(word!, command);
		}
	},
	{
		id: 'ends-early',
		says: /^(?:mismatched input '<EOF>'|missing .+ at '<EOF>'|no viable alternative at input .*<EOF>)/,
		help: () =>
			'The query ends too early: finish the last command, close its brackets, or take its last pipe away.'
	},
	{
		id: 'not-expected',
		says: /^(?:mismatched|extraneous) input '([^']*)'|^no viable alternative at input '([^']*)'|^missing .+ at '([^']*)'/,
		help: ([, one, two, three]) =>
			`The language expects something else before ${one ?? two ?? three}: often a comma, a bracket or a pipe is missing just before it.`
	},
	{
		id: 'time-unit',
		says: /time span unit: '?(\w+)'?|Unexpected time (?:interval|span) unit:? '?(\w+)'?/i,
		help: () => 'A span of time is a number and a unit: 15 minutes, 1 hour, 7 days, 1 month.'
	},
	{
		id: 'missing-param',
		says: /^(?:Unknown query parameter|No parameter is defined for position|Not enough actual parameters)/i,
		help: () => 'The query has a placeholder that got no value. Give it one in Params.',
		remedy: () => ({ kind: 'pane', label: 'Open Params', pane: 'params' })
	},
	{
		id: 'mixed-params',
		says: /parameters.*(?:mix|either|all be)|mix.*(?:named|positional|anonymous)/i,
		help: () => 'Placeholders of one query are all ?name, all ?1, or all ?.'
	},
	{
		id: 'too-large',
		says: /^ESQL statement is too large/i,
		help: () =>
			'Long lists belong beside the query: send them as a multi-value param, or as a terms clause of the filter.'
	},
	{
		id: 'unknown-column',
		says: unknown('Unknown column'),
		help: (caught) =>
			`No column ${nameIn(caught)} at this place. KEEP, DROP, RENAME and STATS leave only what they name, and a user may not see every field.`,
		remedy: suggested
	},
	{
		id: 'unknown-index',
		says: /^Unknown index \[(.+?)\]/i,
		help: ([, name]) =>
			`There is no index ${name} that you may read. The catalog lists what there is; a pattern such as ${name!.replace(/[*]+$/, '')}* may match nothing without an error.`,
		remedy: () => ({ kind: 'catalog', label: 'Look in the catalog' })
	},
	{
		id: 'unknown-function',
		says: unknown('Unknown function'),
		help: (caught) =>
			`There is no function ${nameIn(caught)} on this cluster. Functions come with versions: an older cluster lacks newer ones.`,
		remedy: ([, old, by]) => (by === undefined ? undefined : replace(old!, by.toUpperCase()))
	},
	{
		id: 'unknown-metadata',
		says: /^(?:unsupported|unresolved) metadata field \[(.+?)\]/i,
		help: () => 'METADATA gives _id, _index, _index_mode, _version, _score, _source, _ignored and few others.'
	},
	{
		id: 'ambiguous-field',
		says: /^Cannot use field \[(.+?)\] due to ambiguities being mapped as/i,
		help: ([, field]) =>
			`${field} has different types in the indices read. Say which you want by a cast, or read fewer indices.`,
		remedy: ([, field]) => ({
			kind: 'replace',
			label: `Cast it: ${field}::keyword`,
			old: field!,
			with: `${field}::keyword`
		})
	},
	{
		id: 'unsupported-field',
		says: /^Cannot use field \[(.+?)\] with unsupported type \[(.+?)\]/i,
		help: ([, field, type]) =>
			`ES|QL can't compute with type ${type}. KEEP shows nulls for ${field}; METADATA _source holds its value.`
	},
	{
		id: 'text-versus-number',
		says: /^(?:first|second) argument of \[.+\] is \[(.+?)\] so (?:first|second) argument must also be \[(.+?)\] but was \[(.+?)\]/is,
		help: ([, left, , right]) =>
			`One side is ${left}, the other ${right}: ES|QL compares like with like. Cast one side, such as value::long or value::keyword.`
	},
	{
		id: 'wrong-argument',
		says: /argument of \[.+\] must be (?:a |an |of type )?\[?(.+?)\]?, found value \[(.+?)\] type \[(.+?)\]/is,
		help: ([, wanted, value, type]) =>
			`${value} is ${type}, and ${wanted} is needed. Cast it with ::, or convert it with a TO_… function.`
	},
	{
		id: 'argument-count',
		says: /^error building \[(.+?)\]: expects/i,
		help: ([, name]) => `${name} has too few or too many arguments. Shift+F1 on its name tells what it takes.`
	},
	{
		id: 'unreadable-date',
		says: /cannot convert string \[(.+?)\] to \[(?:DATETIME|DATE_NANOS)\]|failed to parse date field \[(.+?)\]/i,
		help: () =>
			'A date is written like 2026-01-31 or 2026-01-31T08:30:00Z. What is relative is computed: NOW() - 1 day.'
	},
	{
		id: 'unreadable-value',
		says: /cannot convert string \[(.+?)\] to \[(.+?)\]/i,
		help: ([, value, type]) => `${value} can't be read as ${type!.toLowerCase()}.`
	},
	{
		id: 'not-grouped',
		says: /^column \[(.+?)\] must appear in the STATS BY clause or be used in an aggregate function/i,
		help: ([, column]) =>
			`STATS gives one row per group, and ${column} may have many values in it. Group BY it, or aggregate it: MAX, VALUES, COUNT.`
	},
	{
		id: 'aggregate-outside',
		says: /^aggregate function \[(.+?)\] not allowed outside STATS/i,
		help: () =>
			'An aggregate is worked out by STATS first. Then the column it gives can be filtered: | STATS s = SUM(x) | WHERE s > 5.'
	},
	{
		id: 'nested-aggregate',
		says: /^nested aggregations? \[/i,
		help: () => 'One STATS computes one level. Aggregate again in a second STATS.'
	},
	{
		id: 'bad-grok',
		says: /Invalid (?:pattern for )?GROK/i,
		help: () =>
			'A GROK pattern reads %{SYNTAX:name:type}. Known syntaxes include WORD, NUMBER, IP, DATA, GREEDYDATA, TIMESTAMP_ISO8601.'
	},
	{
		id: 'bad-dissect',
		says: /Invalid pattern for DISSECT/i,
		help: () => 'A DISSECT pattern is keys and what stands between them: %{clientip} - %{rest}.'
	},
	{
		id: 'bad-regex',
		says: /Invalid (?:regex|RLIKE|LIKE) pattern|Invalid pattern for R?LIKE/i,
		help: () =>
			'LIKE knows * and ?. RLIKE is a regular expression over the whole value, and a \\ is written twice.'
	},
	{
		id: 'not-lookup',
		says: /Lookup Join requires a single lookup mode index; \[(.+?)\]/i,
		help: () =>
			'LOOKUP JOIN joins an index made with "index.mode": "lookup". The catalog marks those; ENRICH or a subquery may serve for others.',
		remedy: () => ({ kind: 'catalog', label: 'Look in the catalog' })
	},
	{
		id: 'join-types',
		says: /^JOIN left field \[(.+?)\] of type \[(.+?)\] is incompatible with right field \[(.+?)\] of type \[(.+?)\]/i,
		help: ([, left, , , right]) =>
			`Both sides of a join need one type. Before the join: | EVAL ${left} = ${left}::${right!.toLowerCase()}.`
	},
	{
		id: 'unknown-policy',
		says: /^(?:cannot find|unresolved) enrich policy \[(.+?)\]/i,
		help: () => 'The enrich policy does not exist, was never executed, or your user may not see it.',
		remedy: () => ({ kind: 'catalog', label: 'Look in the catalog' })
	},
	{
		id: 'search-place',
		says: /(?:\[MATCH\]|\[:\]|\[QSTR\]|\[KQL\]|full.?text).*(?:cannot|only|not)|which is not a field from an index mapping/i,
		help: () =>
			'A full-text search works on fields of an index: put it into a WHERE right after FROM, before LIMIT, STATS and EVAL of the same field.'
	},
	{
		id: 'unbounded-sort',
		says: /Unbounded SORT not supported/i,
		help: () => 'A SORT in the middle has to be bounded: follow it with a LIMIT, or sort at the end.',
		remedy: () => ({ kind: 'append', label: 'Add LIMIT 1000', text: '\n| LIMIT 1000' })
	},
	{
		id: 'bad-limit',
		says: /Invalid value for LIMIT/i,
		help: () => 'LIMIT takes a whole number of rows, zero or more.'
	}
];
