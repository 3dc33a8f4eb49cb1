import { isRecord } from '$lib/protocol/parse';
import type { Connection } from './connection';

/** The query that a view stands for. Rejects with a `CatalogError`, or with a sentence where the answer holds none. */
export async function viewQuery(connection: Connection, name: string, signal?: AbortSignal): Promise<string> {
	const { views } = await connection.get(`/_query/view/${encodeURIComponent(name)}`, signal);
	const view: unknown = Array.isArray(views) ? views[0] : undefined;
	if (isRecord(view) && typeof view.query === 'string') return view.query;
	throw new Error(`the cluster tells no query of the view ${name}`);
}
