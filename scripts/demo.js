import { join } from 'node:path';
import { lezer } from '@lezer/generator/rollup';
import { runnerImport } from 'vite';
import { root } from './prepare.js';

/**
 * The demo cluster's process made from source, for `vite dev` and tests; the build forks its own bundle.
 * @type {{ module: typeof import('../src/lib/server/cluster/process/child') }}
 */
const { module } = await runnerImport(join(root, 'src/lib/server/cluster/process/child.ts'), {
	configFile: false,
	root,
	logLevel: 'error',
	plugins: [lezer()],
	resolve: { alias: { $lib: join(root, 'src/lib') } }
});
module.serveDemo();
