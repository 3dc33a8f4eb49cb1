import type { ElasticColumn } from '$lib/protocol/elastic';
import type { Cell } from './messages';

/** A position in `columns` of the answer. */
export type ColumnIndex = number;

/** Rows that are shown: which of those read, in which order. Empty filters and no keys mean all, as read. */
export interface Arrangement {
	/** Rows of which some cell holds this text, whatever its case. */
	readonly text: string;
	/** All of them must hold. */
	readonly predicates: readonly Predicate[];
	/** The first key decides, the next ones among equals; then the order of reading. */
	readonly sort: readonly SortKey[];
}

export interface SortKey {
	readonly column: ColumnIndex;
	readonly descending: boolean;
	readonly nulls: 'first' | 'last';
}

/**
 * What a row must be. Values are texts as the cluster sends them and compared by the column's type: `44` is `44.0`, and
 * `9007199254740993` is not `9007199254740992`. A multi-value `is`, `contains` or is in a `range` when one of its values
 * is. `not` turns the outcome around; a null then passes, because it is none of the values.
 */
export type Predicate =
	/** One of `values`. */
	| {
			readonly kind: 'is';
			readonly column: ColumnIndex;
			readonly values: readonly string[];
			readonly not?: boolean;
	  }
	/** Between two bounds; dates, numbers and texts alike. */
	| {
			readonly kind: 'range';
			readonly column: ColumnIndex;
			readonly from?: Bound;
			readonly to?: Bound;
			readonly not?: boolean;
	  }
	| { readonly kind: 'null'; readonly column: ColumnIndex; readonly not?: boolean }
	/** Holds this text, whatever its case. */
	| {
			readonly kind: 'contains';
			readonly column: ColumnIndex;
			readonly text: string;
			readonly not?: boolean;
	  };

export interface Bound {
	readonly value: string;
	readonly inclusive: boolean;
}

/** What a figure speaks of: `rows` of the view, out of `of` rows read. More may come until `settled`. */
export interface Scope {
	readonly rows: number;
	readonly of: number;
	readonly settled: boolean;
}

/** A rectangle of cells: rows of the view `start … end - 1`, and columns in the order they are shown. */
export interface CellRange {
	readonly start: number;
	readonly end: number;
	readonly columns: readonly ColumnIndex[];
}

/** How cells become text. See `export/text.ts` for what each does with null, multi-values and objects. */
export type TextFormat =
	| { readonly kind: 'tsv'; readonly header: boolean }
	| {
			readonly kind: 'csv';
			readonly header: boolean;
			/** One character; `,` unless told. */
			readonly delimiter?: string;
			/** Puts `'` before what a spreadsheet would run as a formula. */
			readonly guard?: boolean;
	  }
	/** One array of objects. */
	| { readonly kind: 'json' }
	/** One object per line. */
	| { readonly kind: 'ndjson' }
	| { readonly kind: 'markdown' }
	/** The distinct values of all cells as ES|QL literals: `("a", 1, …)`. */
	| { readonly kind: 'in' };

/** What a file can hold. `arrow` is the IPC file format. */
export type FileFormat =
	| Extract<TextFormat, { kind: 'csv' | 'tsv' | 'ndjson' | 'markdown' }>
	| { readonly kind: 'parquet' | 'arrow' };

/** Figures of numbers, exact, as texts: sums of integers are not rounded, those of doubles once. */
export interface Figures {
	/** How many numbers. */
	readonly count: number;
	readonly sum: string;
	readonly average: string;
	readonly min: string;
	readonly max: string;
}

/** What is selected. Each value of a multi-value counts. */
export interface SelectionStatistics {
	readonly cells: number;
	readonly nulls: number;
	readonly values: number;
	readonly distinct: number;
	/** Of the numbers among the values. */
	readonly numbers: Figures | undefined;
	/** Least and greatest, when all values are dates, or all are of one other type. */
	readonly span: { readonly min: string; readonly max: string } | undefined;
}

