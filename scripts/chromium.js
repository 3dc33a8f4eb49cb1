import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const known = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable'
];

/**
 * Path of a Chromium: `CHROMIUM`, Playwright's own, the system's, or one installed now.
 * @returns {Promise<string>}
 */
export async function findChromium() {
	const { chromium } = await import('@playwright/test');
	const candidates = () =>
		[process.env.CHROMIUM ?? '', chromium.executablePath(), ...known].find(
			(path) => path && existsSync(path)
		);
	const found = candidates();
	if (found) return found;
	console.error('No Chromium here: installing one …');
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		attempt('apt-get', ['update']);
		attempt('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
	}
	if (!candidates()) attempt('npx', ['playwright', 'install', 'chromium']);
	const installed = candidates();
	if (!installed)
		throw new Error(
			'The browser tests need a Chromium: install one and name it in CHROMIUM, or run apt-get install -y chromium.'
		);
	return installed;
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function attempt(command, args) {
	spawnSync(command, args, {
		stdio: ['ignore', 2, 2],
		timeout: 300_000,
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
	});
}
