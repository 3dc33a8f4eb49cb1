import type { Connection } from './connection';

/** What a cluster tells of an index beside its fields. */
export interface IndexFigures {
	readonly documents: number;
	/** Bytes on disk, of primaries and replicas. */
	readonly bytes: number;
}

/** Rows that are looked at, and values that are shown. */
const looked = 100;
const shown = 5;

/**
 * A few values of a field, as the cluster writes them, without repeats. `pattern` and `field` are written as ES|QL needs
 * them. Rejects with a `CatalogError`, or with the abort's reason.
 */
export async function sampleValues(
	connection: Connection,
	pattern: string,
	field: string,
	signal?: AbortSignal
): Promise<readonly string[]> {
	const query = `FROM ${pattern} | WHERE ${field} IS NOT NULL | KEEP ${field} | LIMIT ${looked}`;
	const text = await connection.text('/_query?format=tsv&header=absent', { query }, signal);
	return [...new Set(text.split(/\r?\n/).filter(Boolean))].slice(0, shown);
}

/** Documents and bytes of what a pattern names; undefined where the cluster tells no figures. */
export async function indexFigures(
	connection: Connection,
	pattern: string,
	signal?: AbortSignal
): Promise<IndexFigures | undefined> {
	const path = `/_cat/indices/${encodeURIComponent(pattern)}?format=json&bytes=b&h=docs.count,store.size`;
	const rows = JSON.parse(await connection.text(path, undefined, signal)) as unknown;
	const figures = (Array.isArray(rows) ? rows : []).map((row: Record<string, unknown>) => ({
		documents: Number(row['docs.count']),
		bytes: Number(row['store.size'])
	}));
	const sum = (name: keyof IndexFigures) => figures.reduce((total, row) => total + row[name], 0);
	const all = { documents: sum('documents'), bytes: sum('bytes') };
	return figures.length > 0 && Number.isFinite(all.documents) ? all : undefined;
}
