import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A query with a name, which can stand in FROM. */
export interface NamedQuery {
	readonly name: string;
	readonly query: string;
	readonly description?: string;
}

/** The views of the demo cluster, kept in a file. */
export class Views {
	readonly #path: string;
	readonly #views = new Map<string, NamedQuery>();

	/** Reads `views.json` of the folder; what cannot be read is told to `log` and left where it is. */
	constructor(folder: string, log: (sentence: string) => void) {
		this.#path = join(folder, 'views.json');
		if (!existsSync(this.#path)) return;
		try {
			const stored: unknown = JSON.parse(readFileSync(this.#path, 'utf8'));
			if (!Array.isArray(stored)) throw new Error('it is no list');
			for (const view of stored.map(asView)) this.#views.set(view.name, view);
		} catch (error) {
			const cause = error instanceof Error ? error.message : String(error);
			renameSync(this.#path, `${this.#path}.unreadable`);
			log(`The views in ${this.#path} cannot be read (${cause}); the file is now ${this.#path}.unreadable.`);
		}
	}

	/** By name. */
	list(): readonly NamedQuery[] {
		return [...this.#views.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
	}

	get(name: string): NamedQuery | undefined {
		return this.#views.get(name);
	}

	put(view: NamedQuery): void {
		this.#views.set(view.name, view);
		this.#save();
	}

	delete(names: readonly string[]): void {
		for (const name of names) this.#views.delete(name);
		this.#save();
	}

	/** Whole or not at all. */
	#save(): void {
		const next = `${this.#path}.next`;
		writeFileSync(next, JSON.stringify(this.list(), undefined, '\t'));
		renameSync(next, this.#path);
	}
}

function asView(value: unknown): NamedQuery {
	const { name, query, description } = (value ?? {}) as Readonly<Record<string, unknown>>;
	if (typeof name !== 'string' || typeof query !== 'string')
		throw new Error('a view has no name or no query');
	return { name, query, ...(typeof description === 'string' && { description }) };
}
