import type { CellKeyDownEvent, FullWidthCellKeyDownEvent } from 'ag-grid-community';
import type { Cell, Row } from '$lib/results/messages';

/** What a cell puts on the clipboard: its value as the cluster sent it, nothing for null, one line per value. */
export function copyText(cell: Cell): string {
	if (cell === null) return '';
	if (typeof cell === 'string') return cell;
	return 'json' in cell ? cell.json : cell.join('\n');
}

/** Ctrl/Cmd+C on a cell copies its value, unless text is selected: then the browser copies that. */
export function copyCell(event: CellKeyDownEvent<Row, Cell> | FullWidthCellKeyDownEvent<Row>): void {
	if (!('value' in event) || !(event.event instanceof KeyboardEvent)) return;
	const { ctrlKey, metaKey, key } = event.event;
	if (!(ctrlKey || metaKey) || key.toLowerCase() !== 'c' || !getSelection()?.isCollapsed) return;
	navigator.clipboard.writeText(copyText(event.value ?? null)).catch((cause: unknown) => {
		console.error('The cell could not be copied.', cause);
	});
}
