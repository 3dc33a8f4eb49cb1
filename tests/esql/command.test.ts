import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'esql-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function esql(words: readonly string[], input = '') {
	const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/esql.js'), ...words], {
		cwd: folder,
		input,
		encoding: 'utf8'
	});
	return { status, lines: stdout.split('\n').filter(Boolean), stderr };
}

describe('npm run -s esql', () => {
	it('check names file, line, column in code points, and ends with 1 on an error', () => {
		writeFileSync(join(folder, 'bad.esql'), 'ROW a = "😀"\n| WHRE a');
		const { status, lines } = esql(['check', 'bad.esql']);
		expect(status).toBe(1);
		expect(lines[0]).toMatch(/^bad\.esql:2:3: error: Unknown command \[WHRE\]/);
	});

	it('check is quiet and ends with 0 where nothing is wrong', () => {
		expect(esql(['check'], 'FROM a | LIMIT 1')).toMatchObject({ status: 0, lines: [], stderr: '' });
	});

	it('check --jsonl answers each line, also one that is no JSON', () => {
		const { status, lines } = esql(
			['check', '--jsonl'],
			'{"query":"FROM a | LIMIT 1"}\n{"query":"FROM a | LIMIT"}\n{"nothing":1}\nno\n'
		);
		const answers = lines.map(
			(line) => (JSON.parse(line) as { errors: { line: number; column: number; severity: string }[] }).errors
		);
		expect(status).toBe(1);
		expect(answers[0]).toEqual([]);
		expect(answers[1][0]).toMatchObject({ line: 1, column: 15, severity: 'error' });
		expect(answers[2]).toHaveLength(1);
		expect(answers[3]).toHaveLength(1);
	});

	it('format prints one pipe a line, rewrites with --write, and names what is not formatted with --check', () => {
		expect(esql(['format'], 'from a|where x>1 // why\n|limit 1').lines).toEqual([
			'FROM a',
			'| WHERE x > 1 // why',
			'| LIMIT 1'
		]);
		const path = join(folder, 'a.esql');
		writeFileSync(path, 'from a|limit 1');
		expect(esql(['format', '--check', 'a.esql'])).toMatchObject({ status: 1, lines: ['a.esql'] });
		expect(esql(['format', '--write', 'a.esql']).status).toBe(0);
		expect(readFileSync(path, 'utf8')).toBe('FROM a\n| LIMIT 1\n');
		expect(esql(['format', '--check', 'a.esql'])).toMatchObject({ status: 0, lines: [] });
	});

	it('format leaves a text with a syntax error alone', () => {
		const path = join(folder, 'broken.esql');
		writeFileSync(path, 'FROM a | WHERE (');
		expect(esql(['format', '--write', 'broken.esql']).status).toBe(1);
		expect(readFileSync(path, 'utf8')).toBe('FROM a | WHERE (');
	});

	it('columns tells them after each pipe', () => {
		const { lines } = esql(['columns'], 'ROW a = 1 | EVAL b = "x" | DROP a');
		expect(lines).toEqual([
			'-:1:1: ROW: a:integer',
			'-:1:13: EVAL: a:integer, b:keyword',
			'-:1:28: DROP: b:keyword'
		]);
	});

	it('ends with 2 and a sentence for a command, an option or a file that is not there', () => {
		expect(esql(['chek'])).toMatchObject({ status: 2, stderr: expect.stringContaining('usage:') });
		expect(esql(['check', '--write'])).toMatchObject({
			status: 2,
			stderr: expect.stringContaining('usage:')
		});
		expect(esql(['check', 'gone.esql'])).toMatchObject({
			status: 2,
			stderr: expect.stringContaining('gone.esql')
		});
	});
});
