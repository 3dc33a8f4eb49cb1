import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { install, modified, newest, root } from './prepare.js';

const usage = `usage: npm run -s esql -- COMMAND [OPTION] [FILE…|-]

  check              tell what is wrong; exit 1 when something is an error
    --jsonl          read {"query": …} lines, answer each with {"errors": […]}
  format             print the query, formatted
    --write          rewrite the files instead
    --check          name the files that are not formatted; exit 1 when there are any
  columns            print the columns after each pipe, as far as the text tells

Without a file, or with -, standard input is read.`;

/**
 * The language, made of the same modules as the page's. Bundled once, since Node 20 reads no TypeScript.
 * @returns {Promise<typeof import('../src/lib/esql/syntax/parse') & typeof import('../src/lib/esql/syntax/position') & typeof import('../src/lib/esql/analysis/analyze') & typeof import('../src/lib/esql/analysis/diagnose') & typeof import('../src/lib/esql/analysis/format')>}
 */
async function language() {
	const outDir = join(root, '.cache/esql');
	const modules = [
		'syntax/parse',
		'syntax/position',
		'analysis/analyze',
		'analysis/diagnose',
		'analysis/format'
	];
	const built = modules.map((name) => join(outDir, `${name}.js`));
	if (newest(join(root, 'src/lib/esql')) > Math.min(...built.map(modified))) {
		const [{ build }, { lezer }] = await Promise.all([import('vite'), import('@lezer/generator/rollup')]);
		await build({
			root,
			configFile: false,
			logLevel: 'error',
			plugins: [lezer()],
			build: {
				ssr: true,
				outDir,
				rollupOptions: {
					input: Object.fromEntries(modules.map((name) => [name, join(root, `src/lib/esql/${name}.ts`)]))
				}
			}
		});
	}
	return Object.assign({}, ...(await Promise.all(built.map((path) => import(path)))));
}

/** @param {string} path */
const read = (path) => readFileSync(path === '-' ? 0 : path, 'utf8');

/**
 * What is wrong with a query, with places as Elasticsearch counts them.
 * @param {Awaited<ReturnType<typeof language>>} esql
 * @param {string} query
 */
function findings(esql, query) {
	return esql.diagnose(esql.analyze(esql.parse(query))).map(({ from, severity, message }) => {
		const { line, column } = esql.placeAt(query, from);
		return { line, column, severity, message };
	});
}

/**
 * @param {Awaited<ReturnType<typeof language>>} esql
 * @param {string[]} files
 */
function check(esql, files) {
	let failed = false;
	for (const file of files) {
		for (const { line, column, severity, message } of findings(esql, read(file))) {
			console.log(`${file}:${line}:${column}: ${severity}: ${message}`);
			failed ||= severity === 'error';
		}
	}
	return failed ? 1 : 0;
}

/**
 * @param {Awaited<ReturnType<typeof language>>} esql
 * @param {string[]} files
 */
function checkLines(esql, files) {
	let failed = false;
	for (const line of files.flatMap((file) => read(file).split('\n')).filter((line) => line.trim())) {
		let query;
		try {
			({ query } = JSON.parse(line));
		} catch {
			query = undefined;
		}
		const errors =
			typeof query === 'string'
				? findings(esql, query)
				: [
						{
							line: 1,
							column: 1,
							severity: 'error',
							message: 'this line is not a JSON object with a "query" string'
						}
					];
		failed ||= errors.some(({ severity }) => severity === 'error');
		console.log(JSON.stringify({ errors }));
	}
	return failed ? 1 : 0;
}

/**
 * @param {Awaited<ReturnType<typeof language>>} esql
 * @param {string[]} files
 * @param {string[]} options
 */
function format(esql, files, options) {
	let code = 0;
	for (const file of files) {
		const text = read(file);
		const formatted = esql.format(text);
		if (formatted === undefined) {
			check(esql, [file]);
			console.error(`${file}: not formatted, since it has a syntax error`);
			code = 1;
		} else if (options.includes('--check')) {
			if (formatted.trimEnd() === text.trimEnd()) continue;
			console.log(file);
			code = 1;
		} else if (options.includes('--write') && file !== '-') writeFileSync(file, `${formatted.trimEnd()}\n`);
		else console.log(formatted.trimEnd());
	}
	return code;
}

/**
 * @param {Awaited<ReturnType<typeof language>>} esql
 * @param {string[]} files
 */
function columns(esql, files) {
	for (const file of files) {
		const text = read(file);
		for (const { command, columns, open } of esql.analyze(esql.parse(text)).stages) {
			const { line, column } = esql.placeAt(text, command.from);
			const names = columns.map(({ name, type }) => `${name}:${type}`);
			console.log(
				`${file}:${line}:${column}: ${text.slice(command.keyword.from, command.keyword.to)}: ${[...names, ...(open ? ['…'] : [])].join(', ')}`
			);
		}
	}
	return 0;
}

const [command, ...rest] = process.argv.slice(2);
const options = rest.filter((word) => word.startsWith('--'));
const named = rest.filter((word) => !word.startsWith('--'));
const files = named.length > 0 ? named : ['-'];
const known = { check: ['--jsonl'], format: ['--write', '--check'], columns: [] };

if (
	command === undefined ||
	!Object.hasOwn(known, command) ||
	options.some(
		(option) => !known[/** @type {keyof typeof known} */ (command)].includes(/** @type {never} */ (option))
	)
) {
	console.error(usage);
	process.exit(2);
}
install();
try {
	const esql = await language();
	if (command === 'format') process.exitCode = format(esql, files, options);
	else if (command === 'columns') process.exitCode = columns(esql, files);
	else process.exitCode = options.includes('--jsonl') ? checkLines(esql, files) : check(esql, files);
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 2;
}
