const prefix = 'workbench:window:';
/** ms in which a page that is being reloaded gives its name back. */
const RELOAD = 400;

/**
 * Holds a name for as long as the page lives. False when another living window has it. Browsers without locks (pages
 * that are neither local nor https) are believed.
 */
export async function claimWindow(name: string): Promise<boolean> {
	const { locks } = navigator as Partial<Navigator>;
	if (locks === undefined) return true;
	return new Promise((resolve) => {
		const patience = new AbortController();
		const timer = setTimeout(() => patience.abort(), RELOAD);
		locks
			.request(prefix + name, { signal: patience.signal }, () => {
				clearTimeout(timer);
				resolve(true);
				return new Promise(() => undefined);
			})
			.catch(() => resolve(!patience.signal.aborted));
	});
}

/** Names of the windows that are open; undefined where the browser does not tell. */
export async function livingWindows(): Promise<ReadonlySet<string> | undefined> {
	const held = await (navigator as Partial<Navigator>).locks?.query();
	if (held?.held === undefined) return undefined;
	return new Set(
		held.held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : []))
	);
}

/** Does `work` while no other window does. */
export async function alone<Value>(work: () => Promise<Value>): Promise<Value> {
	const { locks } = navigator as Partial<Navigator>;
	return locks === undefined ? work() : locks.request('workbench:alone', work);
}
