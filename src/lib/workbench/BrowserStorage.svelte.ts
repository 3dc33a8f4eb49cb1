/** What this browser remembers between visits. A refusal (private mode, full disk) is kept as a sentence, never thrown. */
export class BrowserStorage {
	/** Why the last write or read failed; undefined while all is well. */
	problem: string | undefined = $state();

	read(key: string): string | undefined {
		try {
			return localStorage.getItem(key) ?? undefined;
		} catch (cause) {
			this.#refused(cause);
			return undefined;
		}
	}

	/** `undefined` forgets the key. */
	write(key: string, text: string | undefined): void {
		try {
			if (text === undefined) localStorage.removeItem(key);
			else localStorage.setItem(key, text);
			this.problem = undefined;
		} catch (cause) {
			this.#refused(cause);
		}
	}

	keys(prefix: string): string[] {
		try {
			return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
		} catch (cause) {
			this.#refused(cause);
			return [];
		}
	}

	#refused(cause: unknown): void {
		this.problem = cause instanceof Error ? cause.message : String(cause);
	}
}
