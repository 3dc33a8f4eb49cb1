import { lezer } from '@lezer/generator/rollup';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [lezer(), sveltekit()],
	test: {
		include: ['tests/**/*.test.ts'],
		environment: 'node',
		pool: 'forks',
		testTimeout: 20_000,
		retry: process.env.CI ? 1 : 0,
		hookTimeout: 60_000,
		expect: { poll: { timeout: 15_000 } }
	}
});
