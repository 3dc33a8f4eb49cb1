import { isRecord } from '$lib/protocol/parse';
import type { LinkState } from './link';
import { readRequest } from './read';
import { readView, type ColumnState, type View } from './view';

interface PackedState {
	readonly query: string;
	readonly [key: string]: unknown;
}

/**
 * A link's state as the smallest JSON that says it; the query comes first, so that a cut link still has it. Only what the
 * types name goes in, whatever else an object may hold.
 */
export function packState({ request, cluster, view, asyncId }: LinkState): PackedState {
	const { query, params, filter, options, clauses, time } = readRequest(request) ?? request;
	const shown = readView(view);
	return {
		query,
		params: params.length > 0 ? params.map(({ name, type, value }) => [name, type, value]) : undefined,
		filter: filter === '' ? undefined : filter,
		options: Object.keys(options).length > 0 ? options : undefined,
		cluster: cluster === '' ? undefined : cluster,
		clauses: clauses?.map(({ enabled, negate, pinned, ...test }) => ({
			...test,
			enabled: enabled ? undefined : false,
			negate: negate || undefined,
			pinned: pinned || undefined
		})),
		time: time && { ...time, enabled: time.enabled ? undefined : false },
		asyncId: isAsyncId(asyncId) ? asyncId : undefined,
		view: Object.keys(shown).length > 0 ? packView(shown) : undefined
	};
}

/** The state in a link's JSON of any version, or a sentence that says why there is none. */
export function unpackState(stored: unknown): LinkState | string {
	if (!isRecord(stored)) return 'The link holds no request';
	const request = readRequest({ ...stored, params: unpackRows(stored.params) });
	if (request === undefined) return 'The link holds no query';
	const view = unpackView(stored.view);
	return {
		request,
		cluster: typeof stored.cluster === 'string' ? stored.cluster : '',
		...(Object.keys(view).length > 0 ? { view } : {}),
		...(isAsyncId(stored.asyncId) ? { asyncId: stored.asyncId } : {})
	};
}

function unpackRows(params: unknown): unknown {
	if (!Array.isArray(params)) return params;
	return params.map((row: unknown) =>
		Array.isArray(row) ? { name: row[0], type: row[1], value: row[2] } : row
	);
}

/** Of a column: its name, its width or 0, and a letter for each of its other states. */
function packView({ columns, ...others }: View): object {
	return {
		...others,
		columns: columns?.map((column) => [column.name, column.width ?? 0, lettersOf(column)])
	};
}

function unpackView(stored: unknown): View {
	if (!isRecord(stored) || !Array.isArray(stored.columns)) return readView(stored);
	const columns = stored.columns.map((column: unknown) =>
		Array.isArray(column) ? { name: column[0], width: column[1], ...statesOf(String(column[2])) } : column
	);
	return readView({ sort: oldSort(stored.columns), ...stored, columns });
}

/** In earlier links a column's letters also say how it is sorted. */
function oldSort(columns: readonly unknown[]): unknown {
	const keys = columns.flatMap((column) => {
		const letters = Array.isArray(column) ? String(column[2]) : '';
		return Array.isArray(column) && /[ad]/.test(letters)
			? [{ name: column[0] as unknown, descending: letters.includes('d') }]
			: [];
	});
	return keys.length > 0 ? keys : undefined;
}

function lettersOf({ pin, hide }: ColumnState): string {
	return `${pin?.[0] ?? ''}${hide === true ? 'h' : ''}`;
}

function statesOf(letters: string): Partial<ColumnState> {
	return {
		...(letters.includes('l') ? { pin: 'left' } : letters.includes('r') ? { pin: 'right' } : {}),
		...(letters.includes('h') ? { hide: true } : {})
	};
}

/** Elasticsearch's ids are base64url with its padding. */
function isAsyncId(value: unknown): value is string {
	return typeof value === 'string' && /^[\w-]{1,400}={0,2}$/.test(value);
}
