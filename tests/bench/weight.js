import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { root } from '../../scripts/prepare.js';

/** @typedef {import('./row.js').BenchRow} BenchRow */

/** @typedef {{ file: string, imports?: string[], dynamicImports?: string[], css?: string[], assets?: string[], isEntry?: boolean, src?: string }} Chunk */

const client = join(root, '.svelte-kit/output/client');

/**
 * Page weight from the build's manifest, brotli: what the first load fetches, and what the grid adds.
 * @returns {Promise<BenchRow[]>}
 */
export async function benchWeight() {
	/** @type {Record<string, Chunk>} */
	const manifest = JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8'));
	const first = closure(
		manifest,
		Object.keys(manifest).filter((key) => isShell(manifest[key]))
	);
	const gridKey = Object.keys(manifest).find((key) => key.includes('workbench/results/GridControl.ts'));
	if (!gridKey) throw new Error('the build has no grid chunk of its own');
	const grid = [...closure(manifest, [gridKey])].filter((file) => !first.has(file));
	return [
		row('weight: first load before the grid, kB brotli', kilobytes([...first])),
		row('weight: what the grid adds, kB brotli', kilobytes(grid))
	];
}

/**
 * Kit's start and app entries and the nodes of the layout and the one page: what the first visit loads.
 * @param {Chunk} chunk
 */
const isShell = (chunk) =>
	/(client\/entry|nodes\/(0|2)\.js|nodes\/1\.js)/.test(chunk.src ?? '') ||
	/entry\/(start|app)/.test(chunk.file);

/**
 * Files that loading these chunks fetches.
 * @param {Record<string, Chunk>} manifest
 * @param {string[]} keys
 */
function closure(manifest, keys) {
	/** @type {Set<string>} */
	const files = new Set();
	const visit = (/** @type {string} */ key) => {
		const chunk = manifest[key];
		if (files.has(chunk.file)) return;
		files.add(chunk.file);
		for (const css of chunk.css ?? []) files.add(css);
		for (const next of chunk.imports ?? []) visit(next);
	};
	keys.forEach(visit);
	return files;
}

/** @param {string[]} files */
const kilobytes = (files) =>
	files
		.filter((file) => existsSync(join(client, file)))
		.reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(client, file))).length, 0) / 1000;

/**
 * @param {string} id
 * @param {number} ours
 * @returns {BenchRow}
 */
const row = (id, ours) => ({
	id,
	ours,
	reference: 180,
	ratio: ours / 180,
	goal: '≤ 180 kB',
	pass: ours <= 180
});
