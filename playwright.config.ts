import { defineConfig } from '@playwright/test';

const port = Number(process.env.E2E_PORT ?? 3123);

export default defineConfig({
	testDir: 'tests/e2e',
	testMatch: '*.spec.ts',
	timeout: 60_000,
	expect: { timeout: 15_000 },
	fullyParallel: false,
	workers: 1,
	retries: process.env.CI ? 1 : 0,
	use: {
		baseURL: `http://127.0.0.1:${port}`,
		viewport: { width: 1440, height: 900 },
		trace: 'retain-on-failure',
		launchOptions: {
			executablePath: process.env.CHROMIUM || undefined,
			args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
		}
	},
	webServer: {
		command: 'node scripts/start.js --no-build',
		url: `http://127.0.0.1:${port}/api/health`,
		env: { PORT: String(port), HOST: '127.0.0.1' },
		timeout: 120_000,
		reuseExistingServer: false
	}
});
