import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export interface CorpusQuery {
	readonly query: string;
	readonly valid: boolean;
	/** Line, and offset in the text plus one, of the first error. */
	readonly at?: readonly [number, number];
}

/** Records of a JSONL file of the shared corpus; undefined, with a printed reason, where the corpus is absent. */
export function corpus<T>(file: string): readonly T[] | undefined {
	const path = resolve(import.meta.dirname, '../../../shared/corpus', file);
	if (!existsSync(path)) {
		console.warn(`Skipped: ${path} is not there.`);
		return undefined;
	}
	const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
	return lines.map((line) => JSON.parse(line) as T);
}
