import type { SyntaxNode } from '@lezer/common';
import type { EnrichField, Name, Option, Query, Renaming, SortKey, Span } from './ast';
import { ExpressionReader, isExpression } from './expressions';
import { missingName, readName } from './names';
import { after, child, children, childrenOf, span } from './tree';

/** Builds the parts that commands are made of. */
export abstract class ClauseReader {
	protected readonly expressions: ExpressionReader;

	constructor(protected readonly text: string) {
		this.expressions = new ExpressionReader(text, (node) => this.query(node));
	}

	/** A query from the tree's top or a Subquery node. */
	abstract query(node: SyntaxNode): Query;

	protected slice(node: Span): string {
		return this.text.slice(node.from, node.to);
	}

	protected names(node: SyntaxNode | undefined, type: string): Name[] {
		return childrenOf(node, type).map((item) => readName(item, this.text));
	}

	protected name(node: SyntaxNode | undefined, at: Span, type = 'Name'): Name {
		const found = node && child(node, type);
		return found ? readName(found, this.text) : missingName(after(at));
	}

	protected optionalName(node: SyntaxNode | undefined, type = 'Name'): Name | undefined {
		const found = node && child(node, type);
		return found && readName(found, this.text);
	}

	protected fields(node: SyntaxNode | undefined) {
		return childrenOf(node, 'Field').map((field) => this.expressions.field(field));
	}

	/** `WITH {…}` as a property, absent where the text has none. */
	protected with(node: SyntaxNode) {
		const clause = child(node, 'With');
		const map = clause && child(clause, 'Map');
		return map ? { with: this.expressions.map(map) } : {};
	}

	/** `name = …` before the rest of a command: where its value may begin, and the name. */
	protected target(node: SyntaxNode): { readonly start: number; readonly name?: Name } {
		const assign = child(node, '=');
		const name = assign && this.optionalName(node);
		return { start: assign ? assign.to : node.from, ...(name ? { name } : {}) };
	}

	protected firstExpression(node: SyntaxNode, start: number) {
		const found = children(node).find((item) => item.from >= start && isExpression(item));
		return found && this.expressions.read(found, found);
	}

	protected sortKey(node: SyntaxNode): SortKey {
		const has = (name: string) => child(node, name) !== undefined;
		return {
			kind: 'sortKey',
			value: this.expressions.only(node),
			...(has('ASC') ? { order: 'asc' } : has('DESC') ? { order: 'desc' } : {}),
			...(has('FIRST') ? { nulls: 'first' } : has('LAST') ? { nulls: 'last' } : {}),
			...span(node)
		};
	}

	protected renaming(node: SyntaxNode): Renaming {
		const separator = child(node, 'AS', '=');
		const names = childrenOf(node, 'Pattern');
		const at = separator ?? node;
		const left = names.find((item) => item.to <= at.from) ?? (separator ? undefined : names[0]);
		const right = separator && names.find((item) => item.from >= at.to);
		const read = (item: SyntaxNode | undefined) =>
			item ? readName(item, this.text) : missingName(after(at));
		const [old, name] = separator?.name === '=' ? [right, left] : [left, right];
		return { kind: 'renaming', old: read(old), name: read(name), ...span(node) };
	}

	protected option(node: SyntaxNode): Option {
		const name = child(node, 'Identifier');
		return {
			kind: 'option',
			name: name ? this.slice(name) : '',
			value: this.expressions.only(node),
			...span(node)
		};
	}

	protected enrichField(node: SyntaxNode): EnrichField {
		const names = this.names(node, 'Pattern');
		const field = names.at(-1) ?? missingName(after(node));
		return { kind: 'enrichField', ...(names.length > 1 ? { name: names[0] } : {}), field, ...span(node) };
	}
}
