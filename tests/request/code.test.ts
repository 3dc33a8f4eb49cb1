import fc from 'fast-check';
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Upstream } from '$lib/protocol/upstream';
import { toBody } from '$lib/request';
import { clause } from '$lib/request/clause';
import { codeLanguages, toCode, type Flow, type Target } from '$lib/request/code';
import type { QueryRequest } from '$lib/request/request';
import { relay } from '$lib/server/relay';
import { openDemo, type OpenDemo } from '../support/demo';
import { serve, type Served } from '../support/serve';
import { requests } from './states';

const run = promisify(execFile);
const environment: Target = { kind: 'environment' };
const flows: readonly Flow[] = ['sync', 'async'];

const rich: QueryRequest = {
	query:
		'FROM employees\n| WHERE salary > ?low AND gender == ?g // `${x}` "it\'s" \\ 😀\n| SORT emp_no\n| LIMIT 7\n| KEEP emp_no, first_name, salary',
	params: [
		{ name: 'low', type: 'integer', value: '30000' },
		{ name: 'g', type: 'string', value: 'F' }
	],
	filter: '{"range": {"emp_no": {"lte": 10050}}}',
	options: { waitForCompletionTimeout: '0', dropNullColumns: true, timeZone: 'Europe/Paris' },
	clauses: [clause({ kind: 'exists', field: 'first_name' })]
};
const exact: QueryRequest = {
	query: 'ROW n = ?n, s = ?s',
	params: [
		{ name: 'n', type: 'integer', value: '9007199254740993' },
		{ name: 's', type: 'string', value: 'a\r\n\u0000"\'\\`${1}😀</script>' }
	],
	filter: '',
	options: {}
};

describe('copied code against the demo cluster through the relay', () => {
	const folder = mkdtempSync(join(tmpdir(), 'workbench-code-'));
	let demo: OpenDemo;
	let served: Served;
	let target: Target;
	const seen: string[] = [];

	beforeAll(async () => {
		symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
		demo = await openDemo();
		await demo.ready;
		const prefix = '/api/clusters/demo';
		const upstream: Upstream = (request) => {
			const { pathname } = new URL(request.url);
			seen.push(`${request.method} ${pathname.replace(/[\w-]{20,}=*/, '<id>')}`);
			return relay(demo.upstream, request, pathname.replace(prefix, ''));
		};
		served = await serve(upstream);
		target = { kind: 'address', url: served.url + prefix };
	});
	afterAll(async () => {
		await served.close();
		await demo.close();
		rmSync(folder, { recursive: true, force: true });
	});

	const ours = async (request: QueryRequest) => {
		const sent = { ...request, options: { ...request.options, waitForCompletionTimeout: '1m' } };
		const response = await demo.upstream(
			new Request('http://cluster/_query/async', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: toBody(sent)
			})
		);
		expect(response.status).toBe(200);
		return /"values":(.*)\}$/s.exec(await response.text())?.[1] ?? '';
	};

	it.each(flows.flatMap((flow) => [['rich', flow] as const, ['exact', flow] as const]))(
		'curl gives the same rows for the %s request, %s',
		async (name, flow) => {
			const request = name === 'rich' ? rich : exact;
			const { stdout } = await run('sh', ['-c', toCode(request, 'curl', { flow, target })]);
			const values = /"values":(.*)\}\n?$/s.exec(stdout)?.[1];
			expect(values).toBe(await ours(request));
			expect(values?.length).toBeGreaterThan(10);
		}
	);

	it.each(flows)('JavaScript gives the same rows, %s', async (flow) => {
		const file = join(folder, `${flow}.mjs`);
		writeFileSync(file, toCode(rich, 'javascript', { flow, target }));
		const { stdout } = await run(process.execPath, [file]);
		expect(JSON.parse(stdout)).toEqual(JSON.parse(await ours(rich)));
	});

	it('JavaScript sends every digit', async () => {
		const file = join(folder, 'exact.mjs');
		const request = { ...exact, query: 'ROW s = ?s, n = ?n::string' };
		writeFileSync(file, toCode(request, 'javascript', { flow: 'async', target }));
		const { stdout } = await run(process.execPath, [file]);
		expect(JSON.parse(stdout)).toEqual([[exact.params[1].value, '9007199254740993']]);
	});

	it('polls until the answer is there', () => {
		expect(seen.filter((call) => call === 'GET /api/clusters/demo/_query/async/<id>').length).toBeGreaterThan(
			0
		);
	});
});

