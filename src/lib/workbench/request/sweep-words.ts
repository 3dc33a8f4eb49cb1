import type { Cell } from '$lib/results/messages';
import type { RunState } from '$lib/runs/state';
import type { Stacked } from './Sweep.svelte';

/** The stacked rows as tab-separated text, exact, with the value before each row. */
export function tsvOf(label: string, { columns, rows }: Stacked): string {
	const lines = [
		[label, ...columns.map(({ name }) => name)],
		...rows.map(({ value, cells }) => [value, ...cells.map(textOf)])
	];
	return lines.map((line) => line.map(escape).join('\t')).join('\n');
}

/** How a step stands, in a word or two. */
export function stepWord(state: RunState | undefined, problem: string | undefined): string {
	if (problem !== undefined) return problem;
	return state === undefined ? 'waiting' : state.kind;
}

function textOf(cell: Cell): string {
	if (cell === null) return '';
	if (typeof cell === 'string') return cell;
	return 'json' in cell ? cell.json : JSON.stringify(cell);
}

function escape(text: string): string {
	return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
