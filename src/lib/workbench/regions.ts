/** The parts of the page that a key goes through, in its order; the names stand in `data-focus`. */
const regions = ['editor', 'request', 'results', 'catalog', 'status'] as const;
export type Region = (typeof regions)[number];

const inside = '[tabindex="0"], input:not(:disabled), select:not(:disabled), button:not(:disabled)';
const places = new Map<Region, WeakRef<HTMLElement>>();

const regionOf = (element: Element | null) =>
	element?.closest<HTMLElement>('[data-focus]')?.dataset.focus as Region | undefined;

const elementOf = (region: Region) => {
	const found = document.querySelector<HTMLElement>(`[data-focus="${region}"]`);
	return found?.checkVisibility() ? found : undefined;
};

/** Notes where in its region the focus is, so that it comes back there. */
export function noteFocus(target: EventTarget | null): void {
	const element = target instanceof HTMLElement ? target : undefined;
	const region = element && regionOf(element);
	if (region && region !== 'editor') places.set(region, new WeakRef(element));
}

/** Puts the focus where it was in a region, or at its beginning. Gives whether the region is on screen. */
export function focusRegion(region: Region): boolean {
	const element = elementOf(region);
	if (!element) return false;
	const before = places.get(region)?.deref();
	const target =
		before?.isConnected && before.checkVisibility() ? before : (beginning(region, element) ?? element);
	target.focus();
	return document.activeElement === target;
}

/** Goes to the next region on screen, or to the one before, around the ends. */
export function stepRegion(by: 1 | -1): void {
	const now = regionOf(document.activeElement);
	const at = now === undefined ? (by === 1 ? -1 : 0) : regions.indexOf(now);
	for (let step = 1; step <= regions.length; step++) {
		const next = regions[(at + by * step + regions.length * 2) % regions.length]!;
		if (focusRegion(next)) return;
	}
}

/** Where the focus goes first: the editor's text, a row's first cell, else what Tab would reach. */
function beginning(region: Region, element: HTMLElement): HTMLElement | undefined {
	const first = { editor: '.cm-content', results: '[role="gridcell"][col-id]:not([col-id="#"])' }[
		region as string
	];
	const candidates = element.querySelectorAll<HTMLElement>(first ?? inside);
	const found = [...candidates].find((candidate) => candidate.checkVisibility());
	return found ?? [...element.querySelectorAll<HTMLElement>(inside)].find((any) => any.checkVisibility());
}
