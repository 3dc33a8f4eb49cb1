import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Builds the benchmark's page from the product's own modules. */
export default /** @satisfies {import('vite').InlineConfig} */ ({
	root: `${root}tests/bench/results/page`,
	base: './',
	configFile: false,
	logLevel: 'warn',
	plugins: [svelte({ configFile: false })],
	resolve: { alias: { $lib: `${root}src/lib` } },
	worker: { format: 'es' },
	build: {
		outDir: `${root}.cache/bench/results`,
		emptyOutDir: true,
		target: 'es2022',
		chunkSizeWarningLimit: 2000
	}
});
