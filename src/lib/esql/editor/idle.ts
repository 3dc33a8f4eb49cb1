/** Resolves when the page has nothing more urgent to do, at the latest within a moment. */
export const idle = () =>
	new Promise<void>((resolve) => {
		if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 300 });
		else setTimeout(resolve);
	});
