import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * When a file changed last, in milliseconds; 0 when there is none.
 * @param {string} path
 */
export const modified = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

/**
 * Time of the newest file at or below `path`, in milliseconds.
 * @param {string} path
 * @returns {number}
 */
export function newest(path) {
	if (!existsSync(path)) return 0;
	if (!statSync(path).isDirectory()) return modified(path);
	return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/**
 * Runs a command in the project's root with this terminal; ends the process when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @param {import('node:child_process').StdioOptions} [stdio]
 */
export function run(command, args, env = process.env, stdio = 'inherit') {
	const { status, error } = spawnSync(command, args, {
		cwd: root,
		stdio,
		env,
		shell: process.platform === 'win32'
	});
	if (error) throw error;
	if (status !== 0) process.exit(status ?? 1);
}

/**
 * What prepares a script says nothing on standard output, which is the script's own.
 * @type {import('node:child_process').StdioOptions}
 */
const aside = ['inherit', 2, 2];

/** A checkout has the lock of its packages; an installed package comes with its build, and npm has installed the rest. */
const isCheckout = existsSync(join(root, 'package-lock.json'));

/** Installs the locked packages when they are not, or no longer, what `package-lock.json` says; a linked folder is somebody else's. */
export function install() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major < 20 || (major === 20 && minor < 19)) {
		console.error(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
		process.exit(1);
	}
	if (!isCheckout) return;
	if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) return;
	const installed = modified(join(root, 'node_modules/.package-lock.json'));
	if (installed > 0 && installed >= modified(join(root, 'package-lock.json'))) return;
	console.error('Installing packages …');
	run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], process.env, aside);
}

/** Builds when there is no build or something it is made of is newer. */
export function build() {
	if (!isCheckout) return;
	const sources = ['src', 'static', 'svelte.config.js', 'vite.config.ts', 'package-lock.json'].map((name) =>
		newest(join(root, name))
	);
	if (modified(join(root, 'build/index.js')) >= Math.max(...sources)) return;
	console.error('Building …');
	run('npm', ['run', '--silent', 'build', '--', '--logLevel=warn'], process.env, aside);
}
