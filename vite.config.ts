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

/** Kit's own start, and the nodes of the layout, the error page and the one page. */
const starts =
	/\/kit\/src\/runtime\/client\/entry\.js$|\/generated\/client(-optimized)?\/(app|nodes\/[012])\.js$/;
const firstLoad = new Set<string>();
let entries: string[] = [];

/** Notes which modules the first visit needs. */
const firstLoadModules: Plugin = {
	name: 'first-load-modules',
	applyToEnvironment: ({ name }) => name === 'client',
	buildStart() {
		entries = [];
		firstLoad.clear();
	},
	moduleParsed({ id }) {
		if (starts.test(id)) entries.push(id);
	},
	buildEnd() {
		const visit = (id: string) => {
			if (firstLoad.has(id)) return;
			firstLoad.add(id);
			this.getModuleInfo(id)?.importedIds.forEach(visit);
		};
		entries.forEach(visit);
	}
};

/** One chunk of packages and one of ours: the same modules in eighty chunks are a tenth larger, compressed one by one. */
const groups = [
	{ name: 'packages', test: (id: string) => firstLoad.has(id) && id.includes('/node_modules/'), priority: 2 },
	{ name: 'page', test: (id: string) => firstLoad.has(id), priority: 1 }
];

export default defineConfig({
	plugins: [announcerWithoutStyle, lezer(), sveltekit(), firstLoadModules],
	worker: { format: 'es', plugins: () => [lezer()] },
	server: { host: '127.0.0.1', port: 3000, watch: { ignored: ['**/.data/**', '**/.cache/**'] } },
	// The largest chunk is ECharts, fetched with the first chart.
	build: {
		target: 'es2022',
		chunkSizeWarningLimit: 800,
		rolldownOptions: { output: { codeSplitting: { groups } } }
	}
});
