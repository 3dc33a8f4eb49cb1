import { lezer } from '@lezer/generator/rollup';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';

/** Kit's route announcer carries a style attribute, which our CSP forbids; `app.css` hides it instead. */
const announcerWithoutStyle: Plugin = {
	name: 'announcer-without-style',
	enforce: 'pre',
	transform: {
		filter: { id: /\.svelte-kit\/generated\/root\.svelte$/ },
		handler: (code) => code.replace(/(<div id="svelte-announcer"[^>]*?) style="[^"]*"/, '$1')
	}
};

export default defineConfig({
	plugins: [announcerWithoutStyle, lezer(), sveltekit()],
	worker: { format: 'es', plugins: () => [lezer()] },
	server: { host: '127.0.0.1', port: 3000, watch: { ignored: ['**/.data/**', '**/.cache/**'] } },
	build: { target: 'es2022' }
});
