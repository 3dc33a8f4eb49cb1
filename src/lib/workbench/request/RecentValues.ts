import { isRecord } from '$lib/protocol/parse';
import type { ParamRow } from '$lib/request/request';
import type { BrowserStorage } from '../BrowserStorage.svelte';
import { parseJson } from '../stored';

const key = 'workbench:params';
const names = 50;
const each = 8;
const longest = 1000;

/** The values that were given to params of a name before, newest first. Kept in this browser. */
export class RecentValues {
	readonly #storage: BrowserStorage;

	constructor(storage: BrowserStorage) {
		this.#storage = storage;
	}

	of(name: string): readonly string[] {
		return this.#all().find(([known]) => known === name)?.[1] ?? [];
	}

	/** Remembers a value; a `?` without a name has none to remember it by. */
	add({ name, type, value }: ParamRow): void {
		if (name === '' || value.trim() === '' || value.length > longest || type === 'boolean' || type === 'null')
			return;
		const values = [value, ...this.of(name).filter((known) => known !== value)].slice(0, each);
		const others = this.#all().filter(([known]) => known !== name);
		this.#storage.write(
			key,
			JSON.stringify(Object.fromEntries([[name, values] as const, ...others].slice(0, names)))
		);
	}

	#all(): readonly (readonly [string, readonly string[]])[] {
		const stored = parseJson(this.#storage.read(key));
		if (!isRecord(stored)) return [];
		return Object.entries(stored).map(([name, values]) => [
			name,
			Array.isArray(values) ? values.filter((value): value is string => typeof value === 'string') : []
		]);
	}
}