export type AggregateFunction = 'count' | 'count_distinct' | 'sum' | 'avg' | 'min' | 'max' | 'median';

/** `count` counts values of the column. */
export interface Aggregate {
	readonly fn: AggregateFunction;
	readonly column: ColumnIndex;
}

/** Asks for the groups right under `path`. Each value of a multi-value is in a group of its own. */
export interface GroupQuestion {
	/** Columns of the tree's levels. */
	readonly by: readonly ColumnIndex[];
	/** Keys of the group that is opened, from the root: `[]` asks for the first level. */
	readonly path: readonly GroupKey[];
	readonly aggregates: readonly Aggregate[];
	/** `rows`, `key`, or an index into `aggregates`. Nulls come last. */
	readonly sort: { readonly by: 'rows' | 'key' | number; readonly descending: boolean };
	/** At most so many groups. */
	readonly limit: number;
}

/** A value as the cluster sent it, or null. */
export type GroupKey = string | null;

export interface Groups {
	readonly groups: readonly Group[];
	/** How many there are, also those beyond the limit. */
	readonly total: number;
	readonly scope: Scope;
}

export interface Group {
	readonly key: GroupKey;
	readonly rows: number;
	/** One text per aggregate; null where there is nothing to compute it from. */
	readonly values: readonly (string | null)[];
}

export interface FindQuestion {
	readonly text: string;
	readonly matchCase?: boolean;
	/** Search goes on after (before) this cell, around the ends. */
	readonly from: { readonly row: number; readonly column: ColumnIndex };
	readonly backwards?: boolean;
	/** Columns in the order they are shown; all unless told. */
	readonly columns?: readonly ColumnIndex[];
}

export interface Found {
	/** The row is one of the view. */
	readonly at: { readonly row: number; readonly column: ColumnIndex } | undefined;
	/** The search went around an end. */
	readonly wrapped: boolean;
	/** Rows with a match, and the place of this one among them, from 1. */
	readonly rows: number;
	readonly position: number;
}

/** A figure for the y axis: an aggregate, or the number of rows. */
export type Measure = Aggregate | { readonly fn: 'rows' };

/** What to draw. `split` makes one series per value of that column: the most frequent ones, the rest left out and told. */
export type ChartQuestion =
	/** Each row as a point; thinned to `limit` by keeping the extremes of each stretch of x. */
	| {
			readonly kind: 'points';
			readonly x: ColumnIndex;
			readonly y: readonly ColumnIndex[];
			readonly split?: ColumnIndex;
			readonly limit: number;
	  }
	/** Figures of even steps of x, a number or date: time series (calendar steps in UTC) and histogram. */
	| {
			readonly kind: 'steps';
			readonly x: ColumnIndex;
			readonly measures: readonly Measure[];
			readonly split?: ColumnIndex;
			/** About so many steps. */
			readonly steps: number;
	  }
	/** Figures of the most frequent values of x, in their order by the first measure. */
	| {
			readonly kind: 'categories';
			readonly x: ColumnIndex;
			readonly measures: readonly Measure[];
			readonly split?: ColumnIndex;
			readonly limit: number;
	  }
	/** One figure each. */
	| { readonly kind: 'totals'; readonly measures: readonly Measure[] };

export interface ChartData {
	/** Epoch ms for dates; indices into `labels` for categories. Empty for totals. Points have an `x` of their own. */
	readonly x: Float64Array<ArrayBuffer>;
	readonly labels: readonly GroupKey[];
	/** Width of a step; 0 where there are none, or where steps are calendar months. */
	readonly step: number;
	readonly series: readonly Series[];
	/** Values of the split, or categories, that are left out. */
	readonly omitted: number;
	/** Points were thinned. */
	readonly thinned: boolean;
	readonly scope: Scope;
}

