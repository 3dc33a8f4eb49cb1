const DIVIDER = '..';

/** SQL text of a range: both bounds with two dots between. */
export const rangeText = (range: string, boundText: (bound: string) => string): string =>
	`(${boundText(`(${range}).low`)} || '${DIVIDER}' || ${boundText(`(${range}).high`)})`;

/** SQL of the range between two bounds; NULL where they are missing or the wrong way round. */
export const rangeSql = (low: string, high: string): string =>
	`CASE WHEN ${low} <= ${high} THEN {'low': ${low}, 'high': ${high}} END`;

/** SQL of the range that a text means: its two bounds with two dots between. */
export function rangeOf(text: string, bound: (part: string) => string): string {
	const part = (index: number) => bound(`string_split(${text}, '${DIVIDER}')[${index}]`);
	return `CASE WHEN len(string_split(${text}, '${DIVIDER}')) = 2 THEN (${rangeSql(part(1), part(2))}) END`;
}
