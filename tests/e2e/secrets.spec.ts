import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { WorkbenchPage } from '../support/browser';
import { startBuilt } from '../support/built';
import { secrets } from '../support/secrets';

const headerNames: Readonly<Record<string, string>> = {
	'x-proxy-authorization': secrets.proxyAuthorization,
	'x-service-token': secrets.serviceToken,
	'x-access-token': secrets.accessToken,
	'x-refresh-token': secrets.refreshToken,
	'x-cookie': secrets.cookie,
	'x-client-key': secrets.clientKey,
	'x-client-certificate': secrets.clientCertificate,
	'x-key-passphrase': secrets.keyPassphrase,
	'x-cloud-id': secrets.cloudId,
	'es-security-runas-user': secrets.runAs,
	'x-inference-key': secrets.inferenceKey,
	'x-saml': secrets.samlAssertion,
	'x-authorization': secrets.authorization
};

test('twenty kinds of secret in session and configuration appear nowhere', async ({ browser, baseURL }) => {
	const folder = mkdtempSync(join(tmpdir(), 'workbench-secrets-'));
	const config = join(folder, 'clusters.json');
	const url = `${baseURL}/api/clusters/demo`;
	const clusters = [
		{ id: 'keyed', url, apiKey: secrets.apiKey, headers: headerNames },
		{ id: 'basic', url, username: secrets.username, password: secrets.password },
		{ id: 'bearer', url, bearer: secrets.bearer },
		{ id: 'personal', url, auth: 'personal' }
	];
	writeFileSync(config, JSON.stringify({ clusters }));
	const server = await startBuilt({
		WORKBENCH_CONFIG: config,
		WORKBENCH_SECRET: `${secrets.sessionSecret},${secrets.oldSessionSecret}`,
		WORKBENCH_TOKEN: secrets.workbenchToken,
		WORKBENCH_LOG_QUERIES: 'text',
		WORKBENCH_CACHE: folder
	});
	const context = await browser.newContext({
		httpCredentials: { username: 'anyone', password: secrets.workbenchToken }
	});
	try {
		const page = await context.newPage();
		await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
		const seen: string[] = [];
		page.on('console', (message) => seen.push(message.text()));
		page.on('response', async (response) => {
			const body = await response.text().catch(() => '');
			seen.push(JSON.stringify(response.headers()), body);
		});
		await page.goto(server.url);
		const workbench = new WorkbenchPage(page);
		await expect(workbench.editor).toBeVisible();
		await page.evaluate(
			([key]) =>
				fetch('/api/clusters/personal/session', {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ kind: 'apiKey', key })
				}),
			[secrets.encodedApiKey]
		);
		await workbench.query('FROM employees | LIMIT 3', 'complete', 'failed');
		await workbench.query('FROM employees | KEEP nothing', 'failed');
		await page.getByRole('button', { name: 'Share' }).click();
		const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
		await page.getByRole('tab', { name: 'File', exact: true }).click();
		seen.push(await page.getByRole('dialog').innerText());
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: 'History', exact: true }).click();
		seen.push(await downloaded(page, () => page.getByRole('button', { name: /^Export \d+ runs$/ }).click()));
		await page.keyboard.press('Escape');
		seen.push(await downloaded(page, () => page.keyboard.press('ControlOrMeta+s')));
		await workbench.tab('Exchange').click();
		seen.push(await workbench.pane('Exchange').innerText(), await page.content(), link);
		seen.push(inflateRawSync(Buffer.from(new URL(link).hash.slice(2), 'base64url').subarray(8)).toString());
		seen.push(await page.evaluate(kept), ...server.lines);
		const all = seen.join('\n');
		expect(all).toContain('FROM employees | KEEP nothing');
		const found = Object.entries(secrets).filter(
			([, secret]) => all.includes(secret) || all.includes(Buffer.from(secret).toString('base64'))
		);
		expect(found.map(([name]) => name)).toEqual([]);
	} finally {
		await context.close();
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}
});

/** The text of the file that `press` makes the page hand out. */
async function downloaded(page: Page, press: () => Promise<void>): Promise<string> {
	const [download] = await Promise.all([page.waitForEvent('download'), press()]);
	return readFileSync(await download.path(), 'utf8');
}

/** Everything that the page keeps in the browser, as text. */
async function kept(): Promise<string> {
	const texts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie];
	for (const { name = '' } of await indexedDB.databases()) {
		const database = await new Promise<IDBDatabase>((resolve, reject) => {
			const opening = indexedDB.open(name);
			opening.onsuccess = () => resolve(opening.result);
			opening.onerror = () => reject(new Error('IndexedDB could not be opened'));
		});
		for (const store of database.objectStoreNames) {
			const rows = await new Promise<unknown>((resolve, reject) => {
				const reading = database.transaction(store).objectStore(store).getAll();
				reading.onsuccess = () => resolve(reading.result);
				reading.onerror = () => reject(new Error('IndexedDB could not be read'));
			});
			texts.push(JSON.stringify(rows));
		}
		database.close();
	}
	return texts.join('\n');
}
