import type { ParamRow } from '$lib/request/request';
import type { BrowserStorage } from '../BrowserStorage.svelte';
import { parseJson } from '../stored';

const key = 'workbench:params';
const names = 50;
const each = 8;
const longest = 1000;

type Remembered = readonly (readonly [name: string, values: readonly string[]])[];

/** The values that were given to params of a name before, newest first. Kept in this browser; read once. */
export class RecentValues {
	readonly #storage: BrowserStorage;
	/** The names used last come first. */
	#all: Remembered = $state.raw([]);

	constructor(storage: BrowserStorage) {
		this.#storage = storage;
		this.#all = read(storage);
	}

	of(name: string): readonly string[] {
		return valuesOf(this.#all, name);
	}

	/** Remembers a value; a `?` without a name has none to remember it by. */
	add({ name, type, value }: ParamRow): void {
		if (name === '' || value.trim() === '' || value.length > longest || type === 'boolean' || type === 'null')
			return;
		// Other windows write as well.
		const before = read(this.#storage);
		const values = [value, ...valuesOf(before, name).filter((known) => known !== value)].slice(0, each);
		const others = before.filter(([known]) => known !== name);
		this.#all = [[name, values] as const, ...others].slice(0, names);
		this.#storage.write(key, JSON.stringify(this.#all));
	}
}

function valuesOf(all: Remembered, name: string): readonly string[] {
	return all.find(([known]) => known === name)?.[1] ?? [];
}

function read(storage: BrowserStorage): Remembered {
	const stored = parseJson(storage.read(key));
	const pairs: readonly unknown[] = Array.isArray(stored) ? stored : [];
	return pairs.flatMap((pair) => {
		const [name, values] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
		if (typeof name !== 'string' || !Array.isArray(values)) return [];
		return [[name, values.filter((value) => typeof value === 'string')] as const];
	});
}
