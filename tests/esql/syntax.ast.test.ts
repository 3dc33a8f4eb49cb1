import { describe, expect, it } from 'vitest';
import type { Command, Expression } from '$lib/esql/syntax/ast';
import { parse } from '$lib/esql/syntax/parse';

/** The command after `FROM a`. */
function command(text: string): Command {
	return parse(`FROM a | ${text}`).query.commands[1];
}

function expression(text: string): Expression {
	const where = command(`WHERE ${text}`);
	if (where.kind !== 'where') throw new Error(where.kind);
	return where.condition;
}

/** An expression as a fully bracketed sentence. */
function shape(node: Expression): string {
	switch (node.kind) {
		case 'binary':
			return `(${shape(node.left)} ${node.operator} ${shape(node.right)})`;
		case 'unary':
			return `(${node.operator} ${shape(node.operand)})`;
		case 'column':
			return node.column.name;
		case 'number':
			return node.text;
		case 'timeSpan':
			return `${node.amount}~${node.unit}`;
		case 'string':
			return JSON.stringify(node.value);
		case 'cast':
			return `${shape(node.value)}::${node.type}`;
		case 'call':
			return `${node.name}(${node.star ? '*' : node.arguments.map(shape).join(', ')})`;
		case 'in':
			return `(${shape(node.value)} ${node.negated ? 'not ' : ''}in ${'kind' in node.list ? 'query' : node.list.map(shape).join(', ')})`;
		case 'like':
			return `(${shape(node.value)} ${node.negated ? 'not ' : ''}${node.operator} ${node.patterns.map(shape).join(', ')})`;
		case 'isNull':
			return `(${shape(node.value)} is ${node.negated ? 'not ' : ''}null)`;
		case 'match':
			return `(${shape(node.field)} : ${shape(node.query)})`;
		case 'list':
			return `[${node.items.map(shape).join(', ')}]`;
		case 'map':
			return `{${node.entries.map(({ key, value }) => `${key}: ${shape(value)}`).join(', ')}}`;
		case 'param':
			return `${node.identifier ? '??' : '?'}${node.key ?? ''}`;
		case 'boolean':
			return String(node.value);
		default:
			return node.kind;
	}
}

describe('expressions', () => {
	it.each([
		['not a == 1 + 2 * 3 and b or c', '(((not (a == (1 + (2 * 3)))) and b) or c)'],
		['a - b - c / d % e', '((a - b) - ((c / d) % e))'],
		['-a::long * 2', '((- a::long) * 2)'],
		['(a or b) and (c)', '((a or b) and c)'],
		['a and b and c', '((a and b) and c)'],
		['a not in (1, ?p, ??n) or b in (from c)', '((a not in 1, ?p, ??n) or (b in query))'],
		['a LIKE "x*" and b not rlike ("y", ?)', '((a like "x*") and (b not rlike "y", ?))'],
		['a is not NULL and b IS null', '((a is not null) and (b is null))'],
		['a::text : "x"', '(a::text : "x")'],
		['a.b.`c d` =~ "x"', '(a.b.c d =~ "x")'],
		[
			'f(*) + g() + h(a, {"k": [1, -2], "m": {"n": true}})',
			'((f(*) + g()) + h(a, {k: [1, (- 2)], m: {n: true}}))'
		],
		['@timestamp > now() - 1d', '(@timestamp > (now() - 1~d))'],
		['12345678901234567890 > 1.50', '(12345678901234567890 > 1.50)'],
		['a >', '(a > missing)'],
		['a + * b', '(a + b)'],
		['a and or b', '((a and missing) or b)'],
		['a in ()', '(a in missing)']
	])('%s', (text, expected) => expect(shape(expression(text))).toBe(expected));

	it.each([
		[String.raw`"a\tb\n\"\\"`, 'a\tb\n"\\'],
		[String.raw`"""a\t"b" """`, String.raw`a\t"b" `],
		['"""a"""""', 'a""'],
		['"open', 'open'],
		['"""', '']
	])('string %s', (text, value) => expect(expression(text)).toMatchObject({ kind: 'string', value }));

	it('keeps the parentheses of operands inside the span, its own outside', () => {
		const text = 'FROM a | WHERE ((b) + (c))';
		const [, where] = parse(text).query.commands;
		const sum = where.kind === 'where' ? where.condition : undefined;
		expect(sum && text.slice(sum.from, sum.to)).toBe('(b) + (c)');
	});

	it("spans a field's whole text, parentheses and all", () => {
		const text = 'ROW (a) + 1, (b)';
		const [row] = parse(text).query.commands;
		expect(row.kind === 'row' && row.fields.map(({ from, to }) => text.slice(from, to))).toEqual([
			'(a) + 1',
			'(b)'
		]);
	});
});

