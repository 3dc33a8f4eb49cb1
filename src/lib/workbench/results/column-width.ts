import type { ElasticColumn } from '$lib/protocol/elastic';
import { display, type Display } from '$lib/results/format';
import type { Row } from '$lib/results/messages';
import type { Notation } from '$lib/results/notation';

const SAMPLE = 40;
const SAMPLE_CHARACTERS = 200;
const NARROWEST = 56;
const WIDEST = 420;
/** Cell padding on both sides, border, and air for a longer neighbour. */
const CELL_EXTRA = 26;
/** Cell padding, the gap before the type, and the handle for resizing. */
const HEADER_EXTRA = 34;
/** What a chip, and the count before the chips, add to their texts. */
const CHIP_EXTRA = 16;

export type TextStyle = 'cell' | 'code' | 'header' | 'type';

/** Width of a text in pixels. */
export type Measure = (text: string, style: TextStyle) => number;

/** A width for each column from its header and the longest of the first cells, within limits. */
export function columnWidths(
	columns: readonly ElasticColumn[],
	rows: readonly Row[],
	notation: Notation,
	measure: Measure
): readonly number[] {
	const sample = rows.slice(0, SAMPLE);
	return columns.map((column, index) => {
		let longest: Display = { kind: 'text', text: '' };
		for (const row of sample) {
			const shown = display(row[index] ?? null, column, notation);
			if (shown.text.length > longest.text.length) longest = shown;
		}
		const chips = longest.kind === 'multi' ? (longest.items.length + 1) * CHIP_EXTRA : 0;
		const text = longest.text.slice(0, SAMPLE_CHARACTERS);
		const cell = measure(text, longest.kind === 'json' ? 'code' : 'cell') + chips + CELL_EXTRA;
		const header = measure(column.name, 'header') + measure(column.type, 'type') + HEADER_EXTRA;
		return Math.ceil(Math.min(WIDEST, Math.max(NARROWEST, cell, header)));
	});
}

/** Measures with the page's fonts as the grid draws them. */
export function canvasMeasure(): Measure {
	const context = document.createElement('canvas').getContext('2d');
	const style = getComputedStyle(document.documentElement);
	const family = style.getPropertyValue('--font-ui') || 'sans-serif';
	const fonts: Record<TextStyle, string> = {
		cell: `13px ${family}`,
		code: `12px ${style.getPropertyValue('--font-mono') || 'monospace'}`,
		header: `600 13px ${family}`,
		type: `11px ${family}`
	};
	return (text, kind) => {
		if (context === null) return text.length * 8;
		context.font = fonts[kind];
		return context.measureText(text).width;
	};
}
