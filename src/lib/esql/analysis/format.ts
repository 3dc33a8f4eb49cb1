import type { SyntaxNode } from '@lezer/common';
import { parse, parser } from '../syntax/parse';
import { functionNamed } from './definitions';
import { group, hardline, indent, type Layout, line, render, softline } from './layout';

export interface FormatOptions {
	/** Columns to stay within where possible. */
	readonly width?: number;
}

/**
 * The query with one pipe on a line, keywords and functions in upper case, and long lists broken. Comments stay, and so
 * does the text of an unnamed column, which is its name. Undefined where the text has a syntax error.
 */
export function format(text: string, { width = 80 }: FormatOptions = {}): string | undefined {
	const parsed = parse(text);
	if (parsed.issues.length > 0) return undefined;
	return render(new Printer(text).pipeline(parser.parse(text).topNode, hardline), width);
}

const atoms: ReadonlySet<string> = new Set(['Name', 'Pattern', 'IndexPattern', 'TypeName']);
const clauses: ReadonlySet<string> = new Set(['By', 'With', 'EnrichWith', 'Metadata', 'On']);
const wrapped: ReadonlySet<string> = new Set(['FromCommand', 'KeepCommand', 'DropCommand']);
const brackets: ReadonlySet<string> = new Set(['ValueList', 'PatternList', 'List', 'Map', 'Call']);
const chains: ReadonlySet<string> = new Set(['LogicalExpression', 'BinaryExpression']);

const onlyComments = /^\s*((\/\*([^*]|\*(?!\/))*\*\/|\/\/.*)\s*)*$/;

const isComment = ({ name }: SyntaxNode) => name.endsWith('Comment');
const isKeyword = ({ name }: SyntaxNode) => /^[A-Z_]+$/.test(name);

function childrenOf(node: SyntaxNode): SyntaxNode[] {
	const children: SyntaxNode[] = [];
	for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
	return children;
}

class Printer {
	constructor(readonly text: string) {}

	/** The commands of a pipeline, with what stands before each pipe. */
	pipeline(node: SyntaxNode, before: (blank: boolean) => Layout): Layout {
		const parts: Layout[] = [];
		const nodes = childrenOf(node).filter(({ name }) => name !== '(' && name !== ')');
		for (const [at, child] of nodes.entries()) {
			const blank = at > 0 && this.#isBlankBetween(nodes[at - 1], child);
			const first = nodes[at - 1]?.name === 'Setting' ? hardline(blank) : '';
			if (child.name === '|') parts.push(before(blank && !isComment(nodes[at - 1])), '| ');
			else if (isComment(child)) parts.push(this.#standalone(child, blank));
			else parts.push(first, this.#print(child));
		}
		return parts;
	}

	#standalone(comment: SyntaxNode, blank: boolean): Layout {
		return blank ? [hardline(true), this.#comment(comment)] : this.#comment(comment);
	}

	#isBlankBetween(before: SyntaxNode, after: SyntaxNode): boolean {
		return /\n[ \t\r]*\n/.test(this.text.slice(before.to, after.from));
	}

	#comment({ from, to }: SyntaxNode): Layout {
		const start = this.text.lastIndexOf('\n', from - 1) + 1;
		const end = this.text.indexOf('\n', to);
		const own =
			onlyComments.test(this.text.slice(start, from)) &&
			onlyComments.test(this.text.slice(to, end < 0 ? undefined : end));
		return { kind: 'comment', text: this.text.slice(from, to).trimEnd(), own };
	}

