import { isRecord } from '$lib/protocol/parse';

/**
 * Indices of a cluster that can be listed but not read yet: `_cat/indices` has no count of their documents. Empty where
 * the cluster does not tell. Rejects only with the abort's reason.
 */
export async function loadingIndices(cluster: string, signal: AbortSignal): Promise<readonly string[]> {
	const path = `/api/clusters/${encodeURIComponent(cluster)}/_cat/indices?format=json&h=index,docs.count`;
	try {
		const response = await fetch(path, { headers: { accept: 'application/json' }, signal });
		const lines: unknown = response.ok ? await response.json() : [];
		if (!Array.isArray(lines)) return [];
		return lines
			.filter(isRecord)
			.flatMap((line) => (line['docs.count'] === null ? [String(line.index)] : []));
	} catch {
		signal.throwIfAborted();
		return [];
	}
}
