import { join } from 'node:path';
import { lezer } from '@lezer/generator/rollup';
import { createServer } from 'vite';
import { root } from './prepare.js';

/** The demo cluster's process made from source, for `vite dev` and tests; the build forks its own bundle. */
const vite = await createServer({
	root,
	configFile: false,
	logLevel: 'error',
	appType: 'custom',
	plugins: [lezer()],
	resolve: { alias: { $lib: join(root, 'src/lib') } },
	server: { middlewareMode: true, hmr: false, ws: false, watch: null },
	optimizeDeps: { noDiscovery: true }
});
const { serveDemo } = await vite.ssrLoadModule('/src/lib/server/cluster/process/child.ts');
serveDemo();
