/** One query over the shelf and what it must answer. */
export interface Case {
	readonly query: string;
	/** `name:type` of every column; unchecked when absent. */
	readonly columns?: string;
	/** Rows in order, as JSON values. */
	readonly rows?: readonly (readonly unknown[])[];
	/** JSON texts of the rows, where digits matter. */
	readonly texts?: readonly (readonly string[])[];
	/** Warnings besides that of the missing LIMIT. */
	readonly warnings?: readonly string[];
	/** The sentence of a refusal. */
	readonly refused?: string | RegExp;
}

/** A query on one row: `expression` → its value. */
export const value = (expression: string, result: unknown, columns?: string): Case => ({
	query: `ROW r = ${expression}`,
	rows: [[result]],
	...(columns === undefined ? {} : { columns })
});

/** The warnings of an expression that fails at a place. */
export const failed = (place: string, text: string, ...failures: string[]): string[] => [
	`Line ${place}: evaluation of [${text}] failed, treating result as null. Only first 20 failures recorded.`,
	...failures.map((failure) => `Line ${place}: ${failure}`)
];
