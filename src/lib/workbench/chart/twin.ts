import { xText, type Drawn } from './drawn';

/** A picture as a table: the same numbers for those who can't see it, and for a file. */
export interface Twin {
	readonly header: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

/** Series that share their x stand side by side; points one under another. */
export function twinOf(picture: Drawn, limit = Infinity): Twin {
	const { spec, series } = picture;
	if (spec.kind === 'value')
		return { header: series.map(({ name }) => name), rows: [series.map(({ y }) => numberText(y[0]))] };
	const x = spec.x ?? 'x';
	const shared = series.every((one) => one.x === series[0]?.x);
	if (shared && series.length > 0) {
		const length = Math.min(limit, series[0].x.length);
		return {
			header: [x, ...series.map(({ name }) => name)],
			rows: Array.from({ length }, (_, at) => [
				xText(picture, 0, at),
				...series.map(({ y }) => numberText(y[at]))
			])
		};
	}
	const rows: string[][] = [];
	for (let s = 0; s < series.length && rows.length < limit; s++) {
		const { name, y } = series[s];
		for (let at = 0; at < y.length && rows.length < limit; at++)
			rows.push([name, xText(picture, s, at), numberText(y[at])]);
	}
	return { header: ['series', x, 'value'], rows };
}

export function csvOf({ header, rows }: Twin): string {
	const line = (cells: readonly string[]) =>
		cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
	return `${[header, ...rows].map(line).join('\r\n')}\r\n`;
}

function numberText(value: number | undefined): string {
	return value === undefined || Number.isNaN(value) ? '' : String(value);
}
