import { ExternalTokenizer } from '@lezer/lr';
import { parser } from './parser';
import { keywords } from './keywords';
import { comments, readComment } from './tokens';

const literals = new Set([
	'(',
	')',
	'[',
	']',
	'{',
	'}',
	',',
	'.',
	'|',
	';',
	':',
	'::',
	'=',
	'+',
	'-',
	'*',
	'/',
	'%'
]);
const tokens = new Set([
	...['OpaqueText', 'Source', 'PatternPart', 'PolicyName', 'Identifier', 'QuotedIdentifier', 'String'],
	...['Integer', 'Decimal', 'Param', 'NameParam', 'CompareOp']
]);

const terminals = parser.nodeSet.types.filter(
	({ name }) =>
		literals.has(name) ||
		tokens.has(name) ||
		(name === name.toUpperCase() && keywords.has(name.toLowerCase()))
);

// With every bracket that a value may begin with.
const expressionStart = ['Identifier', 'NOT', 'Integer', '-'];
const expressionTokens = [
	...[
		'Identifier',
		'QuotedIdentifier',
		'Param',
		'NameParam',
		'String',
		'Integer',
		'Decimal',
		'NULL',
		'TRUE',
		'FALSE'
	],
	...['FIRST', 'LAST', 'NOT', '-', '+', '(', '[']
];
const operandTokens = expressionTokens.filter((name) => name !== 'NOT');
const valueTokens = ['String', 'Integer', 'Decimal', 'Param', 'NULL', 'TRUE', 'FALSE', '-', '+', '['];
const operatorTokens = [
	...[
		'CompareOp',
		'+',
		'-',
		'*',
		'/',
		'%',
		':',
		'::',
		'IS',
		'IN',
		'NOT',
		'LIKE',
		'RLIKE',
		'AND',
		'OR',
		'(',
		'.'
	]
];
const nameTokens = ['Identifier', 'QuotedIdentifier', 'PatternPart', 'Param', 'NameParam'];

const commandsOf = (kind: 'source' | 'processing') =>
	[...keywords].filter(([, keyword]) => keyword.command === kind).map(([word]) => word.toUpperCase());

const commands = { source: commandsOf('source'), processing: commandsOf('processing') };

/** The commands of a kind, in words. */
export const describeCommands = (kind: keyof typeof commands): string =>
	kind === 'source' ? `a source command (${commands.source.join(', ')})` : 'a processing command';

/** Groups of tokens with one short name; the first whose `when` tokens are all expected takes all of its `tokens`. */
const groups: readonly {
	readonly when: readonly string[];
	readonly tokens: readonly string[];
	readonly words: string;
}[] = [
	{ when: ['FROM', 'ROW', 'SHOW'], tokens: [...commands.source, 'SET'], words: describeCommands('source') },
	{ when: ['WHERE', 'EVAL'], tokens: commands.processing, words: describeCommands('processing') },
	{ when: expressionStart, tokens: expressionTokens, words: 'an expression' },
	{ when: ['Identifier', 'Integer', '('], tokens: operandTokens, words: 'an operand' },
	{ when: ['String', 'Integer', 'NULL'], tokens: valueTokens, words: 'a value' },
	{ when: ['+', '*'], tokens: operatorTokens, words: 'an operator' },
	{ when: ['Source', 'String'], tokens: ['Source', 'String'], words: 'an index pattern' },
	{ when: ['Source'], tokens: ['Source'], words: 'a name' },
	{ when: ['PolicyName'], tokens: ['PolicyName', 'String'], words: 'a policy' },
	{ when: ['PatternPart'], tokens: nameTokens, words: 'a column or pattern' },
	{ when: ['Identifier'], tokens: nameTokens, words: 'a name' },
	{ when: ['QuotedIdentifier'], tokens: nameTokens, words: 'a name' },
	{ when: ['String', 'Param'], tokens: ['String', 'Param'], words: 'a string' },
	{ when: ['String'], tokens: ['String'], words: 'a string' },
	{ when: ['OpaqueText'], tokens: ['OpaqueText'], words: 'a PromQL query' }
];

/** What `expectedAt` found, in words for a person: `an expression or ','`. Empty when nothing is. `piped`: after a pipe. */
export function describeExpected(expected: ReadonlySet<string>, piped: boolean): string {
	const left = new Set(expected);
	// The grammar takes either kind of command anywhere, so that a misplaced one is still read.
	if (left.has('FROM') && left.has('EVAL'))
		for (const name of commands[piped ? 'source' : 'processing']) left.delete(name);
	const words: string[] = [];
	for (const group of groups) {
		if (!group.when.every((name) => left.has(name))) continue;
		for (const name of group.tokens) left.delete(name);
		words.push(group.words);
	}
	for (const name of left) words.push(/^\w/.test(name) ? name : `'${name}'`);
	const last = words.pop() ?? '';
	return words.length > 0 ? `${words.join(', ')} or ${last}` : last;
}

/**
 * The names of the tokens with which `text.slice(0, offset)` could go on: keywords in capitals, punctuation as itself,
 * token classes as the grammar names them. `offset` is where a token would begin. Empty when the text before it is
 * so broken that the parser never gets there.
 */
export function expectedAt(text: string, offset: number): ReadonlySet<string> {
	let found: ReadonlySet<string> | undefined;
	// Comments may stand anywhere, so their tokenizer is asked in every state.
	const probe = new ExternalTokenizer(
		(input, stack) => {
			if (input.pos >= offset) {
				found ??= new Set(terminals.filter(({ id }) => stack.canShift(id)).map(({ name }) => name));
			} else readComment(input);
		},
		{ contextual: true }
	);
	const probing = parser.configure({ tokenizers: [{ from: comments, to: probe }] });
	const parsing = probing.startParse(text.slice(0, offset));
	while (!found && !parsing.advance());
	return found ?? new Set();
}
