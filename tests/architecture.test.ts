import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = resolve(import.meta.dirname, '../src');

/** Room → rooms it may import. The longest matching prefix names a file's room. Source: the architecture page. */
const arrows: Readonly<Record<string, readonly string[]>> = {
	'lib/esql/syntax': [],
	'lib/esql/analysis': ['lib/esql/syntax'],
	'lib/esql/editor': ['lib/esql/analysis', 'lib/esql/syntax'],
	'lib/protocol': [],
	'lib/ui': [],
	'lib/request': ['lib/protocol', 'lib/esql/analysis', 'lib/esql/syntax'],
	'lib/results': ['lib/protocol'],
	'lib/runs': ['lib/request', 'lib/results', 'lib/protocol'],
	'lib/profile': ['lib/protocol', 'lib/esql/analysis'],
	'lib/catalog': ['lib/protocol', 'lib/esql/analysis'],
	'lib/history': ['lib/request', 'lib/results', 'lib/protocol'],
	'lib/workbench': [
		'lib/esql/editor',
		'lib/esql/analysis',
		'lib/esql/syntax',
		'lib/protocol',
		'lib/request',
		'lib/results',
		'lib/runs',
		'lib/profile',
		'lib/catalog',
		'lib/history',
		'lib/ui'
	],
	'lib/server/relay': ['lib/protocol'],
	'lib/server/cluster': ['lib/protocol', 'lib/esql/analysis', 'lib/esql/syntax'],
	'lib/server': ['lib/server/relay', 'lib/server/cluster', 'lib/protocol'],
	'routes/api': ['lib/server', 'lib/protocol'],
	'routes/metrics': ['lib/server'],
	routes: ['lib/workbench', 'lib/protocol', 'lib/ui'],
	'hooks.client.ts': [],
	'hooks.server.ts': ['lib/server', 'lib/protocol'],
	'app.d.ts': []
};

/** Package → the only rooms that may name it. Packages not listed may be used anywhere. */
const owners: readonly (readonly [RegExp, readonly string[]])[] = [
	[/^ag-grid/, ['lib/workbench']],
	[/^@duckdb\//, ['lib/server/cluster']],
	[/^(@codemirror\/|codemirror$)/, ['lib/esql/editor', 'lib/workbench']],
	[/^undici$/, ['lib/server/relay']],
	[/^node:/, ['lib/server', 'lib/server/relay', 'lib/server/cluster', 'routes/api', 'hooks.server.ts']],
	[/^\$env\//, []],
	[/^svelte(\/|$)/, ['lib/ui', 'lib/workbench', 'lib/runs', 'routes']],
	[/^@lucide\//, ['lib/ui', 'lib/workbench', 'routes']]
];

/** Files that are tables of data, not logic: the size wall is not for them. */
const dataTables = [/\.grammar$/, /\/definitions\//, /\/seed\//, /ast\.ts$/];

function walk(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		return statSync(path).isDirectory() ? walk(path) : [path];
	});
}

const files = walk(src).map((path) => relative(src, path));
const code = files.filter((file) => /\.(ts|js|svelte)$/.test(file) && !file.endsWith('.d.ts'));

const roomOf = (file: string) =>
	Object.keys(arrows)
		.filter((room) => file === room || file.startsWith(`${room}/`) || file === `${room}.ts`)
		.sort((a, b) => b.length - a.length)[0];

function imports(file: string): string[] {
	const text = readFileSync(join(src, file), 'utf8');
	const found = [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"\n]+)['"]/g)].map((match) => match[1]);
	const workers = [...text.matchAll(/new URL\(\s*['"]([^'"\n]+)['"]/g)].map((match) => match[1]);
	return [...found, ...workers];
}

/** The project file that an import means, relative to src; undefined for a package, or a page that Help shows. */
function target(file: string, specifier: string): string | undefined {
	if (specifier.startsWith('$lib')) return `lib${specifier.slice(4)}`;
	if (/^(?:\.\.\/)+(?:docs\/\w+\.md\?raw|package\.json)$/.test(specifier)) return undefined;
	if (specifier.startsWith('.')) return relative(src, resolve(src, dirname(file), specifier));
	return undefined;
}

describe('architecture', () => {
	it('gives every source file a room', () => {
		const homeless = code.filter((file) => !roomOf(file) && file !== 'app.html');
		expect(homeless).toEqual([]);
	});

	it('lets imports follow the arrows only', () => {
		const wrong = code.flatMap((file) => {
			const room = roomOf(file);
			return imports(file).flatMap((specifier) => {
				const path = target(file, specifier);
				if (path === undefined || path.startsWith('app.')) return [];
				const to = roomOf(path);
				return to === room || (to !== undefined && arrows[room].includes(to))
					? []
					: [`${file} → ${specifier}`];
			});
		});
		expect(wrong).toEqual([]);
	});

	it('keeps packages in the rooms that own them', () => {
		const wrong = code.flatMap((file) =>
			imports(file).flatMap((specifier) => {
				const owner = owners.find(([pattern]) => pattern.test(specifier));
				return !owner || owner[1].includes(roomOf(file)) ? [] : [`${file} → ${specifier}`];
			})
		);
		expect(wrong).toEqual([]);
	});

	it('lets a worker reach only its own room, the protocol and the language', () => {
		const allowed = ['lib/protocol', 'lib/esql/syntax', 'lib/esql/analysis'];
		const seen = new Set<string>();
		const visit = (file: string, room: string): string[] => {
			if (seen.has(file)) return [];
			seen.add(file);
			return imports(file).flatMap((specifier) => {
				const path = target(file, specifier);
				if (path === undefined) return [];
				const to = roomOf(path) ?? path;
				if (to !== room && !allowed.includes(to)) return [`${file} → ${specifier}`];
				const next = code.find(
					(name) => name === path || name === `${path}.ts` || name === `${path}/index.ts`
				);
				return next ? visit(next, room) : [];
			});
		};
		const workers = code.filter((file) => file.endsWith('.worker.ts'));
		expect(workers.length).toBeGreaterThan(0);
		expect(workers.flatMap((file) => visit(file, roomOf(file)))).toEqual([]);
	});

	it('keeps files small: 500 lines is the wall, components 150', () => {
		const logic = code.filter((file) => !dataTables.some((pattern) => pattern.test(file)));
		const lines = (file: string) => readFileSync(join(src, file), 'utf8').split('\n').length;
		expect(logic.filter((file) => lines(file) > 500)).toEqual([]);
		expect(logic.filter((file) => file.endsWith('.svelte') && lines(file) > 150)).toEqual([]);
		const sizes = logic.map(lines).sort((a, b) => a - b);
		expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(100);
	});

	it('names files for the noun they hold', () => {
		expect(
			files.filter((file) => /(^|\/)(utils?|helpers?|services?|managers?)(\.|\/|$)/i.test(file))
		).toEqual([]);
	});

	it('names no registry host and no path of one machine in any tracked file', () => {
		const root = resolve(src, '..');
		const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
			.split('\n')
			.filter(Boolean);
		const wrong = tracked
			.filter((file) => existsSync(join(root, file)))
			.filter((file) =>
				/https?:\/\/(registry|deb)\.|"resolved": "http|\/work\/(main|shared)\//.test(
					readFileSync(join(root, file), 'utf8')
				)
			)
			.filter((file) => file !== 'tests/architecture.test.ts');
		expect(wrong).toEqual([]);
	});
});
