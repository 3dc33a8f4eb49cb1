import type { JsonNumber } from '$lib/protocol/json';

/** A value that a query looks for, as it was written. */
export type Sought = string | boolean | JsonNumber;

/** One bound of a range. */
export interface Bound {
	readonly value: Sought;
	readonly inclusive: boolean;
}

/** A checked Query DSL clause. Its values are not yet read: what they mean depends on the type of each index's field. */
export type Clause =
	| { readonly kind: 'all' }
	| { readonly kind: 'none' }
	| {
			readonly kind: 'terms';
			readonly field: string;
			readonly values: readonly Sought[];
			readonly anyCase: boolean;
	  }
	| {
			readonly kind: 'range';
			readonly field: string;
			readonly lower: Bound | undefined;
			readonly upper: Bound | undefined;
			/** Formats of dates, as written; the field's own when absent. */
			readonly format: string | undefined;
			readonly timeZone: string | undefined;
	  }
	| { readonly kind: 'exists'; readonly field: string }
	| { readonly kind: 'ids'; readonly ids: readonly string[] }
	| {
			readonly kind: 'match';
			readonly field: string;
			readonly value: Sought;
			/** How many of the query's words a text must hold. */
			readonly required: (words: number) => number;
			/** What a query without words matches. */
			readonly wordless: 'all' | 'none';
	  }
	| { readonly kind: 'phrase'; readonly field: string; readonly value: Sought }
	| {
			readonly kind: 'prefix' | 'wildcard' | 'regexp';
			readonly field: string;
			readonly pattern: string;
			readonly anyCase: boolean;
	  }
	| {
			/** The corners of a rectangle in degrees; `left` beyond `right` goes over the date line. */
			readonly kind: 'box';
			readonly field: string;
			readonly top: number;
			readonly left: number;
			readonly bottom: number;
			readonly right: number;
	  }
	| {
			/** A clause for each of the fields, of which any must match. Of a pattern, the keyword and text fields are meant. */
			readonly kind: 'fields';
			readonly patterns: readonly string[];
			readonly of: (field: string) => Clause;
	  }
	| {
			readonly kind: 'bool';
			/** `must` and `filter`. */
			readonly all: readonly Clause[];
			readonly any: readonly Clause[];
			readonly none: readonly Clause[];
			/** How many of `any` must match. */
			readonly required: number;
	  };
