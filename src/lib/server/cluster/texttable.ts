/** Lines of cells in columns of equal width; null is empty. */
export function textTable(rows: readonly (readonly (string | null)[])[]): string {
	const widths: number[] = [];
	for (const row of rows)
		row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell?.length ?? 0)));
	return rows.map((row) => `${row.map((cell, at) => (cell ?? '').padEnd(widths[at])).join(' ')}\n`).join('');
}
