import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze } from '$lib/esql/analysis/analyze';
import type { EsType, Field } from '$lib/esql/analysis/schema';
import { report } from '$lib/esql/analysis/report';
import { parse } from '$lib/esql/syntax/parse';

const corpus = resolve(import.meta.dirname, '../../../shared/corpus');
const present = existsSync(corpus);
if (!present) console.warn('skipped: ../shared/corpus is not here, so no conformance case is read');

const lines = <T>(path: string): T[] =>
	readFileSync(resolve(corpus, path), 'utf8')
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line) as T);

function fieldsOf(pattern: string): readonly Field[] | undefined {
	const path = resolve(corpus, `cases/${pattern}.mapping.json`);
	if (!existsSync(path)) return undefined;
	const mapping = JSON.parse(readFileSync(path, 'utf8')) as Record<string, EsType>;
	return Object.entries(mapping)
		.map(([name, type]) => ({ name, type }))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Case {
	readonly name: string;
	readonly query: string;
	readonly columns: readonly { readonly name: string; readonly type: string }[];
}

describe.skipIf(!present)('conformance cases', () => {
	it('have the columns that the analysis tells, in order, with their types', () => {
		const wrong: string[] = [];
		const cases = lines<Case>('cases/cases.jsonl');
		for (const { name, query, columns } of cases) {
			const analysis = analyze(parse(query), fieldsOf);
			const errors = analysis.diagnostics.filter(({ severity }) => severity === 'error');
			const told = analysis.columns.map(({ name, type }) => `${name}:${type}`);
			const expected = columns.map(({ name, type }) => `${name}:${type}`);
			if (errors.length > 0) wrong.push(`${name}: ${report(query, errors)}\n   ${query}`);
			else if (told.join() !== expected.join())
				wrong.push(`${name}: ${told.join()} instead of ${expected.join()}\n   ${query}`);
		}
		console.log(`${cases.length - wrong.length} of ${cases.length} cases`);
		expect(wrong).toEqual([]);
	});
});
