import { isRecord } from '$lib/protocol/parse';
import type { Plain } from '$lib/request/view';

export const chartKinds = ['line', 'area', 'bar', 'scatter', 'histogram', 'value'] as const;
export type ChartKind = (typeof chartKinds)[number];

export const figures = [
	'each',
	'rows',
	'sum',
	'avg',
	'min',
	'max',
	'median',
	'count',
	'count_distinct'
] as const;
/** `each` draws the value of every row, `rows` counts rows and needs no column. */
export type FigureName = (typeof figures)[number];

export interface Figure {
	readonly fn: FigureName;
	/** Name of the column. */
	readonly column?: string;
}

/** What is drawn, in terms of column names, so that it outlives one answer. */
export interface ChartSpec {
	readonly kind: ChartKind;
	readonly x?: string;
	readonly y: readonly Figure[];
	readonly split?: string;
	readonly stacked: boolean;
	readonly log: boolean;
}

/** A spec as it is kept in a view. */
export function plainSpec({ kind, x, y, split, stacked, log }: ChartSpec): Plain {
	return {
		kind,
		...(x === undefined ? {} : { x }),
		y: y.map(({ fn, column }): Plain => (column === undefined ? { fn } : { fn, column })),
		...(split === undefined ? {} : { split }),
		...(stacked ? { stacked } : {}),
		...(log ? { log } : {})
	};
}

/** A spec read from a view; undefined when it is none. */
export function readSpec(stored: unknown): ChartSpec | undefined {
	if (!isRecord(stored)) return undefined;
	const kind = chartKinds.find((name) => name === stored.kind);
	if (kind === undefined || !Array.isArray(stored.y)) return undefined;
	const y = stored.y.slice(0, 12).flatMap((figure: unknown) => readFigure(figure) ?? []);
	return {
		kind,
		...(typeof stored.x === 'string' ? { x: stored.x } : {}),
		y,
		...(typeof stored.split === 'string' ? { split: stored.split } : {}),
		stacked: stored.stacked === true,
		log: stored.log === true
	};
}

function readFigure(stored: unknown): Figure | undefined {
	if (!isRecord(stored)) return undefined;
	const fn = figures.find((name) => name === stored.fn);
	if (fn === undefined) return undefined;
	return typeof stored.column === 'string' ? { fn, column: stored.column } : { fn };
}
