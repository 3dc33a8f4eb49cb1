import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { functions } from '$lib/esql/analysis/definitions';
import type { Rule } from '$lib/server/cluster/functions/rule';
import { ruleOf, runnable } from '$lib/server/cluster/functions/table';

const file = join(import.meta.dirname, '../../../docs/functions.md');

function status(rule: Rule): readonly [string, string] {
	if (rule.kind === 'refused') return ['refused', rule.reason];
	return rule.approximate === undefined ? ['exact', ''] : ['approximate', rule.approximate];
}

function written(): string {
	const rows = [...functions.values()]
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.map(({ name, family }) => {
			const rule = ruleOf(name);
			return [`\`${name}\``, family, ...(rule ? status(rule) : ['missing', ''])];
		});
	const head = ['function', 'family', 'demo cluster', 'how it differs'];
	const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at].length)));
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`;
	const count = (word: string) => rows.filter((row) => row[2] === word).length;
	return [
		'# Functions on the demo cluster',
		'',
		`Of the ${rows.length} functions of ES|QL, ${count('exact')} run as in Elasticsearch, ${count('approximate')} approximately, and ${count('refused')} are refused with a sentence.`,
		'This page is written by `WRITE_DOCS=1 npx vitest run tests/server/cluster/functions.docs.test.ts`; the same test fails when it is not true.',
		'',
		line(head),
		`| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
		...rows.map(line),
		''
	].join('\n');
}

describe('docs/functions.md', () => {
	it('says of every function what the cluster does with it', () => {
		const text = written();
		if (process.env.WRITE_DOCS) writeFileSync(file, text);
		expect(readFileSync(file, 'utf8')).toBe(text);
	});

	it('has a rule for every function of the language, and none for others', () => {
		expect([...functions.keys()].filter((name) => !ruleOf(name))).toEqual([]);
		expect(runnable().filter((name) => !functions.has(name))).toEqual([]);
	});

	it('runs at least 215 functions', () => expect(runnable().length).toBeGreaterThanOrEqual(215));

	it('gives a reason for each refusal and each approximation', () => {
		for (const name of functions.keys()) {
			const rule = ruleOf(name);
			if (rule && status(rule)[0] !== 'exact') expect(status(rule)[1].length, name).toBeGreaterThan(10);
		}
	});
});
