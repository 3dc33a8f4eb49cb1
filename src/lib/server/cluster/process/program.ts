import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const self = fileURLToPath(import.meta.url);

/** What to fork: this module once it is built; from source, a script that loads `child.ts` through Vite, since Node 20 reads no TypeScript. */
export const program = self.endsWith('.ts') ? join(dirname(self), '../../../../../scripts/demo.js') : self;

async function main(): Promise<void> {
	const { serveDemo } = await import('./child');
	serveDemo();
}

if (process.argv[1] === self) void main();
