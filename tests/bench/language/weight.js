import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { lezer } from '@lezer/generator/rollup';
import { build } from 'vite';
import { root } from '../../../scripts/prepare.js';

const lib = join(root, 'src/lib');
const room = join(lib, 'esql');

/** What lint, which begins by itself, loads beside the editor's extension. */
const byItself = ['editor/index.ts', 'analysis/analyze.ts', 'analysis/diagnose.ts'].map((file) =>
	join(room, file)
);

/**
 * The language in kB brotli, without CodeMirror but with the parser's engine: what the page's first load has of it, what is
 * there once diagnostics have begun by themselves, and everything but the prose of its definitions.
 */
export async function languageWeight() {
	const shell = shellModules();
	return {
		shell: await weigh(shell),
		started: await weigh([...shell, ...byItself]),
		whole: await weigh([...shell, ...byItself], true)
	};
}

/** Modules of the language that the page imports statically, directly or by others outside of it. */
function shellModules() {
	/** @type {Set<string>} */
	const seen = new Set();
	/** @param {string} file */
	const visit = (file) => {
		if (seen.has(file)) return;
		seen.add(file);
		if (!file.startsWith(`${room}/`)) importsOf(file).forEach(visit);
	};
	['+layout.svelte', '+layout.ts', '+page.svelte'].forEach((file) => visit(join(root, 'src/routes', file)));
	return [...seen].filter((file) => file.startsWith(`${room}/`));
}

/** @param {string} file */
function importsOf(file) {
	const text = readFileSync(file, 'utf8');
	return [...text.matchAll(/^\s*(?:import|export)\s+(?!type\b)([^'";]*?\bfrom\s+)?'([^']+)'/gm)]
		.filter(([, names]) => !names || !isTypesOnly(names))
		.flatMap(([, , specifier]) => located(specifier, file) ?? []);
}

/** @param {string} names */
const isTypesOnly = (names) => {
	const list = /^\{([\s\S]*)\}\s+from\s+$/.exec(names)?.[1];
	return list !== undefined && list.split(',').every((name) => /^\s*(type\s|$)/.test(name));
};

/**
 * @param {string} specifier
 * @param {string} from
 */
function located(specifier, from) {
	if (!/^(\.|\$lib\/)/.test(specifier)) return undefined;
	const path = specifier.startsWith('$lib/')
		? join(lib, specifier.slice(5))
		: resolve(dirname(from), specifier);
	return ['', '.ts', '.svelte', '.svelte.ts', '/index.ts']
		.map((ending) => path + ending)
		.find((file) => /\.(ts|svelte)$/.test(file) && existsSync(file));
}

/**
 * What loading these modules fetches, with their lazy chunks or without; the definitions' prose never counts.
 * @param {string[]} modules
 */
async function weigh(modules, withLazy = false) {
	const entry = 'virtual:language';
	const built = await build({
		configFile: false,
		logLevel: 'error',
		root,
		resolve: { alias: { $lib: lib } },
		plugins: [
			lezer(),
			{
				name: 'language-entry',
				resolveId: (id) => (id === entry ? `\0${entry}` : undefined),
				load: (id) =>
					id === `\0${entry}`
						? modules.map((file, at) => `export * as m${at} from ${JSON.stringify(file)};`).join('\n')
						: undefined
			}
		],
		build: {
			write: false,
			target: 'es2022',
			modulePreload: false,
			rollupOptions: {
				input: entry,
				preserveEntrySignatures: 'strict',
				external: [/^@codemirror\//, '@lezer/common', '@lezer/highlight']
			}
		}
	});
	const { output } = /** @type {import('vite').Rollup.RollupOutput} */ (
		Array.isArray(built) ? built[0] : built
	);
	const chunks = new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])));
	/** @type {Set<string>} */
	const fetched = new Set();
	/** @param {string} name */
	const visit = (name) => {
		const chunk = chunks.get(name);
		if (!chunk || fetched.has(name) || /prose/.test(name)) return;
		fetched.add(name);
		chunk.imports.forEach(visit);
	};
	for (const [name, { isEntry }] of chunks) if (isEntry || withLazy) visit(name);
	return (
		[...fetched].reduce((sum, name) => sum + brotliCompressSync(chunks.get(name)?.code ?? '').length, 0) /
		1000
	);
}
