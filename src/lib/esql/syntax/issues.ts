import type { SyntaxNode, SyntaxNodeRef, Tree } from '@lezer/common';
import type { Span, SyntaxIssue } from './ast';
import { maximumNesting } from './commands';
import { describeCommands, describeExpected, expectedAt } from './expected';
import { maximumDepth } from './expressions';
import { keywords } from './keywords';

const units =
	/^(milliseconds?|ms|seconds?|sec|s|minutes?|min|m|hours?|h|days?|d|weeks?|w|months?|mo|quarters?|q|years?|yr|y)$/i;

const token =
	/"""[^\r\n]*?"""|"(?:[^"\\\r\n]|\\.)*"|`(?:[^`]|``)*`|[A-Za-z_@][\w@]*|\d+(?:\.\d*)?|\?\??\w*|==|!=|<=|>=|=~|::|[\s\S]/uy;
const unlexable = /^[^\w@"`?<>=|,.;:+\-*/%()[\]{}\s]/u;

const queries = new Set(['Query', 'Subquery', 'Branch']);

const nesting = /Expression$|^(Call|List|Comparison)$/;

/** What `:` may search: a column, or one with a cast. */
const isField = (node: SyntaxNode | null): boolean =>
	node?.name === 'Name' || (node?.name === 'CastExpression' && isField(node.firstChild));

/** Whether arithmetic has so many operands that its tree would be too deep. */
function isLongChain(node: SyntaxNodeRef): boolean {
	if (node.name !== 'BinaryExpression' || node.to - node.from < 2 * maximumDepth) return false;
	let count = 0;
	for (let item = node.node.firstChild; item; item = item.nextSibling) count++;
	return count > 2 * maximumDepth + 1;
}

/** Longest text of a query that a message repeats, in UTF-16 units. */
const quoted = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

class IssueCollector {
	readonly issues: SyntaxIssue[] = [];
	readonly #errors: (Span & { readonly piped: boolean; readonly command: number })[] = [];
	readonly #misplaced: SyntaxIssue[] = [];
	readonly #comments: Span[] = [];
	/** Commands entered so far. */
	#commands = 0;
	#depth = 0;
	/** For each query around the walk's place: whether its next command is a processing command. */
	readonly #piped: boolean[] = [];

	constructor(readonly text: string) {}

	#slice(node: Span): string {
		return this.text.slice(node.from, node.to);
	}

	#add(node: Span, message: string): void {
		this.issues.push({ from: node.from, to: node.to, message });
	}

	enter(node: SyntaxNodeRef): void {
		if (node.type.isError)
			this.#errors.push({ from: node.from, to: node.to, piped: this.#isPiped(), command: this.#commands });
		else if (node.type.isSkipped) this.#comment(node);
		else if (node.name.endsWith('Command')) this.#command(node);
		else if (node.name === '|') this.#piped[this.#piped.length - 1] = true;
		else if (queries.has(node.name)) this.#query(node);
		else if (nesting.test(node.name)) this.#nested(node);
		else this.#leaf(node);
	}

	leave(node: SyntaxNodeRef): void {
		if (nesting.test(node.name)) this.#depth--;
		if (queries.has(node.name)) this.#piped.pop();
	}

	#nested(node: SyntaxNodeRef): void {
		if (++this.#depth === maximumDepth || isLongChain(node)) {
			this.#add(
				{ from: node.from, to: node.from },
				`expression is nested deeper than ${maximumDepth} levels`
			);
		}
		if (node.name !== 'MatchExpression') return;
		const [field, colon] = [node.node.firstChild, node.node.getChild(':')];
		if (colon && !isField(field)) this.#add(colon, "mismatched input ':', expecting a column on its left");
	}

	#isPiped(): boolean {
		return this.#piped.at(-1) === true;
	}

	#query(node: SyntaxNodeRef): void {
		this.#piped.push(node.name === 'Branch');
		if (this.#piped.length - 1 !== maximumNesting) return;
		this.#add({ from: node.from, to: node.from }, `queries are nested deeper than ${maximumNesting} levels`);
	}

	#comment(node: SyntaxNodeRef): void {
		this.#comments.push({ from: node.from, to: node.to });
		if (node.name === 'UnterminatedComment') this.#unrecognized(node);
	}

	#unrecognized(node: Span): void {
		this.#add(node, `token recognition error at: '${quoted(this.#slice(node))}'`);
	}

	/** A source command begins a query, processing commands follow pipes and fill FORK's branches. */
	#command(ref: SyntaxNodeRef): void {
		this.#commands++;
		const word = ref.node.firstChild;
		if (!word || word.type.isError) return;
		const wanted = this.#isPiped() ? 'processing' : 'source';
		if (keywords.get(this.#slice(word).toLowerCase())?.command === wanted && word.name !== 'UnknownWord')
			return;
		const message = `mismatched input '${this.#slice(word)}', expecting ${describeCommands(wanted)}`;
		this.#misplaced.push({ from: word.from, to: word.to, message });
	}

	#leaf(node: SyntaxNodeRef): void {
		switch (node.name) {
			case 'UnterminatedString':
				return this.#unrecognized(node);
			case 'String': {
				const raw = this.#slice(node);
				if (!raw.startsWith('"""') && /\\[^tnr"\\]/.test(raw.replaceAll('\\\\', '')))
					this.#unrecognized(node);
				return;
			}
			case 'TimeSpan': {
				const unit = node.node.getChild('Integer') && node.node.getChild('Identifier');
				if (unit && !units.test(this.#slice(unit)))
					this.#add(unit, `Unexpected time span unit: '${this.#slice(unit)}'`);
				return;
			}
		}
	}

	/** Offset of the first token at or after `offset`. */
	#tokenStart(offset: number): number {
		let at = offset;
		for (;;) {
			while (/[ \t\r\n]/.test(this.text[at] ?? '')) at++;
			const comment = this.#comments.find(({ from, to }) => from <= at && at < to);
			if (!comment) return at;
			at = comment.to;
		}
	}

	#tokenAt(offset: number): Span {
		token.lastIndex = offset;
		return { from: offset, to: offset + (token.exec(this.text)?.[0].length ?? 0) };
	}

	finish(): readonly SyntaxIssue[] {
		const seen = new Set(this.issues.map(({ from }) => from));
		let reported = -1;
		for (const error of this.#errors) {
			// What follows the first error of a command is mostly its echo.
			if (error.command === reported) continue;
			const node = this.#tokenAt(this.#tokenStart(error.from));
			if (seen.has(node.from)) continue;
			seen.add(node.from);
			const input = this.#slice(node);
			if (unlexable.test(input)) this.#unrecognized(node);
			else
				this.#mismatch(
					node,
					input,
					reported < 0 ? describeExpected(expectedAt(this.text, node.from), error.piped) : ''
				);
			reported = error.command;
		}
		this.issues.push(...this.#misplaced.filter(({ from }) => !seen.has(from)));
		return this.issues.sort((a, b) => a.from - b.from);
	}

	#mismatch(node: Span, input: string, expected: string): void {
		const words = `mismatched input '${input === '' ? '<EOF>' : quoted(input)}'`;
		this.#add(node, expected === '' ? words : `${words}, expecting ${expected}`);
	}
}

/** Everything that is wrong with the form of a text, in text order, each at the token where Elasticsearch would stop. */
export function issuesOf(tree: Tree, text: string): readonly SyntaxIssue[] {
	const collector = new IssueCollector(text);
	tree.iterate({ enter: (node) => collector.enter(node), leave: (node) => collector.leave(node) });
	return collector.finish();
}
