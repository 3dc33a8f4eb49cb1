import type { SyntaxNode } from '@lezer/common';
import { expectedAt } from '../../syntax/expected';
import { keywords } from '../../syntax/keywords';
import { parser } from '../../syntax/parse';
import { type FunctionKind, functionNamed } from '../definitions';
import type { Amount, CursorContext, Expression, PatternOwner } from './context';
import { ownerOf } from './owner';
import { commandOf, enclosing, lastToken, operandEnding, readsTimeSeries, tokenBefore } from './place';
import { insideToken } from './token';
import { wantAfter } from './want';
import { clusterOf, nameStart, openQuote, sourceStart } from './word';

const nothing: CursorContext = { kind: 'nothing' };

const symbols = ['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', ':', '::'];

/** What stands before the word under the cursor, and where that word is. */
interface Before {
	readonly text: string;
	readonly from: number;
	readonly to: number;
	readonly token: SyntaxNode | undefined;
	readonly expected: ReadonlySet<string>;
	readonly words: readonly string[];
	readonly quote?: number;
}

/** Classifies the cursor at `offset` by the text before it. Pure: no schema, no network. */
export function cursorContext(text: string, offset: number): CursorContext {
	const prefix = text.slice(0, offset);
	const quote = openQuote(prefix);
	if (quote !== undefined) {
		const from = nameStart(prefix.slice(0, quote));
		const to = text[offset] === '`' ? offset + 1 : offset;
		return classify({ ...before(prefix, from), to, quote });
	}
	const inside = insideToken(text, offset);
	if (inside) return inside;
	const source = before(prefix, sourceStart(prefix));
	const named = source.expected.has('Source') || source.expected.has('PolicyName');
	const metadata = /^metadata/i.test(prefix.slice(source.from)) && source.expected.has('METADATA');
	const selector = /[^:]::(\w*)$/.exec(prefix.slice(source.from));
	if (source.expected.has('Source') && selector)
		return { kind: 'keyword', from: offset - selector[1].length, to: offset, words: ['data', 'failures'] };
	if (named && !metadata) return classify(source, prefix.slice(source.from));
	const from = nameStart(prefix);
	return classify(from === source.from ? source : before(prefix, from));
}

function before(prefix: string, from: number): Before {
	const text = prefix.slice(0, from);
	const expected = expectedAt(text, from);
	const words = [...expected].filter(
		(name) => keywords.has(name.toLowerCase()) && name === name.toUpperCase()
	);
	return { text, from, to: prefix.length, token: lastToken(parser.parse(text)), expected, words };
}

/** `typed` is the word at the cursor, as far as it is typed. */
function classify(here: Before, typed = ''): CursorContext {
	const { text, from, to, token, expected, words } = here;
	const range = { from, to };
	const has = (name: string) => expected.has(name);
	if (has('EVAL') && has('FROM')) return { kind: 'command', ...range, words: commandWords(token, words) };
	if (has('Source')) return sources(here, typed);
	if (has('PolicyName')) return { kind: 'policy', ...range, quoted: false };
	const amount = token?.name === 'Integer' && has('Identifier') ? amountOf(token, text) : undefined;
	if (has('CompareOp') || (has('::') && has('.'))) {
		const left = token && operandEnding(token);
		const owner = has('String') ? commandOf(token)?.firstChild?.name : undefined;
		return {
			kind: 'operator',
			...range,
			words,
			...(left ? { left: { from: left.from, to: left.to } } : {}),
			...(amount ? { amount } : {}),
			...(owner === 'DISSECT' || owner === 'GROK' ? { pattern: owner } : {}),
			symbols: symbols.filter((symbol) => has(/^[=!<>]/.test(symbol) ? 'CompareOp' : symbol))
		};
	}
	const command = commandOf(token);
	if (!token || !command) return words.length > 0 ? { kind: 'keyword', ...range, words } : nothing;
	if (command.name === 'Setting') return setting(here, token, command);
	if (token.name === '::') return { kind: 'type', ...range };
	if (has('NameParam'))
		return has('Integer') ? expression(here, token, command) : columns(here, token, command);
	if (amount) return { kind: 'unit', ...range, words, amount };
	if (has('String') && token.parent?.name === 'Map') return option(here, token);
	if (token.name === ':' && token.parent?.name === 'Entry') return optionValue(here, token);
	const pattern = patternFor(token, command);
	if (pattern) return { kind: 'pattern', ...range, of: pattern };
	if (has('Integer') && /^(Limit|Sample|Mmr)Command$/.test(command.name))
		return { kind: 'amount', ...range, owner: token.name, words };
	if (command.name === 'DissectCommand' && has('Identifier'))
		return { kind: 'keyword', ...range, words: [...words, 'APPEND_SEPARATOR'] };
	if (command.name === 'FuseCommand' && has('Identifier'))
		return { kind: 'keyword', ...range, words: ['RRF', 'LINEAR', ...words] };
	return words.length > 0 ? { kind: 'keyword', ...range, words } : nothing;
}

