import { fileURLToPath } from 'node:url';
import { lezer } from '@lezer/generator/rollup';
import { svelte } from '@sveltejs/vite-plugin-svelte';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Builds the benchmark's page from the product's own modules. */
export default /** @satisfies {import('vite').InlineConfig} */ ({
	root: `${root}tests/bench/profile/page`,
	base: './',
	configFile: false,
	logLevel: 'warn',
	plugins: [lezer(), svelte({ configFile: false })],
	resolve: { alias: { $lib: `${root}src/lib` } },
	worker: { format: 'es', plugins: () => [lezer()] },
	build: {
		outDir: `${root}.cache/bench/profile`,
		emptyOutDir: true,
		target: 'es2022',
		chunkSizeWarningLimit: 2000
	}
});
