import type { Spot } from './selection';

/** How a press on a cell changes the selection. */
export type PressKind = 'fresh' | 'extend' | 'add';

/** What pointing at cells leads to. */
export interface PointingListener {
	/** `whole` on a row's number. */
	press(spot: Spot, kind: PressKind, whole: boolean): void;
	drag(spot: Spot, whole: boolean): void;
	open(spot: Spot): void;
	/** A right click. */
	menu(spot: Spot, at: DOMRect): void;
	/** The cell of the screen under an element; `whole` when it is a row's number. */
	spotOf(element: Element | null): { readonly spot: Spot; readonly whole: boolean } | undefined;
}

/** Pixels per frame that the rows move when the pointer is dragged out of them, for each pixel outside. */
const DRAG_SPEED = 0.25;

/** Listens to the pointer over the cells; gives back how to stop. */
export function listenToPointer(root: HTMLElement, listener: PointingListener): () => void {
	const aborting = new AbortController();
	const { signal } = aborting;
	let drag: { readonly whole: boolean; x: number; y: number } | undefined;

	root.addEventListener(
		'mousedown',
		(event) => {
			const hit = listener.spotOf(event.target as Element | null);
			if (hit === undefined || event.button !== 0) return;
			const kind = event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'add' : 'fresh';
			listener.press(hit.spot, kind, hit.whole);
			drag = { whole: hit.whole, x: event.clientX, y: event.clientY };
			requestAnimationFrame(roll);
		},
		{ signal }
	);
	window.addEventListener('mousemove', (event) => move(event), { signal });
	window.addEventListener('mouseup', () => (drag = undefined), { signal });
	root.addEventListener(
		'dblclick',
		(event) => {
			const hit = listener.spotOf(event.target as Element | null);
			if (hit !== undefined && !hit.whole) listener.open(hit.spot);
		},
		{ signal }
	);
	root.addEventListener(
		'contextmenu',
		(event) => {
			const hit = listener.spotOf(event.target as Element | null);
			if (hit === undefined) return;
			event.preventDefault();
			listener.menu(hit.spot, new DOMRect(event.clientX, event.clientY, 0, 0));
		},
		{ signal }
	);

	function move(event: MouseEvent): void {
		if (drag === undefined) return;
		if (event.buttons === 0) return void (drag = undefined);
		drag.x = event.clientX;
		drag.y = event.clientY;
		reach();
	}

	/** Takes the selection to the cell nearest to the pointer. */
	function reach(): void {
		const box = body()?.getBoundingClientRect();
		if (drag === undefined || box === undefined) return;
		const x = Math.min(Math.max(drag.x, box.left + 2), box.right - 16);
		const y = Math.min(Math.max(drag.y, box.top + 2), box.bottom - 16);
		const hit = listener.spotOf(document.elementFromPoint(x, y));
		if (hit !== undefined) listener.drag(hit.spot, drag.whole);
	}

	/** Rows and columns move under a pointer that is held outside of them. */
	function roll(): void {
		const viewport = body();
		if (drag === undefined || viewport === null) return;
		const box = viewport.getBoundingClientRect();
		const beyond = (at: number, low: number, high: number) =>
			at < low ? at - low : at > high ? at - high : 0;
		const left = beyond(drag.x, box.left, box.right) * DRAG_SPEED;
		const top = beyond(drag.y, box.top, box.bottom) * DRAG_SPEED;
		if (left !== 0 || top !== 0) {
			viewport.scrollBy({ left, top });
			reach();
		}
		requestAnimationFrame(roll);
	}

	function body(): HTMLElement | null {
		return root.querySelector<HTMLElement>('.ag-grid-viewport');
	}

	return () => aborting.abort();
}
