import { describe, expect, it, vi, afterEach } from 'vitest';
import type { SchemaSource } from '$lib/esql/analysis/schema';
import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { CachedSchema } from '$lib/catalog';
import { cursorContext } from '$lib/esql/analysis/cursor';
import { completionSource } from '$lib/esql/editor/complete/source';
import { esqlLanguage } from '$lib/esql/editor/language';
import { Answers } from '$lib/esql/editor/complete/answers';
import { complete, offered, schema, split } from './completion';
import { cpuTime } from './cputime';

afterEach(() => vi.restoreAllMocks());

const silenced = () => vi.spyOn(console, 'error').mockImplementation(() => undefined);

describe('completion by itself', () => {
	it.each([
		'ROW a = "te‸xt"',
		'ROW a = """te‸xt"""',
		'FROM a // com‸ment',
		'FROM a /* co‸mment */',
		'FROM a /* co‸mment',
		'ROW a = 12‸',
		'ROW a = 1.5‸',
		'PROMQL (u‸p)',
		'FROM logs | RENAME bytes AS ‸',
		'FROM logs | CHANGE_POINT bytes AS ‸',
		'FROM logs | CHANGE_POINT bytes AS a, ‸',
		'FROM logs | LIMIT 10‸'
	])('is silent at %s', async (marked) => expect(await complete(marked)).toBeNull());

	it.each([
		'FROM logs | ‸',
		'FROM ‸',
		'FROM logs | LOOKUP JOIN ‸',
		'FROM logs | EVAL a = bytes::‸',
		'FROM "‸"'
	])('opens at %s', async (marked) => expect(await complete(marked, undefined, false)).not.toBeNull());

	it.each([
		'FROM logs | WHERE ‸',
		'FROM logs | STATS ‸',
		'FROM logs | EVAL x = ‸',
		'‸',
		'FROM logs | LIMIT ‸'
	])('waits for a letter at %s', async (marked) =>
		expect(await complete(marked, undefined, false)).toBeNull()
	);
});

describe('what is replaced', () => {
	it.each([
		['FROM logs | KEEP host.na‸', 'host.na'],
		['FROM logs | KEEP host.‸', 'host.'],
		['FROM logs | KEEP `my‸`', '`my`'],
		['FROM web-‸', 'web-'],
		['FROM "we‸b"', 'web'],
		['FROM logs, "we‸', 'we'],
		['FROM logs | WHERE @ti‸', '@ti'],
		['FROM logs | WHERE a > ?na‸', '?na'],
		['FROM logs | WHERE sta‸tus', 'sta'],
		['FROM logs::fa‸', 'fa'],
		['FROM logs | WHERE a.`b c`.d‸', 'a.`b c`.d']
	])('at %s is %s', (marked, replaced) => {
		const { text, offset } = split(marked);
		const context = cursorContext(text, offset);
		if (context.kind === 'nothing') expect.unreachable();
		expect(text.slice(context.from, context.to)).toBe(replaced);
	});
});

describe('what is inserted', () => {
	const applied = async (marked: string, label: string) =>
		(await offered(marked)).find((option) => option.label === label)?.apply;

	it.each([
		['FROM logs | KEEP ‸', 'my-field', '`my-field`'],
		['FROM logs | KEEP ‸', 'bytes', undefined],
		['FROM ‸', 'eu logs', '"eu logs"'],
		['FROM ‸', 'logs', undefined],
		['FROM "‸', 'logs', 'logs"'],
		['FROM "‸"', 'logs', undefined],
		['FROM logs | COMPLETION message WITH {‸', 'inference_id', '"inference_id": '],
		['SET unmapped_fields = ‸', 'load', '"load"'],
		['SET unmapped_fields = "‸"', 'load', undefined]
	])('at %s for %s is %s', async (marked, label, text) => expect(await applied(marked, label)).toBe(text));
});

