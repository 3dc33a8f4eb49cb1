/**
 * What one row of the filter asks of a document. Values are JSON scalars as their own text (`"a"`, `true`,
 * `9007199254740993`), so that no digit is lost.
 */
export type ClauseTest =
	| { readonly kind: 'is'; readonly field: string; readonly value: string }
	| { readonly kind: 'oneOf'; readonly field: string; readonly values: readonly string[] }
	| ({ readonly kind: 'range'; readonly field: string } & Bounds)
	| { readonly kind: 'exists'; readonly field: string }
	/** The words of `text` in any order, or as a phrase. */
	| { readonly kind: 'match'; readonly field: string; readonly text: string; readonly phrase: boolean }
	/** Query DSL as typed. */
	| { readonly kind: 'dsl'; readonly text: string };

/** At most one lower and one upper bound; JSON scalars. */
export interface Bounds {
	readonly gte?: string;
	readonly gt?: string;
	readonly lte?: string;
	readonly lt?: string;
}

/** One row of the filter. */
export type FilterClause = ClauseTest & {
	/** Sent with the request. */
	readonly enabled: boolean;
	/** Documents that do not pass the test are meant. */
	readonly negate: boolean;
	/** Taken along into new queries, and kept when the others are removed. */
	readonly pinned: boolean;
};

export const boundNames = ['gte', 'gt', 'lte', 'lt'] as const satisfies readonly (keyof Bounds)[];

/** A clause that is sent as it stands. */
export function clause(test: ClauseTest, { negate = false, pinned = false } = {}): FilterClause {
	return { ...test, enabled: true, negate, pinned };
}

const numeric = new Set([
	'integer',
	'long',
	'unsigned_long',
	'double',
	'float',
	'half_float',
	'short',
	'byte'
]);
const sought = new Set([...numeric, 'boolean', 'keyword', 'ip', 'version', 'date', 'date_nanos', 'text']);

/** Whether documents can be found by a value of a field of this type. */
export function isSought(type: string): boolean {
	return sought.has(type);
}

/** A value as JSON: numbers and booleans of such fields as they are, everything else as a string. */
export function scalarOf(type: string, text: string): string {
	const plain = numeric.has(type) ? /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i : /^(?:true|false)$/;
	return (numeric.has(type) || type === 'boolean') && plain.test(text) ? text : JSON.stringify(text);
}

/**
 * The clause for the documents whose field holds the value of a cell: none for null, several for a multi-value.
 * `type` is the column's. Undefined for types that no document can be found by, such as shapes.
 */
export function clauseOf(
	field: string,
	type: string,
	values: readonly string[],
	flags: { readonly negate?: boolean } = {}
): FilterClause | undefined {
	if (values.length === 0) return clause({ kind: 'exists', field }, { negate: flags.negate !== true });
	if (!isSought(type)) return undefined;
	if (type === 'text' && values.length === 1)
		return clause({ kind: 'match', field, text: values[0], phrase: true }, flags);
	const scalars = [...new Set(values)].map((value) => scalarOf(type, value));
	return scalars.length === 1
		? clause({ kind: 'is', field, value: scalars[0] }, flags)
		: clause({ kind: 'oneOf', field, values: scalars }, flags);
}

/** Whether two clauses ask the same of a document, whatever their flags. */
export function sameTest(a: FilterClause, b: FilterClause): boolean {
	return JSON.stringify(testOf(a)) === JSON.stringify(testOf(b));
}

/**
 * The clauses with one more. One that asks the same is replaced, so that "is" after "is not" turns the row around and a
 * second click changes nothing.
 */
export function addClause(clauses: readonly FilterClause[], added: FilterClause): readonly FilterClause[] {
	const at = clauses.findIndex((known) => sameTest(known, added));
	if (at < 0) return [...clauses, added];
	return clauses.map((known, index) => (index === at ? { ...added, pinned: known.pinned } : known));
}

/** The test alone, its members in one order. */
export function testOf(row: FilterClause): ClauseTest {
	switch (row.kind) {
		case 'is':
			return { kind: row.kind, field: row.field, value: row.value };
		case 'oneOf':
			return { kind: row.kind, field: row.field, values: row.values };
		case 'range':
			return { kind: row.kind, field: row.field, ...boundsOf(row) };
		case 'exists':
			return { kind: row.kind, field: row.field };
		case 'match':
			return { kind: row.kind, field: row.field, text: row.text, phrase: row.phrase };
		case 'dsl':
			return { kind: row.kind, text: row.text };
	}
}

/** The bounds that are given, in one order. */
export function boundsOf(bounds: Bounds): Bounds {
	return Object.fromEntries(
		boundNames.flatMap((name) => (bounds[name] === undefined ? [] : [[name, bounds[name]]]))
	);
}