	#source({ from, to }: SyntaxNode): string {
		return this.text.slice(from, to);
	}

	#print(node: SyntaxNode): Layout {
		const { name } = node;
		if (isComment(node)) return this.#comment(node);
		if (name.endsWith('Command')) return this.#command(node);
		if (name === 'Subquery' || name === 'Branch')
			return group(['(', indent(2, [softline, this.pipeline(node, () => line)]), softline, ')']);
		if (name === 'ParenExpression') return this.#parentheses(node);
		if (clauses.has(name)) return group(this.#listed(node, 2));
		if (brackets.has(name)) return this.#bracket(node);
		if (chains.has(name)) return this.#chain(node);
		if (name === 'FunctionName') return this.#functionName(node);
		const isUnnamed = name === 'Field' && !node.getChild('=');
		if (isUnnamed) return this.#source(node);
		if (node.getChild('LineComment') || node.getChild('BlockComment')) return this.#spaced(childrenOf(node));
		if (atoms.has(name)) return this.#tokens(node);
		if (name === 'TimeSpan') return this.#source(node).replace(/\s+/g, ' ');
		if (!node.firstChild) return this.#token(node);
		return this.#spaced(childrenOf(node));
	}

	/** The tokens of a node with nothing between. */
	#tokens(node: SyntaxNode): string {
		const children = childrenOf(node);
		return children.length === 0 ? this.#source(node) : children.map((child) => this.#tokens(child)).join('');
	}

	#token(node: SyntaxNode): string {
		const literal = node.parent?.name === 'Boolean' || node.parent?.name === 'NullLiteral';
		return isKeyword(node) && !literal ? this.#source(node).toUpperCase() : this.#source(node);
	}

	#functionName(node: SyntaxNode): string {
		const name = this.#source(node);
		return functionNamed(name) ? name.toUpperCase() : name;
	}

	/** Nodes side by side, with spaces where they belong. */
	#spaced(nodes: readonly SyntaxNode[]): Layout[] {
		return nodes.flatMap((node, at) => {
			const space = at > 0 && isSpaceBetween(nodes[at - 1], node) ? ' ' : '';
			return [space, this.#print(node)];
		});
	}

	/** Keyword, then what it takes; clauses begin lines of their own where the command does not fit on one. */
	#command(node: SyntaxNode): Layout {
		const parts = this.#listed(node, 4);
		return group(parts);
	}

	#listed(node: SyntaxNode, by: number): Layout {
		const children = childrenOf(node);
		const rest = children.findIndex((child) => !isKeyword(child));
		const head = rest < 0 ? children : children.slice(0, rest);
		const body = rest < 0 ? [] : children.slice(rest);
		const clauseAt = body.findIndex(({ name }) => clauses.has(name));
		const items = clauseAt < 0 ? body : body.slice(0, clauseAt);
		const tail = clauseAt < 0 ? [] : body.slice(clauseAt);
		const branches = items.filter(({ name }) => name === 'Branch');
		const isList = items.some(({ name }) => name === ',') || branches.length > 1;
		const begin = items.length === 0 ? '' : isList && !this.#isWrapped(node, items) ? line : ' ';
		return [
			this.#spaced(head),
			items.length > 0 ? indent(by, [begin, this.#items(node, items)]) : '',
			...tail.map((clause) => indent(2, [isComment(clause) ? '' : line, this.#print(clause)]))
		];
	}

	#isWrapped(node: SyntaxNode, items: readonly SyntaxNode[]): boolean {
		const isPlain = items.every(
			(item) => item.name === ',' || (!isComment(item) && item.name !== 'Subquery')
		);
		return isPlain && wrapped.has(node.name);
	}

	#items(node: SyntaxNode, items: readonly SyntaxNode[]): Layout {
		if (this.#isWrapped(node, items)) return this.#words(items);
		return items.map((item, at) => {
			const before = items[at - 1];
			if (!before) return this.#print(item);
			const breaks = before.name === ',' || (item.name === 'Branch' && before.name === 'Branch');
			const space = isComment(item) || isComment(before) ? '' : isSpaceBetween(before, item) ? ' ' : '';
			return [breaks && !isComment(item) ? line : space, this.#lineAfter(before), this.#print(item)];
		});
	}

	/** After a comment behind a comma the next item begins a line. */
	#lineAfter(before: SyntaxNode): Layout {
		return isComment(before) && before.prevSibling?.name === ',' ? line : '';
	}

	#words(items: readonly SyntaxNode[]): Layout {
		const words = items
			.filter(({ name }) => name !== ',')
			.map((item) => render(this.#print(item), Number.MAX_SAFE_INTEGER));
		return { kind: 'words', words };
	}

	#parentheses(node: SyntaxNode): Layout {
		const inside = childrenOf(node).slice(1, -1);
		return group(['(', indent(2, [softline, this.#spaced(inside)]), softline, ')']);
	}

	/** A call, a list or a map. */
	#bracket(node: SyntaxNode): Layout {
		const children = childrenOf(node);
		const at = children.findIndex(({ name }) => /^[([{]$/.test(name));
		const items = children.slice(at + 1, -1);
		const [open, close] = [children[at], children[children.length - 1]];
		const isShort = items.every(
			(item) => item.name === ',' || (!isComment(item) && (!item.firstChild || atoms.has(item.name)))
		);
		const content =
			isShort && items.length > 0 && node.name !== 'Call' ? this.#words(items) : this.#items(node, items);
		return [
			this.#spaced(children.slice(0, at)),
			group([this.#token(open), indent(2, [softline, content]), softline, this.#token(close)])
		];
	}

	/** Operands with an operator between, which begins the line where the chain breaks. */
	#chain(node: SyntaxNode): Layout {
		const children = childrenOf(node);
		return group(
			children.map((child, at) => {
				if (at === 0) return this.#print(child);
				const isOperator = isKeyword(child) || /^[-+*/%]$/.test(child.name);
				return [isComment(child) ? '' : isOperator ? line : ' ', this.#print(child)];
			})
		);
	}
}

function isSpaceBetween(before: SyntaxNode, after: SyntaxNode): boolean {
	if (isComment(before) || isComment(after)) return false;
	if (/^([([{.]|::)$/.test(before.name) || /^([)\]},;.]|::)$/.test(after.name)) return false;
	if (before.name === 'FunctionName') return false;
	const parent = after.parent?.name;
	if (parent === 'UnaryExpression') return after.name === 'UnaryExpression';
	return !(parent === 'Entry' && after.name === ':');
}