export interface Series {
	/** Index into `measures`, or into `y`. */
	readonly measure: number;
	/** Value of the split column; undefined without a split. */
	readonly split: GroupKey | undefined;
	/** Only for points. */
	readonly x?: Float64Array<ArrayBuffer>;
	/** NaN where there is nothing. */
	readonly y: Float64Array<ArrayBuffer>;
}

/** What one column holds, over the rows of the view. Texts are as the cluster sent them. */
export interface FieldSummary {
	readonly column: ColumnIndex;
	readonly rows: number;
	/** Rows without a value. */
	readonly nulls: number;
	/** Rows with several values. */
	readonly multiple: number;
	readonly values: number;
	readonly distinct: number;
	readonly min: string | undefined;
	readonly max: string | undefined;
	/** Of numbers: exact sum and average, and the least, quarter, middle, three-quarter and greatest value. */
	readonly figures: Figures | undefined;
	/** Values at 5, 25, 50, 75 and 95 %, of numbers and dates. */
	readonly quantiles: readonly string[];
	readonly histogram: Histogram | undefined;
	/** The most frequent values, by rows. */
	readonly top: readonly { readonly value: string; readonly rows: number }[];
}

/** Even bins from `from` to `to`, numbers or epoch ms. */
export interface Histogram {
	readonly from: number;
	readonly to: number;
	readonly counts: readonly number[];
}

/** Asks what turns the rows of another answer, all of them, into those of this one. */
export interface DifferenceQuestion {
	/** The id of the other answer. */
	readonly before: number;
	/** Names of the columns that say which row is which. */
	readonly keys: readonly string[];
	/** At most so many changes of each kind are told. */
	readonly limit: number;
}

/** What became of a row. Cells are in the order of the difference's columns; undefined where a side lacks the column. */
export type RowChange =
	| { readonly kind: 'added' | 'removed'; readonly cells: DiffCells }
	| {
			readonly kind: 'changed';
			readonly before: DiffCells;
			readonly cells: DiffCells;
			/** Positions of the columns that differ. */
			readonly at: readonly number[];
	  };

export type DiffCells = readonly (Cell | undefined)[];

export interface Difference {
	/** Columns of both sides, those of the one before first. */
	readonly columns: readonly ElasticColumn[];
	readonly counts: Readonly<Record<RowChange['kind'], number>>;
	/** The first ones of each kind, in the order of the rows after; what was removed comes last. */
	readonly changes: readonly RowChange[];
	readonly same: number;
	/** Rows whose key another row of their side has as well; they are matched in their order. */
	readonly repeated: number;
}

/** Questions about the rows of a view (or of all rows), by name: what is asked, and what comes back. */
export interface Questions {
	/** Where the rows of a stretch of the view stand among those read. */
	numbers: { ask: { readonly start: number; readonly end: number }; reply: Uint32Array<ArrayBuffer> };
	/** One row's cells as the cluster wrote them: JSON texts. Undefined when there is no such row. */
	row: { ask: { readonly row: number }; reply: readonly string[] | undefined };
	statistics: { ask: { readonly ranges: readonly CellRange[] }; reply: SelectionStatistics };
	/** The ranges one under another. */
	text: { ask: { readonly ranges: readonly CellRange[]; readonly format: TextFormat }; reply: string };
	find: { ask: FindQuestion; reply: Found };
	groups: { ask: GroupQuestion; reply: Groups };
	chart: { ask: ChartQuestion; reply: ChartData };
	difference: { ask: DifferenceQuestion; reply: Difference };
	/** JSON of the profile and what its answer says around it, without the rows. Undefined when there is none. */
	profile: { ask: object; reply: Blob | undefined };
	fields: {
		ask: { readonly columns: readonly ColumnIndex[]; readonly top: number };
		reply: readonly FieldSummary[];
	};
}

export type QuestionName = keyof Questions;

/** A question as it travels. */
export type Question = {
	[Name in QuestionName]: { readonly name: Name } & Questions[Name]['ask'];
}[QuestionName];
export type Reply = Questions[QuestionName]['reply'];
