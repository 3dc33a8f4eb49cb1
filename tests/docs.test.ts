import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAX_LINK_BYTES } from '$lib/request/link';
import { maxStatement } from '$lib/server/cluster/body';
import { drainLimit } from '$lib/server/cluster/job';
import { variables } from '$lib/server/config';
import { maxBodyBytes } from '$lib/server/relay';
import { bigIndex, wideRows } from '$lib/workbench/guard/notes';
import { budgets } from '$lib/workbench/settings/settings';
import { editorShortcuts, shortcuts } from '$lib/workbench/shortcuts';

const root = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');

describe('README', () => {
	it('shows the two commands first', () => {
		const block = /```sh\n([\s\S]*?)```/.exec(readme)?.[1].trim().split('\n') ?? [];
		expect(block.map((line) => line.split('#')[0].trim())).toEqual(['npm start', 'npm test']);
	});

	it('tells every variable with the meaning the code gives it', () => {
		const rows = [...readme.matchAll(/^\| `([A-Z_]+)`\s*\| (.+?)\s*\|$/gm)].map(([, name, meaning]) => [
			name,
			meaning
		]);
		expect(Object.fromEntries(rows)).toEqual(variables);
	});

	it('tells every command that package.json has', () => {
		const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
		const told = [...readme.matchAll(/^\| `npm (?:run )?(\w+)`\s*\|/gm)].map((match) => match[1]);
		expect(told.sort()).toEqual(Object.keys(scripts).sort());
	});
});

describe('guide', () => {
	const guide = read('docs/guide.md');

	it('tells every shortcut with its keys', () => {
		const rows = [...guide.matchAll(/^\| `([a-z-]+)`\s*\| (`.+?`)\s*\|$/gm)].map(([, name, keys]) => [
			name,
			[...keys.matchAll(/`(.+?)`/g)].map((match) => match[1])
		]);
		expect(Object.fromEntries(rows)).toEqual({ ...shortcuts, ...editorShortcuts });
	});

	it.each([
		['request body through the relay', `${maxBodyBytes} bytes`],
		['bytes of an answer that the page keeps', `${budgets.slice(0, -1).join(', ')} or ${budgets.at(-1)} MB`],
		['request in a share link, unpacked', `${MAX_LINK_BYTES} bytes`],
		['query text', `${maxStatement} characters`],
		['stopped query that still drains in the demo cluster', `${drainLimit} ms`]
	])('tells the limit of %s', (limit, figure) => {
		const row = guide.split('\n').find((line) => line.startsWith(`| ${limit} `));
		expect(row?.split('|')[2].trim()).toBe(figure);
	});
});

describe('dependencies', () => {
	const manifest = JSON.parse(read('package.json')) as Record<
		'dependencies' | 'devDependencies',
		Record<string, string>
	>;
	const lock = JSON.parse(read('package-lock.json')) as {
		packages: Record<string, { dev?: boolean; hasInstallScript?: boolean }>;
	};
	const sections = read('docs/dependencies.md').split(/^## /m);
	const told = (section: string) =>
		[...(sections.find((text) => text.startsWith(section)) ?? '').matchAll(/^\| `(\S+)`\s*\|(.+)\|$/gm)].map(
			([, name, rest]) => {
				const [licence, why, look] = rest.split('|').map((cell) => cell.trim());
				return { name, licence, why, look };
			}
		);

	it.each([
		['In the server', 'dependencies'],
		['In the page', 'devDependencies']
	] as const)('%s: each has its reason, its licence and the version that was looked at', (section, kind) => {
		const rows = told(section);
		const licenceOf = (name: string) =>
			(JSON.parse(read(`node_modules/${name}/package.json`)) as { license: string }).license;
		expect(rows.map(({ name, look }) => [name, look.split(', ')[0]])).toEqual(Object.entries(manifest[kind]));
		for (const { name, licence, why, look } of rows) {
			expect([name, licence]).toEqual([name, licenceOf(name)]);
			expect(why).toMatch(/\S{2,} \S+/);
			expect(look).toMatch(/, \d{4}-\d\d-\d\d$/);
		}
	});

	it('are of licences that may be shipped, or stay in tests', () => {
		const others = [...told('In the server'), ...told('In the page')].filter(
			({ licence }) => !/^(?:MIT|ISC|0BSD|BSD-\d-Clause|Apache-2\.0)$/.test(licence)
		);
		for (const { name, why } of others)
			expect([name, why]).toEqual([name, expect.stringMatching(/^tests only/)]);
	});

	it('have exact versions, and run nothing when they are installed', () => {
		for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies }))
			expect(version).toMatch(/^\d/);
		const running = Object.entries(lock.packages).filter(
			([, { dev, hasInstallScript }]) => !dev && hasInstallScript
		);
		expect(running.map(([place]) => place)).toEqual([]);
	});
});

describe('pictures', () => {
	it.each(['light', 'dark'])('of the %s theme weighs at most 300 kB', (theme) => {
		const path = `docs/images/workbench-${theme}.png`;
		expect(readme).toContain(path);
		expect(statSync(join(root, path)).size).toBeLessThanOrEqual(300_000);
	});
});

describe('questions', () => {
	const faq = read('docs/faq.md');

	it('tell when notes stand beside Run as the guard has it', () => {
		expect(bigIndex).toBe(5_000_000);
		expect(faq).toContain('five million documents');
		expect(faq).toContain(`${wideRows} columns`);
	});
});

describe('documents', () => {
	const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter(
		(name) => name.endsWith('.md')
	);

	it.each(pages)('%s links to files that exist', (page) => {
		const links = [...read(page).matchAll(/\]\(([^)#]+)\)/g)]
			.map((match) => match[1])
			.filter((link) => !/^https?:/.test(link));
		expect(links.filter((link) => !existsSync(resolve(root, dirname(page), link)))).toEqual([]);
	});
});
