import type { SyntaxNode } from '@lezer/common';
import { parser } from '../../syntax/parse';
import type { CursorContext } from './context';
import { insideExtraction } from './extraction';
import { ownerOf } from './owner';
import { commandOf, enclosing, tokenBefore } from './place';
import { wantAfter } from './want';
import { clusterOf } from './word';

const nothing: CursorContext = { kind: 'nothing' };

const closed = /^(String|Integer|Decimal|OpaqueText|LineComment|UnterminatedComment)$/;

/** What may stand at a cursor that is inside of a token, as opposed to at its end; undefined where it is in none. */
export function insideToken(text: string, offset: number): CursorContext | undefined {
	const prefix = text.slice(0, offset);
	const token = parser.parse(prefix).resolveInner(offset, -1);
	if (token.from === offset || token.to < offset) return undefined;
	if (token.name === 'Param' || token.name === 'NameParam')
		return { kind: 'param', from: token.from, to: offset, identifier: token.name === 'NameParam' };
	if (token.name === 'UnterminatedString') return insideString(token, text, offset);
	return closed.test(token.name) ? nothing : undefined;
}

function insideString(token: SyntaxNode, text: string, offset: number): CursorContext {
	const quotes = text.startsWith('"""', token.from) ? 3 : 1;
	if (token.from + quotes > offset) return nothing;
	const rest = /^[^"\r\n|]*(?=")/.exec(text.slice(offset))?.[0] ?? '';
	const range = { from: token.from + quotes, to: offset + rest.length };
	const { parent } = token;
	const slice = (node: SyntaxNode | null | undefined) => (node ? text.slice(node.from, node.to) : '');
	const command = commandOf(token);
	switch (parent?.name) {
		case 'IndexPattern': {
			const from = Math.max(range.from, text.lastIndexOf(',', offset - 1) + 1);
			const cluster = clusterOf(text.slice(from, offset));
			return {
				kind: 'index',
				from,
				to: offset + rest.split(',', 1)[0].length,
				words: [],
				lookup: command?.name === 'JoinCommand',
				...(cluster === undefined ? {} : { cluster }),
				quoted: true,
				listed: (command?.getChildren('IndexPattern') ?? []).filter(({ to }) => to < offset).map(slice)
			};
		}
		case 'EnrichCommand':
			return { kind: 'policy', ...range, quoted: true };
		case 'Setting':
			return { kind: 'settingValue', ...range, name: slice(parent.getChild('Name')), quoted: true };
		case 'Entry': {
			const owner = ownerOf(token, text);
			const key = parent.firstChild;
			if (key && key.from < token.from)
				return {
					kind: 'optionValue',
					...range,
					owner,
					key: text.slice(key.from + 1, key.to - 1),
					quoted: true
				};
			const listed = (enclosing(token, /^Map$/)?.getChildren('Entry') ?? []).map(({ firstChild }) =>
				slice(firstChild).slice(1, -1)
			);
			return { kind: 'option', ...range, owner, quoted: true, listed };
		}
		case 'GrokCommand':
			return insideExtraction('GROK', text, range.from, offset) ?? nothing;
		case 'DissectCommand':
			return insideExtraction('DISSECT', text, range.from, offset) ?? nothing;
		case 'Call': {
			const before = tokenBefore(token);
			return before ? { kind: 'text', ...range, want: wantAfter(before, text) } : nothing;
		}
		default:
			return nothing;
	}
}
