/** Loads the grid's chunk; the same promise each time. Call it when the page is idle or at the first keystroke. */
export function preloadGrid(): Promise<typeof import('./GridControl')> {
	return import('./GridControl');
}
