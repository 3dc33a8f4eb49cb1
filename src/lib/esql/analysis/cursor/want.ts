import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../../syntax/ast';
import { enclosing, itemsBefore, tokenBefore } from './place';

/** What a value at the cursor is for; spans are of the text before it. */
export type Want =
	| { readonly kind: 'any' }
	/** A boolean, or the left side of a comparison. */
	| { readonly kind: 'condition' }
	| { readonly kind: 'aggregate' }
	| { readonly kind: 'text' | 'number' | 'address' | 'sortable' | 'vector' | 'key' }
	/** Something that can be compared with what stands on the left. */
	| { readonly kind: 'beside'; readonly left: Span }
	| { readonly kind: 'operand'; readonly operator: string; readonly left?: Span }
	| {
			readonly kind: 'argument';
			readonly call: string;
			readonly index: number;
			readonly given: readonly Span[];
	  };

const span = ({ from, to }: Span): Span => ({ from, to });

const inputs: Readonly<Record<string, Want['kind'] & ('text' | 'address')>> = {
	DissectCommand: 'text',
	GrokCommand: 'text',
	CompletionCommand: 'text',
	RerankCommand: 'text',
	HighlightCommand: 'text'
};

/** What the value is for that follows a token of `text`. */
export function wantAfter(token: SyntaxNode, text: string): Want {
	const { parent } = token;
	switch (token.name) {
		case 'CompareOp': {
			const left = token.prevSibling;
			return left ? { kind: 'beside', left: span(left) } : { kind: 'any' };
		}
		case '+':
		case '-':
		case '*':
		case '/':
		case '%': {
			const left = parent?.name === 'BinaryExpression' ? token.prevSibling : null;
			return { kind: 'operand', operator: token.name, ...(left ? { left: span(left) } : {}) };
		}
		case 'AND':
		case 'OR':
		case 'NOT':
		case 'WHERE':
			return { kind: 'condition' };
		case 'BY':
			return { kind: 'key' };
		case '(':
			return afterParenthesis(token, text);
		case ',':
			return afterComma(token, text);
		case 'ON':
			return inCommand(token);
		case '=':
			return enclosing(token, /^(StatsCommand|By)$/)?.name === 'StatsCommand'
				? { kind: 'aggregate' }
				: inCommand(token);
		default:
			return inCommand(token);
	}
}

function afterParenthesis(token: SyntaxNode, text: string): Want {
	const { parent } = token;
	if (parent?.name === 'Call') return argument(token, text);
	if (parent?.name === 'ValueList') return besideList(parent);
	const before = tokenBefore(token);
	return before ? wantAfter(before, text) : { kind: 'any' };
}

function afterComma(token: SyntaxNode, text: string): Want {
	switch (token.parent?.name) {
		case 'Call':
			return argument(token, text);
		case 'ValueList':
			return besideList(token.parent);
		case 'By':
			return { kind: 'key' };
		case 'StatsCommand':
			return { kind: 'aggregate' };
		default:
			return inCommand(token);
	}
}

function besideList(list: SyntaxNode): Want {
	const left = list.parent?.firstChild;
	return left && left.from < list.from ? { kind: 'beside', left: span(left) } : { kind: 'any' };
}

function argument(token: SyntaxNode, text: string): Want {
	const call = token.parent?.getChild('FunctionName');
	const given = itemsBefore(token);
	return {
		kind: 'argument',
		call: call ? text.slice(call.from, call.to) : '',
		index: given.length,
		given: given.map(span)
	};
}

function inCommand(token: SyntaxNode): Want {
	const command = enclosing(token, /Command$/);
	switch (command?.name) {
		case 'StatsCommand':
			return { kind: enclosing(token, /^By$/) ? 'key' : 'aggregate' };
		case 'SortCommand':
			return { kind: 'sortable' };
		case 'ChangePointCommand':
			return { kind: token.name === 'CHANGE_POINT' ? 'number' : 'any' };
		case 'MmrCommand':
			return { kind: 'vector' };
		case 'ExtractCommand':
			return { kind: command.firstChild?.name === 'IP_LOCATION' ? 'address' : 'text' };
		default:
			return { kind: inputs[command?.name ?? ''] ?? 'any' };
	}
}
