/**
 * One line of the benchmark: two ways measured side by side in one run.
 * @typedef {{ id: string, ours: number, reference: number, ratio: number, goal: string, pass: boolean }} BenchRow
 */

/**
 * A table for people.
 * @param {BenchRow[]} rows
 */
export function table(rows) {
	const cells = rows.map((row) => [
		row.id,
		figure(row.ours),
		figure(row.reference),
		row.ratio.toFixed(2),
		row.goal,
		row.pass ? 'yes' : 'NO'
	]);
	const all = [['what', 'ours', 'reference', 'ratio', 'goal', 'met'], ...cells];
	const widths = all[0].map((_, at) => Math.max(...all.map((line) => line[at].length)));
	const lines = all.map(
		(line) =>
			`| ${line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(' | ')} |`
	);
	lines.splice(
		1,
		0,
		`| ${widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
	);
	return lines.join('\n');
}

/** @param {number} value */
const figure = (value) =>
	Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