describe('names', () => {
	const names = (text: string) => {
		const keep = command(`KEEP ${text}`);
		return keep.kind === 'keep' ? keep.patterns : [];
	};

	it('tells wildcards from quoted stars', () => {
		expect(names('a*.b, `a*`, x`*`, *').map(({ name, wildcard }) => [name, wildcard])).toEqual([
			['a*.b', true],
			['a*', false],
			['x*', false],
			['*', true]
		]);
	});

	it('reads parameters and qualifiers', () => {
		expect(names('a.??p, ?q, [r].[s.t]')).toMatchObject([
			{ name: 'a.??p', params: [{ identifier: true, key: 'p' }] },
			{ name: '?q', params: [{ identifier: false, key: 'q' }] },
			{ name: 's.t', qualifier: 'r' }
		]);
	});

	it('does not stretch over what follows it in error', () => {
		const text = 'FROM a | WHERE bc de';
		const [, where] = parse(text).query.commands;
		expect(where).toMatchObject({ condition: { kind: 'column', from: 15, to: 17 } });
	});
});

describe('commands', () => {
	it.each([
		['logs-*', { text: 'logs-*', pattern: 'logs-*', exclude: false }],
		['-a', { text: '-a', pattern: 'a', exclude: true }],
		['r*:a*', { text: 'r*:a*', cluster: 'r*', pattern: 'a*' }],
		['"r:a,b"', { text: 'r:a,b', cluster: 'r', pattern: 'a,b' }],
		['a::failures', { text: 'a::failures', pattern: 'a', selector: 'failures' }],
		['"<a-{now/d{HH:mm}}>"', { pattern: '<a-{now/d{HH:mm}}>', exclude: false }]
	])('index %s', (text, expected) => {
		const [from] = parse(`FROM ${text}`).query.commands;
		expect(from.kind === 'from' && from.sources[0]).toMatchObject(expected);
		expect(from.kind === 'from' && 'cluster' in from.sources[0]).toBe('cluster' in expected);
	});

	it.each<[string, object]>([
		[
			'STATS c = COUNT(*) WHERE x BY y',
			{ kind: 'stats', inline: false, aggregates: [{ where: { kind: 'column' } }], by: [{}] }
		],
		['INLINE STATS MAX(x)', { kind: 'stats', inline: true, keyword: { from: 9, to: 21 } }],
		[
			'SORT x DESC NULLS FIRST, y',
			{ kind: 'sort', keys: [{ order: 'desc', nulls: 'first' }, { value: {} }] }
		],
		['LIMIT 5 BY x, y', { kind: 'limit', count: { text: '5' }, by: [{}, {}] }],
		[
			'RENAME a AS b, c = d',
			{
				renames: [
					{ old: { name: 'a' }, name: { name: 'b' } },
					{ old: { name: 'd' }, name: { name: 'c' } }
				]
			}
		],
		[
			'DISSECT x "p" APPEND_SEPARATOR="-"',
			{ pattern: { value: 'p' }, options: [{ name: 'APPEND_SEPARATOR', value: { value: '-' } }] }
		],
		['GROK x "p", "q"', { input: { kind: 'column' }, patterns: [{ value: 'p' }, { value: 'q' }] }],
		[
			'ENRICH _ANY:p ON x WITH n = f, g',
			{
				policy: 'p',
				mode: '_any',
				on: { name: 'x' },
				with: [{ name: { name: 'n' }, field: { name: 'f' } }, { field: { name: 'g' } }]
			}
		],
		[
			'LOOKUP JOIN b AS c ON x, y == z',
			{ type: 'lookup', index: { text: 'b' }, alias: { name: 'c' }, on: [{}, { kind: 'binary' }] }
		],
		[
			'CHANGE_POINT v ON k AS t, p',
			{ value: { name: 'v' }, on: { name: 'k' }, as: [{ name: 't' }, { name: 'p' }], by: [] }
		],
		[
			'FORK (WHERE x | LIMIT 1) (SORT y)',
			{ branches: [{ commands: [{ kind: 'where' }, { kind: 'limit' }] }, { commands: [{ kind: 'sort' }] }] }
		],
		[
			'FUSE LINEAR SCORE BY s KEY BY a, b GROUP BY g',
			{ method: 'linear', score: { name: 's' }, group: { name: 'g' }, key: [{ name: 'a' }, { name: 'b' }] }
		],
		[
			'COMPLETION t = p WITH {"inference_id": "m"}',
			{ target: { name: 't' }, prompt: { kind: 'column' }, with: { entries: [{ key: 'inference_id' }] } }
		],
		[
			'RERANK s = "q" ON a, b = f(c)',
			{
				target: { name: 's' },
				query: { value: 'q' },
				on: [{ value: { kind: 'column' } }, { name: { name: 'b' } }]
			}
		],
		[
			'FILLNULL 0 ON a, b*',
			{
				value: { text: '0' },
				fields: [{ value: { column: { name: 'a' } } }, { value: { column: { wildcard: true } } }]
			}
		],
		[
			'URI_PARTS p = u',
			{ kind: 'extract', command: 'uri_parts', prefix: { name: 'p' }, input: { kind: 'column' } }
		],
		[
			'MMR [1]::dense_vector ON v LIMIT 3',
			{ query: { kind: 'cast' }, on: { name: 'v' }, limit: { text: '3' } }
		],
		[
			'HIGHLIGHT h = "x" "q" ON t',
			{ target: { name: 'h' }, prefix: { value: 'x' }, arguments: [{ value: 'q' }], on: [{ name: 't' }] }
		],
		['MV_EXPAND a.b', { target: { name: 'a.b' } }],
		['SAMPLE 0.5', { probability: { decimal: true } }],
		['TS_INFO', { kind: 'info', command: 'ts_info' }]
	])('%s', (text, expected) => {
		expect(parse(`FROM a | ${text}`).issues).toEqual([]);
		expect(command(text)).toMatchObject(expected);
	});

	it.each<[string, object]>([
		[
			'SET a = 1; SET b = "x"; ROW c = 1',
			{ settings: [{ name: 'a', value: { text: '1' } }, { name: 'b' }], commands: [{ kind: 'row' }] }
		],
		['TS m METADATA _id', { commands: [{ kind: 'from', mode: 'ts', metadata: [{ name: '_id' }] }] }],
		[
			'FROM (FROM a | LIMIT 1), b',
			{ commands: [{ sources: [{ kind: 'subquery', query: { commands: [{}, {}] } }, { text: 'b' }] }] }
		],
		['SHOW info', { commands: [{ kind: 'show', item: 'info' }] }],
		['EXPLAIN (ROW a = 1)', { commands: [{ kind: 'explain', query: { commands: [{ kind: 'row' }] } }] }],
		['PROMQL (up) | LIMIT 1', { commands: [{ kind: 'promql', text: '(up)' }, { kind: 'limit' }] }]
	])('%s', (text, expected) => expect(parse(text).query).toMatchObject(expected));

	it.each<[string, object]>([
		['MV_EXPAND', { target: { name: '' } }],
		['LOOKUP JOIN', { index: { text: '' }, on: [] }],
		['WHERE', { condition: { kind: 'missing', from: 14, to: 14 } }],
		['EVAL x =', { fields: [{ name: { name: 'x' }, value: { kind: 'missing' } }] }],
		['GROK', { input: { kind: 'missing' }, patterns: [] }],
		['RENAME x', { renames: [{ old: { name: 'x' }, name: { name: '' } }] }],
		['WHRE x > 1', { kind: 'unknown', name: 'WHRE', keyword: { from: 9, to: 13 } }]
	])('broken: %s', (text, expected) => {
		expect(parse(`FROM a | ${text}`).issues).toHaveLength(1);
		expect(command(text)).toMatchObject(expected);
	});

	it('go on after a broken pipe', () => {
		const kinds = parse('FROM a | WHERE x > | EVAL | NOPE 1 2 | STATS c = ( | LIMIT 5').query.commands.map(
			({ kind }) => kind
		);
		expect(kinds).toEqual(['from', 'where', 'eval', 'unknown', 'stats', 'limit']);
	});
});
