import type { Field, IndexInfo, SchemaSource } from '$lib/esql/analysis/schema';

/** Something that is asked of the cluster. */
type Asked<T> =
	| { readonly kind: 'asking' }
	| { readonly kind: 'here'; readonly value: T }
	| { readonly kind: 'failed'; readonly reason: string };

/** One visible row of the tree. `position` and `of` count among siblings, from 1. */
export type CatalogRow =
	| {
			readonly kind: 'index';
			readonly index: IndexInfo;
			readonly expanded: boolean;
			readonly position: number;
			readonly of: number;
	  }
	| {
			readonly kind: 'field';
			readonly index: IndexInfo;
			readonly field: Field;
			readonly position: number;
			readonly of: number;
	  }
	| { readonly kind: 'note'; readonly index: IndexInfo; readonly text: string; readonly failed: boolean };

/** What exists in a cluster, as far as it has been opened. */
export class CatalogTree {
	filter = $state('');
	indices: Asked<readonly IndexInfo[]> = $state.raw({ kind: 'asking' });
	#fields: Readonly<Record<string, Asked<readonly Field[]>>> = $state.raw({});
	#expanded: readonly string[] = $state.raw([]);
	readonly #schema: SchemaSource;

	readonly rows: readonly CatalogRow[] = $derived(
		this.indices.kind === 'here' ? this.#rows(this.indices.value, this.filter.trim().toLowerCase()) : []
	);

	constructor(schema: SchemaSource) {
		this.#schema = schema;
	}

	/** Asks anew what exists, keeping what is open. An aborted question leaves no trace. */
	async load(signal: AbortSignal): Promise<void> {
		this.indices = { kind: 'asking' };
		this.#fields = {};
		const indices = await ask(this.#schema.indices(signal));
		if (signal.aborted) return;
		this.indices = indices;
		await Promise.all(this.#expanded.map((name) => this.#loadFields(name)));
	}

	toggle(index: IndexInfo, open = !this.#expanded.includes(index.name)): void {
		const others = this.#expanded.filter((name) => name !== index.name);
		this.#expanded = open ? [...others, index.name] : others;
		if (open && this.#fields[index.name]?.kind !== 'here') void this.#loadFields(index.name);
	}

	async #loadFields(name: string): Promise<void> {
		this.#fields = { ...this.#fields, [name]: { kind: 'asking' } };
		const fields = await ask(this.#schema.fields(name));
		this.#fields = { ...this.#fields, [name]: fields };
	}

	#rows(indices: readonly IndexInfo[], wanted: string): readonly CatalogRow[] {
		const shown = indices.filter(
			(index) => index.name.toLowerCase().includes(wanted) || this.#matching(index, wanted).length > 0
		);
		return shown.flatMap((index, at): CatalogRow[] => {
			const expanded = this.#expanded.includes(index.name);
			const head: CatalogRow = { kind: 'index', index, expanded, position: at + 1, of: shown.length };
			return expanded ? [head, ...this.#children(index, wanted)] : [head];
		});
	}

	#children(index: IndexInfo, wanted: string): CatalogRow[] {
		const asked = this.#fields[index.name];
		if (asked?.kind === 'failed') return [{ kind: 'note', index, text: asked.reason, failed: true }];
		if (asked?.kind !== 'here')
			return [{ kind: 'note', index, text: 'Asking for the fields…', failed: false }];
		if (asked.value.length === 0) return [{ kind: 'note', index, text: 'No fields', failed: false }];
		const matching = this.#matching(index, wanted);
		const fields = matching.length > 0 ? matching : asked.value;
		return fields.map((field, at) => ({ kind: 'field', index, field, position: at + 1, of: fields.length }));
	}

	#matching(index: IndexInfo, wanted: string): readonly Field[] {
		const asked = this.#fields[index.name];
		if (wanted === '' || asked?.kind !== 'here' || !this.#expanded.includes(index.name)) return [];
		return asked.value.filter(
			({ name, type }) => name.toLowerCase().includes(wanted) || type.startsWith(wanted)
		);
	}
}

async function ask<T>(answer: Promise<T>): Promise<Asked<T>> {
	try {
		return { kind: 'here', value: await answer };
	} catch (cause) {
		return { kind: 'failed', reason: cause instanceof Error ? cause.message : String(cause) };
	}
}
