import { foldable, getIndentation, indentUnit, syntaxTree } from '@codemirror/language';
import { EditorState, Text } from '@codemirror/state';
import { highlightTree, tagHighlighter, tags as t } from '@lezer/highlight';
import { describe, expect, it } from 'vitest';
import { analyze } from '$lib/esql/analysis/analyze';
import { diagnose } from '$lib/esql/analysis/diagnose';
import { esql, esqlLanguage, pipelineTo } from '$lib/esql/editor';
import { diagnosticsFor, problemDiagnostics, tokenRange } from '$lib/esql/editor/diagnostics';
import { parse } from '$lib/esql/syntax/parse';

const roles = [
	{ tag: t.keyword, class: 'keyword' },
	{ tag: t.namespace, class: 'source' },
	{ tag: t.variableName, class: 'name' },
	{ tag: t.function(t.variableName), class: 'function' },
	{ tag: t.special(t.variableName), class: 'param' },
	{ tag: t.typeName, class: 'type' },
	{ tag: t.number, class: 'number' },
	{ tag: t.string, class: 'string' },
	{ tag: t.null, class: 'null' },
	{ tag: t.lineComment, class: 'comment' }
];

const stateOf = (doc: string) =>
	EditorState.create({ doc, extensions: [esqlLanguage, indentUnit.of('    ')] });

describe('language support', () => {
	it('builds one extension that parses', () => {
		const state = EditorState.create({ doc: 'FROM a | LIMIT 1', extensions: esql() });
		expect(syntaxTree(state).topNode.name).toBe('Query');
		expect(state.languageDataAt<{ line: string }>('commentTokens', 0)[0]).toMatchObject({ line: '//' });
	});

	it('folds a pipe of several lines, not one of a single line', () => {
		const state = stateOf('FROM a\n| WHERE x\n    AND y\n| LIMIT 1');
		const line = state.doc.line(2);
		expect(foldable(state, line.from, line.to)).toEqual({ from: line.to, to: state.doc.line(3).to });
		expect(foldable(state, 0, state.doc.line(1).to)).toBeNull();
	});

	it.each([
		['FROM a\n‸', 0],
		['FROM a\n‸| LIMIT 1', 0],
		['FROM a\n| STATS x = COUNT(*),\n‸', 4],
		['FROM a\n| WHERE\n‸', 4],
		['FROM a\n| WHERE x AND\n‸y', 4],
		['FROM a\n| FORK (\n‸', 4],
		['FROM a\n| WHERE x IN (\n    1,\n‸) | LIMIT 1', 0]
	])('indents %j', (marked, columns) => {
		const offset = marked.indexOf('‸');
		expect(getIndentation(stateOf(marked.replace('‸', '')), offset)).toBe(columns);
	});
});

describe('diagnostics', () => {
	it('takes the token, or the whole dotted name, at an offset', () => {
		const text = 'FROM a | WHERE host.name == "x"';
		expect(tokenRange(text, 15)).toEqual({ from: 15, to: 24 });
		expect(tokenRange(text, 28)).toEqual({ from: 28, to: 31 });
		expect(tokenRange(text, text.length)).toEqual({ from: text.length, to: text.length });
	});

	it('places a problem by line and code points', () => {
		const text = 'ROW a = "😀😀", b = 1\n| WHERE unknown > 1';
		const [first, second] = problemDiagnostics(text, [
			{ line: 1, column: 15, message: 'x' },
			{ line: 2, column: 9, message: 'Unknown column [unknown]', severity: 'warning' }
		]);
		expect(text.slice(first.from, first.to)).toBe('b');
		expect(text.slice(second.from, second.to)).toBe('unknown');
		expect(second).toMatchObject({ severity: 'warning', source: 'Elasticsearch' });
	});

	it('clamps places outside the text', () => {
		const [problem] = problemDiagnostics('FROM a', [{ line: 9, column: 99, message: 'x' }]);
		expect(problem).toMatchObject({ from: 6, to: 6 });
		expect(problemDiagnostics('', [{ line: -1, column: -1, message: 'x' }])[0]).toMatchObject({
			from: 0,
			to: 0
		});
	});

	it("lets the cluster's message silence ours on the same span", () => {
		const text = 'FROM a | WHRE x';
		const doc = Text.of([text]);
		const findings = diagnose(analyze(parse(text))).filter(({ severity }) => severity === 'error');
		expect(diagnosticsFor(doc, findings, []).map(({ from, to }) => text.slice(from, to))).toEqual(['WHRE']);
		const problems = problemDiagnostics(text, [{ line: 1, column: 10, message: "mismatched input 'WHRE'" }]);
		expect(diagnosticsFor(doc, findings, problems)).toEqual(problems);
	});

	it('says nothing of a query that was not begun', () => {
		const findings = diagnose(analyze(parse(' \n')));
		expect(findings.length).toBeGreaterThan(0);
		expect(diagnosticsFor(Text.of([' ', '']), findings, [])).toEqual([]);
	});
});

describe('pipelineTo', () => {
	it.each([
		['FROM a | WHERE ‸x | LIMIT 1', 'FROM a | WHERE x'],
		['FROM a |‸ WHERE x | LIMIT 1', 'FROM a'],
		['FRO‸M a | LIMIT 1', 'FROM a'],
		['‸// c\nFROM a | LIMIT 1', 'FROM a'],
		['FROM a | WHERE x == "|‸" | LIMIT 1', 'FROM a | WHERE x == "|"'],
		['FROM a /* | */ | EVAL b = 1 // |‸\n| LIMIT 1', 'FROM a /* | */ | EVAL b = 1'],
		['SET x = 1; FROM a | LI‸MIT 1 | LIMIT 2', 'SET x = 1;\nFROM a | LIMIT 1'],
		['FROM a | FORK (WHERE x | SO‸RT y | LIMIT 1) (LIMIT 2) | LIMIT 3', 'FROM a | WHERE x | SORT y'],
		['FROM a | FO‸RK (WHERE x) (LIMIT 2) | LIMIT 3', 'FROM a | FORK (WHERE x) (LIMIT 2)'],
		['FROM a, (FROM b | WHERE ‸x | LIMIT 1) | LIMIT 2', 'FROM b | WHERE x'],
		['FROM a | WHERE x IN (FROM b | KEEP ‸c) | LIMIT 1', 'FROM a | WHERE x IN (FROM b | KEEP c)']
	])('%s', (marked, expected) => {
		expect(pipelineTo(marked.replace('‸', ''), marked.indexOf('‸'))).toBe(expected);
	});

	it('has nothing to run in an empty text', () =>
		expect(pipelineTo(' // only a comment', 3)).toBeUndefined());
});

describe('highlighting', () => {
	it('tells keywords, functions, types, names and literals apart', () => {
		const text = 'FROM a | EVAL b = ABS(c)::long + 1, d = "x", e = ?p, f = null // g';
		const found = new Map<string, string>();
		highlightTree(esqlLanguage.language.parser.parse(text), tagHighlighter(roles), (from, to, role) =>
			found.set(text.slice(from, to), role)
		);
		expect(Object.fromEntries(found)).toMatchObject({
			FROM: 'keyword',
			EVAL: 'keyword',
			a: 'source',
			b: 'name',
			ABS: 'function',
			long: 'type',
			'1': 'number',
			'"x"': 'string',
			'?p': 'param',
			null: 'null',
			'// g': 'comment'
		});
	});
});
