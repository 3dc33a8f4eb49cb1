import type { Call, Expression, Name, Param as Placeholder, Parsed, Query, Span } from '$lib/esql/syntax/ast';
import { placeAt } from '$lib/esql/syntax/position';
import { refuse } from '../failure';
import type { Param, ParamValue } from '../plan';

/** Looks up what placeholders mean; refuses those that mean nothing. */
class Binder {
	#next = 0;

	constructor(
		readonly text: string,
		readonly params: readonly Param[]
	) {}

	fail(span: Span, sentence: string): never {
		const { line, column } = placeAt(this.text, span.from);
		refuse(400, 'parsing_exception', `line ${line}:${column}: ${sentence}`);
	}

	find(node: Placeholder): Param {
		if (node.key === undefined) return this.#position(node, ++this.#next);
		if (/^\d+$/.test(node.key)) return this.#position(node, Number(node.key));
		const found = this.params.find(({ name }) => name === node.key);
		return (
			found ?? this.fail(node, `Unknown query parameter [${node.key}]${suggestion(node.key, this.params)}`)
		);
	}

	#position(node: Placeholder, position: number): Param {
		const found = this.params[position - 1];
		if (found) return found;
		const count = this.params.length;
		const hint =
			count === 0
				? ''
				: count === 1
					? ', did you mean position 1?'
					: `, did you mean any position between 1 and ${count}?`;
		return this.fail(node, `No parameter is defined for position ${position}${hint}`);
	}

	/** What a placeholder means where a name stands: `??x` also takes a string value. */
	name(node: Placeholder): { readonly text: string; readonly wildcard: boolean } {
		const param = this.find(node);
		if (param.kind !== 'value') return { text: param.text, wildcard: param.kind === 'pattern' };
		if (node.identifier && param.value.kind === 'string') return { text: param.value.value, wildcard: false };
		return this.fail(
			node,
			`Query parameter [${source(node)}] with value [${valueText(param.value)}] declared as a constant, cannot be used as an identifier or pattern`
		);
	}
}

const source = ({ identifier, key = '' }: Placeholder) => `${identifier ? '??' : '?'}${key}`;

function valueText(value: ParamValue): string {
	switch (value.kind) {
		case 'null':
			return 'null';
		case 'boolean':
			return String(value.value);
		case 'number':
			return value.text;
		case 'string':
			return value.value;
		case 'list':
			return `[${value.items.map(valueText).join(', ')}]`;
	}
}

function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
		}
		row = next;
	}
	return row[b.length];
}

function suggestion(key: string, params: readonly Param[]): string {
	const near = params
		.flatMap(({ name }) => (name === undefined ? [] : [name]))
		.map((name) => ({ name, far: distance(key, name) }))
		.filter(({ name, far }) => far <= Math.max(1, Math.floor(Math.max(key.length, name.length) / 2)))
		.sort((a, b) => a.far - b.far)
		.map(({ name }) => name);
	if (near.length === 0) return '';
	return near.length === 1 ? `, did you mean [${near[0]}]?` : `, did you mean any of [${near.join(', ')}]?`;
}

function literal(value: ParamValue, span: Span): Expression {
	const { from, to } = span;
	switch (value.kind) {
		case 'null':
			return { kind: 'null', from, to };
		case 'boolean':
			return { kind: 'boolean', value: value.value, from, to };
		case 'string':
			return { kind: 'string', value: value.value, from, to };
		case 'number':
			return { kind: 'number', text: value.text, decimal: value.type === 'double', from, to };
		case 'list':
			return { kind: 'list', items: value.items.map((item) => literal(item, span)), from, to };
	}
}

function nameOf(text: string, span: Span, wildcard: boolean): Name {
	return { kind: 'name', name: text, wildcard, params: [], from: span.from, to: span.to };
}

function boundParam(node: Placeholder, binder: Binder): Expression {
	if (node.identifier) return columnOf(binder.name(node).text, node, false);
	const param = binder.find(node);
	return param.kind === 'value'
		? literal(param.value, node)
		: columnOf(param.text, node, param.kind === 'pattern');
}

const columnOf = (text: string, span: Span, wildcard: boolean): Expression => ({
	kind: 'column',
	column: nameOf(text, span, wildcard),
	from: span.from,
	to: span.to
});

/** A name with its `??param` parts put in; a part stands in the text where the placeholder stood. */
function boundName(name: Name, binder: Binder): Name {
	if (name.params.length === 0) return name;
	let text = '';
	let wildcard = name.wildcard;
	let at = name.from;
	for (const param of name.params) {
		text += binder.text.slice(at, param.from);
		const found = binder.name(param);
		wildcard ||= found.wildcard;
		text += found.text;
		at = param.to;
	}
	text += binder.text.slice(at, name.to);
	return { ...name, name: text.replaceAll('`', ''), wildcard, params: [] };
}

function boundCall(call: Call, binder: Binder): Call {
	if (!call.param) return call;
	const { param, ...rest } = call;
	return { ...rest, name: binder.name(param).text };
}

type Node = { readonly kind: string };
const isNode = (value: unknown): value is Node =>
	typeof value === 'object' && value !== null && 'kind' in value;

/** Every node below in text order, with placeholders replaced; nodes that hold none stay the same objects. */
function walk<T>(value: T, binder: Binder): T {
	if (Array.isArray(value)) {
		const items = value.map((item: unknown) => walk(item, binder));
		return items.some((item, index) => item !== value[index]) ? (items as T) : value;
	}
	if (!isNode(value)) return value;
	if (value.kind === 'param') return boundParam(value as unknown as Placeholder, binder) as T;
	if (value.kind === 'name') return boundName(value as unknown as Name, binder) as T;
	const node =
		value.kind === 'call' ? (boundCall(value as unknown as Call, binder) as unknown as T & Node) : value;
	let changed = node as Record<string, unknown> & T;
	for (const [key, child] of Object.entries(node)) {
		if (key === 'param') continue;
		const bound = walk(child as unknown, binder);
		if (bound !== child) changed = { ...changed, [key]: bound };
	}
	return changed;
}

/**
 * The parsed query with every placeholder replaced by what the request binds to it, at the placeholder's own place.
 * Refuses with a parsing_exception where nothing is bound.
 */
export function bind(parsed: Parsed, params: readonly Param[]): Parsed {
	const query: Query = walk(parsed.query, new Binder(parsed.text, params));
	return query === parsed.query ? parsed : { ...parsed, query };
}
