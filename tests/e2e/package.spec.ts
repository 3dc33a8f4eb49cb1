import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@playwright/test';
import { freePort } from '../support/built';

const root = resolve(import.meta.dirname, '../..');

interface Packed {
	readonly filename: string;
	readonly files: readonly { readonly path: string }[];
}

/** Names of what production needs and is installed here. */
function production(): readonly string[] {
	const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
		packages: Record<string, { dev?: boolean }>;
	};
	return Object.entries(lock.packages)
		.filter(([place, { dev }]) => /^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(place) && !dev)
		.map(([place]) => place.slice('node_modules/'.length))
		.filter((name) => existsSync(join(root, 'node_modules', name)));
}

test('the package runs by its bin, in an empty folder, with nothing but what production needs', async ({
	page
}) => {
	const folder = mkdtempSync(join(tmpdir(), 'workbench-package-'));
	const modules = join(folder, 'node_modules');
	try {
		const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
		const [packed] = JSON.parse(execFileSync('npm', pack, { cwd: root, encoding: 'utf8' })) as [Packed];
		const paths = packed.files.map(({ path }) => path);
		for (const path of ['build/index.js', 'scripts/start.js', 'LICENSE', 'README.md', 'SECURITY.md'])
			expect(paths).toContain(path);
		expect(paths.filter((path) => /^(?:src|tests|\.)|\.env|session-secret|package-lock/.test(path))).toEqual(
			[]
		);
		mkdirSync(modules);
		execFileSync('tar', ['xzf', join(folder, packed.filename), '-C', modules]);
		for (const name of production()) {
			mkdirSync(dirname(join(modules, name)), { recursive: true });
			symlinkSync(join(root, 'node_modules', name), join(modules, name), 'dir');
		}
		const bin = join(modules, 'package', 'scripts/start.js');
		const port = String(await freePort());
		const server = spawn(process.execPath, [bin], {
			cwd: folder,
			env: {
				...process.env,
				PORT: port,
				WORKBENCH_CACHE: join(folder, 'data'),
				WORKBENCH_DEMO_SCALE: '0.01'
			},
			stdio: ['ignore', 'pipe', 'inherit']
		});
		const exited = once(server, 'exit');
		try {
			const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
			expect(line).toBe(`ES|QL Workbench: http://127.0.0.1:${port}`);
			await page.goto(`http://127.0.0.1:${port}/`);
			await page.getByRole('textbox', { name: 'ES|QL query' }).click();
			await page.keyboard.press('Control+A');
			await page.keyboard.insertText('FROM employees | STATS people = COUNT(*)');
			await page.getByRole('button', { name: 'Run', exact: true }).click();
			await expect(page.getByRole('gridcell', { name: '100' })).toBeVisible();
		} finally {
			server.kill();
			await exited;
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});
