type GridModule = typeof import('../results/ResultsGrid.svelte');

let loading: Promise<GridModule> | undefined;

/** The results grid, loaded once; a failed load is tried again by the next caller. */
export function loadGrid(): Promise<GridModule> {
	loading ??= import('../results/ResultsGrid.svelte').catch((cause: unknown) => {
		loading = undefined;
		throw cause;
	});
	return loading;
}
