import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze } from '$lib/esql/analysis/analyze';
import { aliases, commands, functionNamed, functions, type Signature } from '$lib/esql/analysis/definitions';
import { commandProse } from '$lib/esql/analysis/definitions/commandprose';
import { operators } from '$lib/esql/analysis/definitions/operators';
import { prose } from '$lib/esql/analysis/definitions/prose';
import { settings } from '$lib/esql/analysis/definitions/settings';
import { signaturesOf } from '$lib/esql/analysis/definitions/signature';
import { keywords } from '$lib/esql/syntax/keywords';
import { parse } from '$lib/esql/syntax/parse';

interface Reference {
	readonly name: string;
	readonly kind: string;
	readonly preview: boolean;
	readonly license?: string;
	readonly signatures: readonly {
		readonly params: string;
		readonly returns: string;
		readonly variadic?: boolean;
	}[];
}

const path = resolve(import.meta.dirname, '../../../shared/reference/esql-functions.jsonl');
const present = existsSync(path);
if (!present) console.warn('skipped: ../shared/reference is not here, so no signature is compared');

const reference = (): readonly Reference[] =>
	readFileSync(path, 'utf8')
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line) as Reference);

/** One line for each combination of parameter types. */
function flat({ parameters, variadic, returns }: Signature): string[] {
	const combined = parameters.reduce<string[][]>(
		(lines, { name, types, optional }) =>
			lines.flatMap((line) => types.map((type) => [...line, `${name}${optional ? '?' : ''}:${type}`])),
		[[]]
	);
	return combined.map((line) => `${line.join(', ')}${variadic ? '...' : ''} -> ${returns}`);
}

/** Options of these are documented, though the reference's signatures leave them out. */
const added = new Set(['ST_BUFFER', 'CATEGORIZE']);

describe('signature rows', () => {
	it('stand for each type of their variable', () => {
		expect(signaturesOf('number:T, decimals?:integer -> T | double long').flatMap(flat)).toEqual([
			'number:double, decimals?:integer -> double',
			'number:long, decimals?:integer -> long'
		]);
	});

	it('may have no parameter or a last one that repeats', () => {
		expect(signaturesOf(' -> double')).toEqual([{ parameters: [], variadic: false, returns: 'double' }]);
		expect(signaturesOf('a:keyword|text... -> keyword').flatMap(flat)).toEqual([
			'a:keyword... -> keyword',
			'a:text... -> keyword'
		]);
	});
});

describe.skipIf(!present)('functions', () => {
	it('are those of the reference, of the same kind', () => {
		const kinds = new Map([...functions].map(([name, { kind }]) => [name, kind]));
		expect(kinds).toEqual(new Map(reference().map(({ name, kind }) => [name, kind])));
	});

	it('are in preview and licensed as in the reference', () => {
		const marks = [...functions.values()].map(({ name, preview, license }) => [name, preview, license]);
		expect(new Set(marks.map(String))).toEqual(
			new Set(
				reference().map(({ name, preview, license }) => String([name, preview, license?.toLowerCase()]))
			)
		);
	});

	it('have the signatures of the reference', () => {
		const wrong = reference().flatMap(({ name, signatures }) => {
			const expected = new Set(
				signatures
					.map(({ params, returns, variadic }) => `${params}${variadic ? '...' : ''} -> ${returns}`)
					.map((line) => line.replaceAll('function_named_parameters', 'map'))
					.filter((line) => !line.includes(':float'))
			);
			const ours = new Set((functions.get(name)?.signatures ?? []).flatMap(flat));
			const missing = [...expected].filter((line) => !ours.has(line) && !added.has(name));
			const more = [...ours].filter((line) => !expected.has(line) && !added.has(name));
			return [
				...missing.map((line) => `${name} lacks ${line}`),
				...more.map((line) => `${name} has ${line}`)
			];
		});
		expect(wrong).toEqual([]);
	});
});

describe('aliases', () => {
	it.each(Object.entries(aliases))('%s means %s', (alias, name) => {
		expect(functionNamed(alias.toLowerCase())?.name).toBe(name);
	});
});

describe('prose', () => {
	it('covers every function and no other', () => {
		expect([...prose.keys()].sort()).toEqual([...functions.keys()].sort());
	});

	it.each([...prose])('of %s is a sentence with a call that is right', (name, { description, example }) => {
		expect(description).toMatch(/^\S.*\.$/);
		const kind = functions.get(name)?.kind;
		const query =
			kind === 'scalar'
				? `FROM i | EVAL x = ${example}`
				: kind === 'grouping'
					? `TS i | STATS COUNT(a) BY ${example}`
					: kind === 'agg'
						? `FROM i | STATS ${example}`
						: `TS i | STATS MAX(${example})`;
		const parsed = parse(query);
		expect(parsed.issues).toEqual([]);
		const analysis = analyze(parsed);
		expect(analysis.diagnostics).toEqual([]);
		expect([...analysis.calls.values()].map(({ definition }) => definition.name)).toContain(name);
	});
});

describe('commands', () => {
	it('are those that the grammar knows', () => {
		const words = [...keywords].flatMap(([word, { command }]) => (command ? [word.toUpperCase()] : []));
		const first = new Set([...commands.keys()].map((name) => name.split(' ')[0]));
		const joins = ['LEFT', 'RIGHT', 'INLINESTATS'];
		expect(words.filter((word) => !joins.includes(word)).sort()).toEqual([...first].sort());
	});

	it('are told about, each', () => {
		expect([...commandProse.keys()]).toEqual([...commands.keys()]);
	});

	it.each([...commands.values()])('$name has an example without a problem', ({ name, kind }) => {
		const example = commandProse.get(name)?.example ?? '';
		const parsed = parse(kind === 'source' ? example : `FROM i | ${example}`);
		expect(parsed.issues).toEqual([]);
		expect(analyze(parsed).diagnostics).toEqual([]);
	});
});

describe('operators', () => {
	it.each([...operators.values()])('$symbol has an example without a problem', ({ example }) => {
		const parsed = parse(`FROM i | EVAL x = ${example}`);
		expect(parsed.issues).toEqual([]);
		expect(analyze(parsed).diagnostics).toEqual([]);
	});
});

describe('settings', () => {
	it.each([...settings.values()])('$name has an example that parses', ({ name, example }) => {
		const parsed = parse(`${example} FROM i`);
		expect(parsed.issues).toEqual([]);
		expect(parsed.query.settings.map((setting) => setting.name)).toEqual([name]);
	});
});
