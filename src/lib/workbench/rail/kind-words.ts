import type { Field, IndexInfo } from '$lib/esql/analysis/schema';

/** What an index is, where it is more than an index. */
export function indexWord({ kind, mode }: IndexInfo): string {
	if (mode === 'lookup' || mode === 'time_series') return mode.replace('_', ' ');
	return kind === 'index' ? '' : kind.replace('_', ' ');
}

/** A field's type; several that don't go together are a conflict. */
export function fieldWord({ type, originalTypes }: Field): string {
	return originalTypes !== undefined && originalTypes.length > 1 ? 'conflict' : type;
}