describe('what may be typed on', () => {
	it.each([
		['FROM logs | WHERE ‸', ['st', '@time', 'host.na', '`my'], ['1', 'a b', '>', '"']],
		['FROM ‸', ['web-', 'logs-*', '.ki'], ['a,', 'a ', '"a']],
		['FROM "‸', ['eu logs', 'a*'], ['a"', 'a,b', 'a:b']],
		['FROM logs | WHERE y > ?b AND x > ?‸', ['?', '?na'], ['?a b']],
		['FROM logs | KEEP `‸', ['`my fie'], ['my']]
	])('at %s', async (marked, valid, invalid) => {
		const result = await complete(marked);
		const isValid = result?.validFor;
		if (typeof isValid !== 'function') expect.unreachable();
		const state = EditorState.create();
		for (const text of valid) expect(isValid(text, 0, 0, state), text).toBe(true);
		for (const text of invalid) expect(isValid(text, 0, 0, state), text).toBe(false);
	});

	it('ends where the only proposal is written already, so that Enter ends the line', async () => {
		const typing = (marked: string) => complete(marked, undefined, false);
		expect(await typing('FROM logs | SORT bytes DESC‸')).toBeNull();
		expect(await typing('FROM logs | SORT bytes DES‸')).not.toBeNull();
		expect(await typing('FROM logs | KEEP bytes‸')).toBeNull();
		expect(await typing('FROM logs | EVAL x = ABS‸')).not.toBeNull();
		expect(await complete('FROM logs | SORT bytes DESC‸')).not.toBeNull();
		const isValid = (await typing('FROM logs | SORT bytes D‸'))?.validFor;
		if (typeof isValid !== 'function') expect.unreachable();
		expect(isValid('DESC', 0, 0, EditorState.create())).toBe(false);
	});
});

describe('a cluster that fails', () => {
	const failing: SchemaSource = {
		indices: () => Promise.reject(new Error('down')),
		fields: () => Promise.reject(new Error('down')),
		policies: () => Promise.reject(new Error('down')),
		version: () => Promise.reject(new Error('down'))
	};

	it('takes nothing away from the language, and each failure is logged once', async () => {
		const log = silenced();
		const labels = (await offered('FROM logs | WHERE ‸', { schema: failing })).map(({ label }) => label);
		expect(labels).toEqual(expect.arrayContaining(['TO_LONG', 'NOT']));
		expect(log).toHaveBeenCalledTimes(2);
		expect(await offered('FROM ‸', { schema: failing })).toEqual([]);
		expect(await offered('FROM logs | ENRICH ‸', { schema: failing })).toEqual([]);
	});

	it('is not asked again for a while', async () => {
		const log = silenced();
		const asked: string[] = [];
		let now = 0;
		const source: SchemaSource = {
			...failing,
			fields: (pattern) => (asked.push(pattern), Promise.reject(new Error('down')))
		};
		const answers = new Answers(source, () => now);
		for (const time of [0, 1, 29_999, 30_000]) {
			now = time;
			expect(await answers.fields('a')).toBeUndefined();
		}
		expect(asked).toEqual(['a', 'a']);
		expect(log).toHaveBeenCalledTimes(2);
	});

	it('that is given up is no failure', async () => {
		const log = silenced();
		const abort = new AbortController();
		const slow: SchemaSource = {
			...failing,
			fields: (_, signal) =>
				new Promise((_resolve, reject) =>
					signal?.addEventListener('abort', () => reject(signal.reason as Error))
				)
		};
		const answers = new Answers(slow);
		const asking = answers.fields('a', abort.signal);
		abort.abort(new Error('enough'));
		await expect(asking).rejects.toThrow('enough');
		expect(log).not.toHaveBeenCalled();
	});

	it('that does not answer in time is done without', async () => {
		vi.useFakeTimers();
		const answers = new Answers({ ...failing, fields: () => new Promise(() => undefined) });
		const asking = answers.fields('a');
		await vi.advanceTimersByTimeAsync(1000);
		expect(await asking).toBeUndefined();
		vi.useRealTimers();
	});
});

