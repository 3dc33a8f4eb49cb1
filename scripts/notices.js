import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.js';

/** Packages that are only tools: nothing of them, or of what they need, is in what is served. */
const tools =
	/^(?:@elastic\/|@lezer\/generator$|@playwright\/|@sveltejs\/(?:adapter|vite)|@types\/|axe-core$|eslint|fast-check$|globals$|prettier|svelte-check$|typescript|vite|vitest)/;

/** @typedef {{ version: string, license?: string, dependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }} Locked */

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
/** @type {Record<string, Locked>} */
const packages = lock.packages;

/**
 * Where a package that `from` needs is installed: nearest first, as Node looks.
 * @param {string} name
 * @param {string} from
 * @returns {string | undefined}
 */
function placeOf(name, from) {
	for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
		const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
		if (packages[place]) return place;
		if (folder === '') return undefined;
	}
}

/** Places of every package whose code is served or runs in the server. */
function shipped() {
	const { dependencies } = packages[''];
	const wanted = [
		...Object.keys(dependencies ?? {}),
		...Object.keys(
			/** @type {Locked & { devDependencies?: Record<string, string> }} */ (packages['']).devDependencies ??
				{}
		).filter((name) => !tools.test(name))
	];
	const found = new Set();
	/**
	 * @param {string} name
	 * @param {string} from
	 */
	const add = (name, from) => {
		const place = placeOf(name, from);
		if (place === undefined || found.has(place)) return;
		found.add(place);
		const { dependencies = {}, optionalDependencies = {} } = packages[place];
		for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) add(next, place);
	};
	for (const name of wanted) add(name, '');
	return [...found].sort();
}

/** @param {string} place */
function textOf(place) {
	const folder = join(root, place);
	const name = existsSync(folder) && readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
	return name
		? readFileSync(join(folder, name), 'utf8').trim()
		: 'The package has no licence file of its own.';
}

console.log('ES|QL Workbench contains or runs the work of others, under these licences.\n');
for (const place of shipped()) {
	const { version, license } = packages[place];
	const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
	console.log(`${'='.repeat(80)}\n${name} ${version} (${license ?? 'see below'})\n${'='.repeat(80)}\n`);
	console.log(`${textOf(place)}\n`);
}
