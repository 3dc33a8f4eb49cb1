import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import config from '../bench/results/vite.config.js';

const executablePath = [process.env.CHROMIUM ?? '', chromium.executablePath(), '/usr/bin/chromium'].find(
	(path) => path !== '' && existsSync(path)
);
if (executablePath === undefined)
	console.warn('No Chromium (CHROMIUM): the results table is not tested in a browser.');

/** There is no browser to test in. */
export const noBrowser = executablePath === undefined;

const policy =
	"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-test-nonce'; connect-src 'self'; worker-src 'self'; img-src 'self' data: blob:";
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

export type Send = (response: ServerResponse) => void;
export type Column = readonly [name: string, type: string];

export const head = (columns: readonly Column[]) =>
	`{"took":1,"columns":${JSON.stringify(columns.map(([name, type]) => ({ name, type })))},"values":[`;
export const list = (count: number, row: (n: number) => string, from = 0) =>
	Array.from({ length: count }, (_, i) => row(from + i)).join(',');

/** A built page with the results table on it, under a policy as strict as the product's, anew for each test. */
export class GridPage {
	page!: Page;
	origin!: string;
	readonly #answers = new Map<string, Send>();
	readonly #errors: string[] = [];

	constructor(viewport = { width: 1600, height: 500 }) {
		let browser: Browser;
		let server: Server;
		let dist: string;

		beforeAll(async () => {
			dist = await mkdtemp(join(tmpdir(), 'results-grid-'));
			await build({
				...config,
				root: new URL('./page', import.meta.url).pathname,
				build: { ...config.build, outDir: dist }
			});
			server = createServer(async (request, response) => {
				const path = new URL(request.url ?? '/', 'http://x').pathname;
				const send = this.#answers.get(path);
				if (send) {
					response.writeHead(200, { 'content-type': 'application/json' });
					return send(response);
				}
				const file = join(dist, path === '/' ? 'index.html' : path);
				if (!existsSync(file)) return response.writeHead(404).end();
				response.writeHead(200, { 'content-type': types[extname(file)], 'content-security-policy': policy });
				response.end(await readFile(file));
			});
			await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
			this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
			browser = await chromium.launch({
				executablePath,
				args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
			});
		}, 60_000);

		afterAll(async () => {
			await browser?.close();
			server?.closeAllConnections();
			server?.close();
			await rm(dist, { recursive: true, force: true });
		});

		beforeEach(async () => {
			this.#errors.length = 0;
			const context = await browser.newContext({
				viewport,
				permissions: ['clipboard-read', 'clipboard-write']
			});
			this.page = await context.newPage();
			this.page.setDefaultTimeout(5000);
			this.page.on('pageerror', (error) => this.#errors.push(error.message));
			this.page.on('console', (message) => {
				if (message.type() === 'error' && !message.location().url.endsWith('favicon.ico'))
					this.#errors.push(message.text());
			});
			await this.page.goto(this.origin);
			await this.page.getByRole('grid', { name: 'Results' }).waitFor();
		});

		afterEach(async () => {
			expect(this.#errors).toEqual([]);
			expect(await this.page.evaluate(() => window.violations)).toEqual([]);
			await this.page.context().close();
		});
	}

	/** Shows an answer; resolves with how reading ended. */
	async show(path: string, send: Send | string): Promise<string> {
		this.#answers.set(path, typeof send === 'string' ? (response) => void response.end(send) : send);
		return (await this.page.evaluate((url) => window.show(url), `${this.origin}${path}`)).kind;
	}

	cell(row: number, column: string) {
		return this.page.locator(`[row-index="${row}"] [col-id="${column}"]`);
	}

	/** Rows that can be scrolled to. */
	async rowCount(): Promise<number> {
		return Number(await this.page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
	}

	async scrollToEnd(): Promise<void> {
		await this.page.locator('.ag-grid-viewport').evaluate((node) => (node.scrollTop = node.scrollHeight));
	}
}
