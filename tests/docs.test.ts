import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAX_LINK_BYTES } from '$lib/request/link';
import { maxStatement } from '$lib/server/cluster/body';
import { drainLimit } from '$lib/server/cluster/job';
import { variables } from '$lib/server/config';
import { maxBodyBytes } from '$lib/server/relay';
import { budgets } from '$lib/workbench/Preferences.svelte';
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