describe('copied code', () => {
	const wild = { ...exact, query: rich.query };

	it.each(codeLanguages.map(({ id }) => id))('%s takes credentials from the environment only', (language) => {
		for (const flow of flows) {
			const code = toCode(rich, language, { flow, target: environment });
			if (language === 'console') expect(code).not.toMatch(/key|authorization/i);
			else expect(code).toContain('ELASTICSEARCH_API_KEY');
			expect(code).not.toMatch(/localhost|http:/);
			expect(code).toContain('30000');
			expect(code).toContain('10050');
		}
	});

	it('is a shell script that hands curl the exact body, whatever was typed', () => {
		fc.assert(
			fc.property(requests, (any) => {
				const code = toCode(any, 'curl', { flow: 'sync', target: { kind: 'address', url: 'http://x' } });
				const body = /--data-binary '([^]*)'\n$/.exec(code)?.[1].replaceAll(`'\\''`, "'");
				const { waitForCompletionTimeout: _, keepAlive: _2, keepOnCompletion: _3, ...options } = any.options;
				expect(JSON.parse(body ?? '')).toEqual(JSON.parse(toBody({ ...any, options })));
			}),
			{ numRuns: 1000 }
		);
		const code = toCode(wild, 'curl', { flow: 'sync', target: environment });
		const script = `ELASTICSEARCH_URL=http://es ELASTICSEARCH_API_KEY=k; curl() { printf '%s\\0' "$@"; }; ${code}`;
		const seen = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0');
		expect(seen.slice(0, 7)).toEqual([
			'-sS',
			'--fail-with-body',
			'-X',
			'POST',
			'http://es/_query',
			'-H',
			'Authorization: ApiKey k'
		]);
		expect(JSON.parse(seen.at(-2) ?? '')).toEqual(JSON.parse(toBody(wild)));
	});

	it('is JavaScript that means the body, whatever was typed', async () => {
		await fc.assert(
			fc.asyncProperty(requests, async (any) => {
				const code = toCode(any, 'javascript', { flow: 'sync', target: environment });
				const argument = /esql\.query\(([^]*?)(?:, \{ headers: [^\n]*)?\)\nconsole/.exec(code)?.[1];
				const sent = (await import(
					/* @vite-ignore */ `data:text/javascript,export default ${encodeURIComponent(wellFormed(argument ?? ''))}`
				)) as {
					default: Record<string, unknown>;
				};
				const { allow_partial_results: _a, drop_null_columns: _d, ...members } = sent.default;
				const { waitForCompletionTimeout: _, keepAlive: _2, keepOnCompletion: _3, ...options } = any.options;
				const body = typeof members.body === 'string' ? (JSON.parse(members.body) as unknown) : members;
				expect(JSON.stringify(body)).toEqual(JSON.stringify(JSON.parse(toBody({ ...any, options }))));
			}),
			{ numRuns: 300 }
		);
	});

	it('is Python that means the body, whatever was typed', () => {
		if (spawnSync('python3', ['--version']).status !== 0) return console.log('skipped: no python3 here');
		const cases = fc.sample(requests, 150).concat([rich, exact, wild]);
		const scripts = cases.map((any) => toCode(any, 'python', { flow: 'async', target: environment }));
		const checker = [
			'import json, os, sys, types',
			'os.environ.update(ELASTICSEARCH_URL="u", ELASTICSEARCH_API_KEY="k")',
			'class Esql:',
			'    def async_query(self, **given):',
			'        self.given = given',
			'        return {"is_running": True, "id": "i", "values": []}',
			'    def async_query_get(self, **given):',
			'        return {"is_running": False, "values": []}',
			'esql = Esql()',
			'sys.modules["elasticsearch"] = types.SimpleNamespace(Elasticsearch=lambda *a, **k: types.SimpleNamespace(esql=esql))',
			'out = []',
			'for code in json.load(sys.stdin):',
			'    exec(compile(code, "copied", "exec"), {})',
			'    out.append(esql.given["body"])',
			'print(json.dumps(out))'
		].join('\n');
		const { stdout, stderr } = spawnSync('python3', ['-c', checker], {
			input: JSON.stringify(scripts),
			encoding: 'utf8',
			maxBuffer: 1 << 28
		});
		expect(stderr).toBe('');
		const bodies = JSON.parse(stdout) as unknown[];
		expect(bodies).toEqual(cases.map((any) => JSON.parse(toBody(any)) as unknown));
	});

	it('is Go with the exact body, whatever was typed', () => {
		fc.assert(
			fc.property(requests, (any) => {
				const code = toCode(any, 'go', { flow: 'async', target: environment });
				const raw = /const body = ([^]*?)\n\nfunc main/.exec(code)?.[1] ?? '';
				const pieces = [...raw.matchAll(/`([^`]*)`|"(`)"/g)];
				expect(pieces.map(([piece]) => piece).join(' + ')).toBe(raw);
				const body = pieces.map(([, text, tick]) => text ?? tick).join('');
				expect(JSON.parse(body)).toEqual(JSON.parse(toBody(any)));
				expect(code).not.toMatch(/[\0\uFEFF]/);
			}),
			{ numRuns: 1000 }
		);
	});

	it.each(flows)('is Go as gofmt would lay it out: %s', (flow) => {
		const code = toCode({ ...exact, query: 'FROM a // `x`' }, 'go', { flow, target: environment });
		const golden = readFileSync(new URL(`code/${flow}.go`, import.meta.url), 'utf8');
		expect(code).toBe(golden);
	});

	it('is for Console with the query as it was typed', () => {
		const code = toCode({ ...rich, query: 'FROM a\n| LIMIT 1' }, 'console', {
			flow: 'async',
			target: environment
		});
		expect(code).toMatch(
			/^POST \/_query\/async\?drop_null_columns=true\n\{\n {2}"query": """FROM a\n\| LIMIT 1""",\n/
		);
		expect(code).toContain('# GET /_query/async/<id>?wait_for_completion_timeout=30s&drop_null_columns=true');
		const quoted = toCode({ ...rich, query: 'FROM a\n| WHERE b == """x"""' }, 'console', {
			flow: 'sync',
			target: environment
		});
		expect(quoted).toContain('"query": "FROM a\\n| WHERE b == \\"\\"\\"x\\"\\"\\""');
	});
});

/** Source files hold no lone surrogates; code that needs one writes an escape. */
function wellFormed(code: string): string {
	expect(code).not.toMatch(/\p{Surrogate}/u);
	return code;
}
