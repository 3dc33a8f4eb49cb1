import type { ElasticColumn } from '$lib/protocol/elastic';
import { display } from '$lib/results/format';
import type { Row } from '$lib/results/messages';

const SAMPLE = 40;
const NARROWEST = 56;
const WIDEST = 420;
/** Cell padding on both sides, border, and air for a longer neighbour. */
const CELL_EXTRA = 24;
/** Cell padding, the gap before the type badge and the badge's own padding. */
const HEADER_EXTRA = 40;

/** Width of a text in pixels. */
export type Measure = (text: string, kind: 'cell' | 'header' | 'type') => number;

/** A width for each column from its header and the longest of the first cells, within limits. */
export function columnWidths(
	columns: readonly ElasticColumn[],
	rows: readonly Row[],
	timeZone: string,
	measure: Measure
): readonly number[] {
	const sample = rows.slice(0, SAMPLE);
	return columns.map((column, index) => {
		let longest = '';
		for (const row of sample) {
			const { text } = display(row[index] ?? null, column, { timeZone });
			if (text.length > longest.length) longest = text;
		}
		const cell = measure(longest.slice(0, 200), 'cell') + CELL_EXTRA;
		const header = measure(column.name, 'header') + measure(column.type, 'type') + HEADER_EXTRA;
		return Math.ceil(Math.min(WIDEST, Math.max(NARROWEST, cell, header)));
	});
}

/** Measures with the fonts that `element` inherits. */
export function canvasMeasure(element: HTMLElement): Measure {
	const context = document.createElement('canvas').getContext('2d');
	const family = getComputedStyle(element).fontFamily;
	const fonts = { cell: `13px ${family}`, header: `600 13px ${family}`, type: `11px ${family}` };
	return (text, kind) => {
		if (context === null) return text.length * 8;
		context.font = fonts[kind];
		return context.measureText(text).width;
	};
}