/** A number that may be one of a time span: likely so where it is no operand of a comparison. */
function amountOf(token: SyntaxNode, text: string): Amount {
	const before = tokenBefore(token);
	return {
		text: text.slice(token.from, token.to),
		likely: before !== undefined && /^([-+(,]|BY)$/.test(before.name)
	};
}

function patternFor(token: SyntaxNode, { name }: SyntaxNode): PatternOwner | undefined {
	switch (token.name) {
		case 'LIKE':
		case 'RLIKE':
			return token.name;
		case ':':
			return ':';
		case '(':
		case ',': {
			const word = token.parent?.name === 'PatternList' ? token.parent.prevSibling?.name : undefined;
			return word === 'LIKE' || word === 'RLIKE' ? word : name === 'GrokCommand' ? 'GROK' : undefined;
		}
		default:
			return undefined;
	}
}

function commandWords(token: SyntaxNode | undefined, words: readonly string[]): string[] {
	const piped = token?.name === '|' || (token?.name === '(' && token.parent?.name === 'Branch');
	return words.filter(
		(word) =>
			keywords.get(word.toLowerCase())?.command === (piped ? 'processing' : 'source') ||
			(word === 'SET' && !piped)
	);
}

function sources(here: Before, typed: string): CursorContext {
	const { text, from, to, token, expected, words } = here;
	const command = commandOf(token);
	const texts = (nodes: readonly SyntaxNode[] = []) => nodes.map((node) => text.slice(node.from, node.to));
	if (token && /^::?$/.test(token.name)) return nothing;
	if (!expected.has('String')) {
		const listed = texts(command?.getChild('Metadata')?.getChildren('Source'));
		return { kind: 'metadata', from, to, listed };
	}
	return {
		kind: 'index',
		from: typed.startsWith('-') ? from + 1 : from,
		to,
		words: words.filter((word) => word !== 'METADATA'),
		lookup: command?.name === 'JoinCommand',
		...remote(typed),
		quoted: false,
		listed: texts(command?.getChildren('IndexPattern'))
	};
}

const remote = (typed: string) => {
	const cluster = clusterOf(typed);
	return cluster === undefined ? {} : { cluster };
};

function setting({ text, from, to }: Before, token: SyntaxNode, command: SyntaxNode): CursorContext {
	if (token.name === 'SET') return { kind: 'setting', from, to };
	const name = command.getChild('Name');
	if (token.name !== '=' || !name) return nothing;
	return { kind: 'settingValue', from, to, name: text.slice(name.from, name.to), quoted: false };
}

function option({ text, from, to }: Before, token: SyntaxNode): CursorContext {
	const map = enclosing(token, /^Map$/);
	const listed = (map?.getChildren('Entry') ?? []).flatMap(({ firstChild }) =>
		firstChild ? [text.slice(firstChild.from + 1, firstChild.to - 1)] : []
	);
	return { kind: 'option', from, to, owner: ownerOf(token, text), quoted: false, listed };
}

function optionValue({ text, from, to }: Before, token: SyntaxNode): CursorContext {
	const key = token.prevSibling;
	return {
		kind: 'optionValue',
		from,
		to,
		owner: ownerOf(token, text),
		key: key ? text.slice(key.from + 1, key.to - 1) : '',
		quoted: false
	};
}

function expression(here: Before, token: SyntaxNode, command: SyntaxNode): CursorContext {
	const { text, from, to, words, quote } = here;
	const index = command.name === 'JoinCommand' ? command.getChild('IndexPattern') : null;
	const field = enclosing(token, /^Field$/);
	const keys = token.name === 'ON' || (token.name === ',' && token.parent?.name === 'On');
	return {
		kind: 'expression',
		from,
		to,
		command: command.from,
		want: wantAfter(token, text),
		...(field ? { field: field.from } : {}),
		...(quote === undefined ? {} : { quote }),
		functions: functionsAt(token, command, text),
		words: words.filter((word) => word !== 'FIRST' && word !== 'LAST'),
		...(index ? { join: { index: text.slice(index.from, index.to), keys } } : {})
	};
}

function functionsAt(token: SyntaxNode, command: SyntaxNode, text: string): Expression['functions'] {
	if (command.name !== 'StatsCommand') return [];
	const zone = enclosing(token, /^(By|Filter)$/)?.name;
	const calls = callsAround(token, text);
	if (zone === 'By') return calls.length === 0 ? ['grouping'] : [];
	if (zone === 'Filter' || calls.includes('time_series_agg')) return [];
	const timeSeries = readsTimeSeries(command) ? (['time_series_agg'] as const) : [];
	return calls.includes('agg') ? timeSeries : ['agg', ...timeSeries];
}

/** The kinds of the functions that a token is an argument of. */
function callsAround(token: SyntaxNode, text: string): (FunctionKind | undefined)[] {
	const kinds: (FunctionKind | undefined)[] = [];
	for (let call = enclosing(token, /^Call$/); call; call = enclosing(call.parent, /^Call$/)) {
		const name = call.getChild('FunctionName');
		kinds.push(name ? functionNamed(text.slice(name.from, name.to))?.kind : undefined);
	}
	return kinds;
}

function columns(here: Before, token: SyntaxNode, command: SyntaxNode): CursorContext {
	const { text, from, to, words, quote } = here;
	const slice = (node: SyntaxNode | null) => (node ? text.slice(node.from, node.to) : '');
	const at = { from, to, command: command.from };
	if (token.name === 'AS' || (token.name === ',' && tokenBefore(token)?.parent?.parent?.name === 'As'))
		return nothing;
	if (enclosing(token, /^EnrichWith$/))
		return { kind: 'policyField', ...at, policy: slice(command.getChild('PolicyName')) };
	const policy = command.name === 'EnrichCommand' ? slice(command.getChild('PolicyName')) : undefined;
	const list = token.name === ',' ? token.parent : null;
	return {
		kind: 'column',
		...at,
		words,
		want: wantAfter(token, text),
		...(quote === undefined ? {} : { quote }),
		listed: [...(list?.getChildren('Pattern') ?? []), ...(list?.getChildren('Name') ?? [])].map(slice),
		...(policy === undefined ? {} : { policy })
	};
}
