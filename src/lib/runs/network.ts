/** Whether this computer has a network, as far as the browser knows. */
export interface Network {
	readonly online: boolean;
	/** Calls `change` whenever that changes; gives back what ends it. */
	watch(change: () => void): () => void;
}

export const systemNetwork: Network = {
	get online() {
		return (globalThis.navigator as Partial<Navigator> | undefined)?.onLine !== false;
	},
	watch(change) {
		if (typeof addEventListener !== 'function') return () => undefined;
		addEventListener('online', change);
		addEventListener('offline', change);
		return () => {
			removeEventListener('online', change);
			removeEventListener('offline', change);
		};
	}
};
