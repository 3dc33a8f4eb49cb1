import { lezer } from '@lezer/generator/rollup';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
	plugins: [lezer(), sveltekit()],
	worker: { format: 'es', plugins: () => [lezer()] },
	server: { host: '127.0.0.1', port: 3000 },
	build: { target: 'es2022' }
});
