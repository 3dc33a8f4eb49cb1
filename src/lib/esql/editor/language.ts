import {
	type TreeIndentContext,
	delimitedIndent,
	foldInside,
	foldNodeProp,
	HighlightStyle,
	indentNodeProp,
	LanguageSupport,
	LRLanguage,
	syntaxHighlighting
} from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { NodeType, SyntaxNode } from '@lezer/common';
import { tags as t } from '@lezer/highlight';
import { keywords } from '../syntax/keywords';
import { parser } from '../syntax/parser';

const bracketed = new Set([
	'Subquery',
	'Branch',
	'ParenExpression',
	'ValueList',
	'PatternList',
	'Call',
	'List',
	'Map'
]);

const isCommand = (type: NodeType) => type.name.endsWith('Command');

function foldCommand(node: SyntaxNode, state: EditorState) {
	const line = state.doc.lineAt(node.from);
	return line.to < node.to ? { from: line.to, to: node.to } : null;
}

function foldBrackets(node: SyntaxNode) {
	const open = node.getChild('(') ?? node.getChild('[') ?? node.getChild('{');
	const close = node.lastChild;
	return open && close && close.from > open.to ? { from: open.to, to: close.from } : null;
}

/** Whether a command goes on after `text`: it ends with a separator, an operator or a keyword that wants more. */
function isUnfinished(text: string): boolean {
	const end = /(\w+|\S)\s*$/.exec(text)?.[1];
	return end !== undefined && (/^[,=<>+\-*/%:]$/.test(end) || keywords.has(end.toLowerCase()));
}

/** Pipes stand in one column; what continues a command is indented once more. */
function indentQuery(context: TreeIndentContext): number {
	if (/^\s*(\||$)/.test(context.textAfter) && !isUnfinished(context.state.sliceDoc(0, context.pos))) return 0;
	return context.textAfter.startsWith('|') || context.pos === 0 ? 0 : context.unit;
}

const language = LRLanguage.define({
	name: 'esql',
	parser: parser.configure({
		props: [
			foldNodeProp.add((type) => {
				if (isCommand(type)) return foldCommand;
				if (type.name === 'BlockComment') return (node) => ({ from: node.from + 2, to: node.to - 2 });
				return type.name === 'Call' ? foldBrackets : bracketed.has(type.name) ? foldInside : undefined;
			}),
			indentNodeProp.add((type) => {
				if (type.name === 'Query') return indentQuery;
				if (isCommand(type)) {
					return (context) =>
						context.textAfter.startsWith('|')
							? context.lineIndent(context.node.from)
							: context.lineIndent(context.node.from) + context.unit;
				}
				if (!bracketed.has(type.name)) return undefined;
				const closing = type.name === 'List' ? ']' : type.name === 'Map' ? '}' : ')';
				return delimitedIndent({ closing, align: false });
			})
		]
	}),
	languageData: {
		commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
		closeBrackets: { brackets: ['(', '[', '{', '"', '`'] },
		indentOnInput: /^\s*[|)\]}]$/,
		wordChars: '@'
	}
});

/** Names and brackets have the colour of the editor itself: a browser spends most of a keystroke on coloured pieces. */
const style = HighlightStyle.define([
	{ tag: [t.keyword, t.operatorKeyword], color: 'var(--syntax-keyword)', fontWeight: '500' },
	{ tag: t.function(t.variableName), color: 'var(--syntax-function)' },
	{ tag: [t.string, t.special(t.string)], color: 'var(--syntax-string)' },
	{ tag: [t.number, t.bool, t.null, t.unit], color: 'var(--syntax-number)' },
	{ tag: [t.lineComment, t.blockComment], color: 'var(--syntax-comment)', fontStyle: 'italic' },
	{
		tag: [t.compareOperator, t.arithmeticOperator, t.definitionOperator, t.operator, t.controlOperator],
		color: 'var(--syntax-operator)'
	},
	{ tag: t.typeName, color: 'var(--syntax-type)' },
	{ tag: t.special(t.variableName), color: 'var(--syntax-param)' }
]);

/** ES|QL for CodeMirror: parsing, folding, indentation, comments, and colours from the page's `--syntax-*` properties. */
export const esqlLanguage = new LanguageSupport(language, syntaxHighlighting(style));
