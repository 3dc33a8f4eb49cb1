import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type FileFormat = 'csv' | 'tsv' | 'ndjson' | 'json' | 'parquet';

/** Files that make one index: one file, or all of a folder. */
export interface FileGroup {
	readonly index: string;
	/** The file or folder, as it is called. */
	readonly name: string;
	readonly files: readonly { readonly path: string; readonly format: FileFormat }[];
	/** `<index>.mapping.json` beside it. */
	readonly mapping: string | undefined;
}

/** Why something in the folder is not, or not wholly, an index. */
export interface FileProblem {
	/** The file or folder, as it is called. */
	readonly name: string;
	readonly index: string | undefined;
	readonly sentence: string;
}

const EXTENSION = /\.(csv|tsv|ndjson|jsonl|json|parquet)(\.gz)?$/i;
const MAPPING = /\.mapping\.json$/i;

function formatOf(name: string): FileFormat | undefined {
	if (MAPPING.test(name)) return undefined;
	const [, extension, packed] = EXTENSION.exec(name) ?? [];
	const format = extension?.toLowerCase();
	if (format === 'parquet') return packed ? undefined : 'parquet';
	if (format === 'jsonl') return 'ndjson';
	return format === 'csv' || format === 'tsv' || format === 'ndjson' || format === 'json'
		? format
		: undefined;
}

/** File or folder name → index name: lower-case, without what an index name must not have. */
export const indexName = (name: string): string =>
	name
		.replace(EXTENSION, '')
		.toLowerCase()
		.replace(/[\\/*?"<>| ,#:]+/g, '-')
		.replace(/^[-_+.]+/, '');

/** Can a file of this name be read, or say how another is? */
export const isReadable = (name: string): boolean => MAPPING.test(name) || formatOf(name) !== undefined;

const visible = (entry: Dirent) => !entry.name.startsWith('.') && !entry.name.startsWith('_');

/** The kind of thing an entry is; symbolic links are followed. */
const kindOf = (folder: string, entry: Dirent) =>
	entry.isSymbolicLink() ? statSync(join(folder, entry.name)) : entry;

function filesBelow(folder: string): FileGroup['files'] {
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => visible(entry) && entry.isFile())
		.flatMap((entry) => {
			const format = formatOf(entry.name);
			return format ? [{ path: join(entry.parentPath, entry.name), format }] : [];
		})
		.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The indices that a folder holds, by name, and what in it can't be one. Throws when the folder can't be read. */
export function scanFolder(folder: string): {
	readonly groups: readonly FileGroup[];
	readonly problems: readonly FileProblem[];
} {
	const groups = new Map<string, FileGroup>();
	const problems: FileProblem[] = [];
	const entries = readdirSync(folder, { withFileTypes: true }).filter(visible);
	const mappings = new Map(
		entries
			.filter(({ name }) => MAPPING.test(name))
			.map(({ name }) => [indexName(name.replace(MAPPING, '')), join(folder, name)])
	);
	for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
		const { name } = entry;
		const path = join(folder, name);
		try {
			const directory = kindOf(folder, entry).isDirectory();
			const format = directory ? undefined : formatOf(name);
			const files = directory ? filesBelow(path) : format ? [{ path, format }] : [];
			if (files.length > 0 && files.every((file) => statSync(file.path).size === 0)) {
				problems.push({ name, index: indexName(name), sentence: `${name} is empty.` });
				continue;
			}
			if (files.length === 0) {
				if (directory)
					problems.push({ name, index: undefined, sentence: `${name} holds no file that can be read.` });
				continue;
			}
			const index = indexName(name);
			const other = groups.get(index);
			if (index === '') problems.push({ name, index: undefined, sentence: `${name} gives no index name.` });
			else if (other)
				problems.push({
					name,
					index,
					sentence: `${name} would be the index [${index}], as ${other.name} already is.`
				});
			else groups.set(index, { index, name, files, mapping: mappings.get(index) });
		} catch (error) {
			problems.push({ name, index: undefined, sentence: `${name} cannot be read: ${String(error)}` });
		}
	}
	return { groups: [...groups.values()], problems };
}
