/** A column: what it shows, and the figure by which it sorts (else its text). */
export interface Column<Row> {
	readonly id: string;
	readonly label: string;
	readonly figure?: (row: Row) => number | undefined;
	readonly text: (row: Row) => string;
	/** A bar as long as this share. */
	readonly share?: (row: Row) => number;
}

export interface Sorting {
	readonly by: string;
	readonly down: boolean;
}

/** Rows in the order of one column; rows without a figure count as the smallest. */
export function sortRows<Row>(
	rows: readonly Row[],
	{ figure, text }: Column<Row>,
	down: boolean
): readonly Row[] {
	const turn = down ? -1 : 1;
	return rows.toSorted((a, b) =>
		figure
			? turn * ((figure(a) ?? -1) - (figure(b) ?? -1))
			: turn * text(a).localeCompare(text(b), 'en', { numeric: true })
	);
}

/** What a click on a column's head sorts by: figures the largest first, texts from A; a second click turns it around. */
export function nextSorting<Row>({ id, figure }: Column<Row>, now: Sorting): Sorting {
	const down = figure ? !(now.by === id && now.down) : now.by === id && !now.down;
	return { by: id, down };
}
