import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clusterKeys, limitKeys, readConfig, variables } from '$lib/server/config';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** Variables that the start script hands to Node and to the HTTP server. */
const ofTheProcess = {
	SHUTDOWN_TIMEOUT: 'seconds that running requests have when the server is told to end (5)',
	UV_THREADPOOL_SIZE: 'threads, of which each running query of the demo cluster takes one (16)'
};

const groups: readonly (readonly [title: string, names: RegExp])[] = [
	['The server', /^(?:HOST|PORT|WORKBENCH_(?:CACHE|CONFIG|LOG_QUERIES))$/],
	['One cluster', /^ELASTICSEARCH_/],
	['Who comes in', /^WORKBENCH_(?:ALLOWED|TOKEN|PROXY|SECRET|SESSION)/],
	['Limits of a session', /^WORKBENCH_MAX_/],
	['The demo cluster', /^WORKBENCH_(?:DEMO|DATA|UPLOAD)/]
];

function table(head: string, entries: Readonly<Record<string, string>>): string {
	const rows = [
		[head, 'meaning (default)'],
		...Object.entries(entries).map(([name, text]) => [`\`${name}\``, text])
	];
	const widths = [0, 1].map((at) => Math.max(...rows.map((row) => row[at].length)));
	const line = (row: readonly string[]) =>
		`| ${row.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`;
	const [first, ...rest] = rows.map(line);
	return [first, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rest].join('\n');
}

const of = (names: RegExp) =>
	Object.fromEntries(Object.entries(variables).filter(([name]) => names.test(name)));

const written = () => `# Configuration

Everything is a variable of the environment; several clusters go into one JSON file. A wrong value, an unknown key or a file that cannot be
read stops the start with a sentence that names it. This page is written by
\`WRITE_DOCS=1 npx vitest run tests/server/configuration.docs.test.ts\`; the same test fails when it is not true.

${groups.map(([title, names]) => `## ${title}\n\n${table('variable', of(names))}`).join('\n\n')}

## The process

${table('variable', ofTheProcess)}

## The file of \`WORKBENCH_CONFIG\`

\`{"clusters": [{…}, …]}\`, read again on SIGHUP. A value \`"\${NAME}"\` is taken from the environment, so that the file need not hold secrets.
[An example](deployment.md#several-clusters).

${table('key of a cluster', clusterKeys)}

${table('key of `limits`', limitKeys)}
`;

describe('docs/configuration.md', () => {
	it('tells every variable and every key as the code knows it', () => {
		const text = written();
		if (process.env.WRITE_DOCS) writeFileSync(join(root, 'docs/configuration.md'), text);
		expect(read('docs/configuration.md')).toBe(text);
	});

	it('has one group for each variable', () => {
		for (const name of Object.keys(variables))
			expect([name, groups.filter(([, names]) => names.test(name)).length]).toEqual([name, 1]);
	});

	it('tells what the start script sets', () => {
		const set = [...read('scripts/start.js').matchAll(/process\.env\.([A-Z_]+)/g)].map(([, name]) => name);
		expect(set.filter((name) => !(name in variables) && !(name in ofTheProcess))).toEqual([]);
		for (const [name, text] of Object.entries(ofTheProcess)) {
			const [, value] =
				new RegExp(`process\\.env\\.${name} \\|\\| '(\\d+)'`).exec(read('scripts/start.js')) ?? [];
			expect(text).toContain(`(${value})`);
		}
	});
});

describe('deployment', () => {
	const guides = ['docs/deployment.md', 'docs/dependencies.md', 'SECURITY.md', 'Dockerfile'].map(
		(path) => [path, read(path)] as const
	);

	it.each(guides)('%s names only variables that there are', (_, text) => {
		const names = [...text.matchAll(/\b(?:WORKBENCH|ELASTICSEARCH|SHUTDOWN|UV)_[A-Z_]+\b/g)].map(
			([name]) => name
		);
		expect(names.filter((name) => !(name in variables) && !(name in ofTheProcess))).toEqual([]);
	});

	it('shows a file of clusters that can be read', () => {
		const [, json] = /```json\n([\s\S]*?)```/.exec(read('docs/deployment.md')) ?? [];
		const files: Readonly<Record<string, string>> = {
			'/clusters.json': json.replace('B0:B6:…:5E:EC', 'AB'.repeat(32)),
			'eu.pem': '-----BEGIN CERTIFICATE-----'
		};
		const env = { WORKBENCH_CONFIG: '/clusters.json', TENANT: 'a', EU_KEY: 'k' };
		const found = (path: string) => Object.entries(files).find(([name]) => path.endsWith(name))?.[1] ?? '';
		expect(readConfig(env, found)).toMatchObject({
			kind: 'config',
			config: { clusters: [{ id: 'prod' }, { id: 'eu' }] }
		});
	});
});