describe('a cluster of some version', () => {
	const find = async (marked: string, version: string | undefined) =>
		(await offered(marked, { schema: { ...schema, version: async () => version } })).find(
			({ label }) => label === 'TS'
		);

	it('has what it lacks marked and put last', async () => {
		expect(await find('‸', '8.19.1')).toMatchObject({ detail: 'needs 9.2', boost: -99 });
		expect(await find('‸', '9.2.0')).not.toHaveProperty('detail');
		expect(await find('‸', undefined)).not.toHaveProperty('detail');
	});

	it('before 9.2 does not tell which index is for lookups: all are offered', async () => {
		const old: SchemaSource = { ...schema, indices: async () => [{ name: 'a', kind: 'index' }] };
		expect((await offered('FROM a | LOOKUP JOIN ‸', { schema: old })).map(({ label }) => label)).toEqual([
			'a'
		]);
	});
});

it('offers the params that the page knows', async () => {
	const options = await offered('FROM logs | WHERE bytes > ?‸', { schema, params: () => new Set(['least']) });
	expect(options.map(({ label }) => label)).toEqual(['?least']);
});

it('asks only for what the place needs', async () => {
	const asked: string[] = [];
	const counting: SchemaSource = {
		indices: async () => (asked.push('indices'), []),
		fields: async (pattern) => (asked.push(pattern), []),
		policies: async () => (asked.push('policies'), []),
		endpoints: async () => (asked.push('endpoints'), [])
	};
	await complete('FROM a, b | LOOKUP JOIN c ON d | WHERE ‸', { schema: counting });
	await complete('FROM a | ‸', { schema: counting });
	await complete('FROM a | EVAL x = y::‸', { schema: counting });
	expect(asked).toEqual(['a,b', 'c']);
});

describe('one source for a whole session', () => {
	const session = () => {
		const source = completionSource({ schema: new CachedSchema(schema) });
		return async (doc: string) => {
			const state = EditorState.create({ doc, extensions: esqlLanguage });
			const result = await source(new CompletionContext(state, doc.length, true));
			return new Map(result?.options.map(({ label, detail }) => [label, detail]));
		};
	};

	it('follows a query that goes on', async () => {
		const ask = session();
		await ask('FROM logs | WHERE ');
		expect((await ask('FROM logs | EVAL a = 1 | WHERE ')).get('a')).toBe('integer');
		const later = await ask('FROM logs | EVAL a = 1 | RENAME a AS b, bytes AS c | WHERE ');
		expect([later.get('b'), later.get('c'), later.has('a'), later.has('bytes')]).toEqual([
			'integer',
			'long',
			false,
			false
		]);
		const last = await ask('FROM logs | EVAL a = 1 | RENAME a AS b, bytes AS c | KEEP b | KEEP ');
		expect([...last.keys()]).toEqual(['b']);
	});

	it('forgets what was changed before the cursor', async () => {
		const ask = session();
		expect((await ask('FROM logs | EVAL a = 1 | KEEP a | SORT ')).has('a')).toBe(true);
		const changed = await ask('FROM logs | EVAL z = "x" | KEEP z | SORT ');
		expect([changed.get('z'), changed.has('a')]).toEqual(['keyword', false]);
		expect((await ask('FROM meters | EVAL z = "x" | SORT ')).has('cpu')).toBe(true);
	});

	it('knows in time series what TS allows, however far away it stands', async () => {
		const ask = session();
		expect((await ask('TS meters | WHERE cpu > 1 | EVAL a = 1 | STATS ')).has('RATE')).toBe(true);
		expect((await ask('FROM meters | WHERE cpu > 1 | EVAL a = 1 | STATS ')).has('RATE')).toBe(false);
	});

	it('works out a long query once, not at every letter', async () => {
		const ask = session();
		const lines = Array.from({ length: 300 }, (_, at) => `| EVAL x${at} = CASE(bytes > ${at}, "a", "b")`);
		const query = `FROM logs\n${lines.join('\n')}\n| WHERE `;
		const time = async (text: string) => {
			const begin = cpuTime();
			expect((await ask(text)).has('x299')).toBe(true);
			return cpuTime() - begin;
		};
		await ask('FROM logs | WHERE ');
		const first = await time(query);
		const next = [];
		for (const more of ['x', 'x2', 'x29']) next.push(await time(query + more));
		expect(Math.min(...next)).toBeLessThan(first);
	});
});
