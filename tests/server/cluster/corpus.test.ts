import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Document, Mapping } from './laboratory';
import { Laboratory } from './laboratory';

const folder = join(import.meta.dirname, '../../../../shared/corpus/cases');
const present = existsSync(folder);
if (!present) console.warn(`skipped: the conformance cases are not at ${folder}`);

interface Case {
	readonly name: string;
	readonly query: string;
	readonly columns: readonly { readonly name: string; readonly type: string }[];
	readonly values: readonly (readonly unknown[])[];
}

const lines = <T>(file: string): T[] =>
	readFileSync(join(folder, file), 'utf8')
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => JSON.parse(line) as T);

function same(expected: unknown, cell: string, type: string): boolean {
	if (Array.isArray(expected)) {
		const items = cell.startsWith('[')
			? (JSON.parse(cell.replace(/(?<![\w"])-?\d{16,}/g, '"$&"')) as unknown[])
			: [];
		const texts = items.map((item) => JSON.stringify(item).replace(/^"(-?\d{16,})"$/, '$1'));
		return (
			texts.length === expected.length && expected.every((item, index) => same(item, texts[index], type))
		);
	}
	if (expected === null) return cell === 'null';
	if (type === 'long' || type === 'unsigned_long') return String(expected) === cell;
	if (type === 'double') {
		const actual = Number(cell);
		const wanted = Number(expected);
		return cell !== 'null' && Math.abs(actual - wanted) <= Math.max(1e-9, Math.abs(wanted) * 1e-9);
	}
	return JSON.stringify(expected) === cell;
}

/** Why an answer is not the expected one; undefined when it is. */
function difference(
	{ columns, values, query }: Case,
	answer: Awaited<ReturnType<Laboratory['run']>>
): string | undefined {
	const heads = (list: readonly { name: string; type: string }[]) =>
		list.map(({ name, type }) => `${name}:${type}`).join(', ');
	if (heads(columns) !== heads(answer.columns))
		return `columns ${heads(answer.columns)} instead of ${heads(columns)}`;
	if (answer.rows.length !== values.length) return `${answer.rows.length} rows instead of ${values.length}`;
	const fits = (expected: readonly unknown[], row: readonly string[]) =>
		expected.every((value, index) => same(value, row[index], columns[index].type));
	if (/\bsort\b/i.test(query)) {
		const at = values.findIndex((row, index) => !fits(row, answer.rows[index]));
		return at < 0
			? undefined
			: `row ${at}: ${answer.rows[at].join(', ')} instead of ${JSON.stringify(values[at])}`;
	}
	const rest = [...answer.rows];
	for (const expected of values) {
		const at = rest.findIndex((row) => fits(expected, row));
		if (at < 0) return `no row like ${JSON.stringify(expected)} in ${rest.slice(0, 3).join(' / ')}`;
		rest.splice(at, 1);
	}
	return undefined;
}

describe.skipIf(!present)('conformance cases', () => {
	let laboratory: Laboratory;
	beforeAll(async () => {
		laboratory = await Laboratory.open();
		for (const file of readdirSync(folder).filter((name) => name.endsWith('.ndjson'))) {
			const index = file.replace('.ndjson', '');
			const mapping = JSON.parse(readFileSync(join(folder, `${index}.mapping.json`), 'utf8')) as Mapping;
			await laboratory.add(
				index,
				mapping,
				lines<Document>(file),
				index.endsWith('_lookup') ? 'lookup' : 'standard'
			);
		}
	});

	it('passes all of them', async () => {
		const cases = lines<Case>('cases.jsonl');
		const failed: string[] = [];
		for (const example of cases) {
			const reason = await laboratory.run(example.query).then(
				(answer) => difference(example, answer),
				(error: unknown) => String(error)
			);
			if (reason !== undefined) failed.push(`${example.name}: ${reason.slice(0, 700)}\n\t${example.query}`);
		}
		console.info(
			`conformance: ${cases.length - failed.length} of ${cases.length} pass\n${failed.join('\n')}`
		);
		expect(cases.length - failed.length).toBeGreaterThanOrEqual(182);
	}, 60_000);
});
