import { isRecord } from '$lib/protocol/parse';

/** How one column of the answer is shown. */
export interface ColumnState {
	readonly name: string;
	/** Pixels. */
	readonly width?: number;
	readonly pin?: 'left' | 'right';
	readonly hide?: boolean;
}

/** A column that the rows are sorted by on the page. */
export interface SortState {
	readonly name: string;
	readonly descending?: boolean;
}

/** JSON that the request knows nothing about; its owner checks what it means. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

/** How a request and its answer are shown: what a link holds beside the request itself. */
export interface View {
	/** In the order of the screen. */
	readonly columns?: readonly ColumnState[];
	/** The first one decides. */
	readonly sort?: readonly SortState[];
	/** Names of the panes on screen. */
	readonly requestPane?: string;
	readonly answerPane?: string;
	/** What the Chart pane draws. */
	readonly chart?: Plain;
	/** What is selected in the Profile pane. */
	readonly profile?: Plain;
}

/** Characters of JSON that a chart or a profile selection may take in a link. */
export const MAX_PLAIN = 8192;
const MAX_DEPTH = 8;
const MAX_COLUMNS = 1000;
const MAX_WIDTH = 10_000;
const MAX_SORT = 100;

/** A view read from something that was stored or sent. Parts that are not as they should be are left out. */
export function readView(stored: unknown): View {
	if (!isRecord(stored)) return {};
	const view: { -readonly [Key in keyof View]: View[Key] } = {};
	if (Array.isArray(stored.columns)) {
		const columns = stored.columns
			.slice(0, MAX_COLUMNS)
			.flatMap((column: unknown) => readColumn(column) ?? []);
		if (columns.length > 0) view.columns = columns;
	}
	if (Array.isArray(stored.sort)) {
		const sort = stored.sort.slice(0, MAX_SORT).flatMap((key: unknown) => readSort(key) ?? []);
		if (sort.length > 0) view.sort = sort;
	}
	if (isPaneName(stored.requestPane)) view.requestPane = stored.requestPane;
	if (isPaneName(stored.answerPane)) view.answerPane = stored.answerPane;
	if (isPlain(stored.chart)) view.chart = stored.chart;
	if (isPlain(stored.profile)) view.profile = stored.profile;
	return view;
}

function readColumn(stored: unknown): ColumnState | undefined {
	if (!isRecord(stored) || typeof stored.name !== 'string') return undefined;
	const { name, width, pin, hide } = stored;
	return {
		name,
		...(typeof width === 'number' && width >= 1 && width <= MAX_WIDTH ? { width: Math.round(width) } : {}),
		...(pin === 'left' || pin === 'right' ? { pin } : {}),
		...(hide === true ? { hide } : {})
	};
}

function readSort(stored: unknown): SortState | undefined {
	if (!isRecord(stored) || typeof stored.name !== 'string') return undefined;
	return { name: stored.name, ...(stored.descending === true ? { descending: true } : {}) };
}

function isPaneName(value: unknown): value is string {
	return typeof value === 'string' && /^[a-z]{1,20}$/.test(value);
}

function isPlain(value: unknown): value is Plain {
	return value !== undefined && isShallow(value, 0) && JSON.stringify(value).length <= MAX_PLAIN;
}

function isShallow(value: unknown, depth: number): boolean {
	if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
	if (typeof value === 'number') return Number.isFinite(value);
	if (typeof value !== 'object' || depth >= MAX_DEPTH) return false;
	return Object.values(value).every((item) => isShallow(item, depth + 1));
}
