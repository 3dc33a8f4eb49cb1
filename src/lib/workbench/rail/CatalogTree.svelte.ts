import type { EnrichPolicy, Field, IndexInfo, SchemaSource } from '$lib/esql/analysis/schema';
import { type Asked, type CatalogRow, rowsOf, type Subject } from './rows';

/** What exists in a cluster, as far as it has been opened. */
export class CatalogTree {
	filter = $state('');
	indices: Asked<readonly IndexInfo[]> = $state.raw({ kind: 'asking' });
	#fields: Readonly<Record<string, Asked<readonly Field[]>>> = $state.raw({});
	#policies: readonly EnrichPolicy[] | undefined = $state.raw();
	#remotes: readonly string[] = $state.raw([]);
	#remoteIndices: Readonly<Record<string, Asked<readonly IndexInfo[]>>> = $state.raw({});
	#open: readonly string[] = $state.raw([]);
	readonly #schema: SchemaSource;

	readonly rows: readonly CatalogRow[] = $derived(
		this.indices.kind === 'here'
			? rowsOf(
					{
						indices: this.indices.value,
						fields: this.#fields,
						policies: this.#policies,
						remotes: this.#remotes,
						remoteIndices: this.#remoteIndices
					},
					this.#open,
					this.filter.trim().toLowerCase()
				)
			: []
	);

	constructor(schema: SchemaSource) {
		this.#schema = schema;
	}

	/** Asks anew what exists, keeping what is open. An aborted question leaves no trace. */
	async load(signal: AbortSignal): Promise<void> {
		this.indices = { kind: 'asking' };
		this.#fields = {};
		this.#remoteIndices = {};
		const [indices, policies, remotes] = await Promise.all([
			ask(this.#schema.indices(signal)),
			ask(this.#schema.policies?.(signal) ?? Promise.resolve(undefined)),
			ask(this.#schema.remotes?.(signal) ?? Promise.resolve([]))
		]);
		if (signal.aborted) return;
		this.indices = indices;
		this.#policies = policies.kind === 'here' ? policies.value : undefined;
		this.#remotes = remotes.kind === 'here' ? remotes.value : [];
		await Promise.all(this.rows.filter(({ expanded }) => expanded).map((row) => this.#loadBelow(row)));
	}

	toggle(row: CatalogRow, open = !row.expanded): void {
		if (row.expanded === undefined) return;
		const others = this.#open.filter((key) => key !== row.key);
		this.#open = open ? [...others, row.key] : others;
		if (open) void this.#loadBelow(row);
	}

	/** The fields of the index that a field is in. */
	siblingsOf(subject: Subject): readonly Field[] {
		const fields = subject.kind === 'field' ? this.#fields[subject.pattern] : undefined;
		return fields?.kind === 'here' ? fields.value : [];
	}

	async #loadBelow({ subject }: CatalogRow): Promise<void> {
		if (subject.kind === 'index') await this.#loadFields(subject.pattern);
		else if (subject.kind === 'remote') await this.#loadRemote(subject.name);
	}

	async #loadFields(pattern: string): Promise<void> {
		if (this.#fields[pattern]?.kind === 'here') return;
		this.#fields = { ...this.#fields, [pattern]: { kind: 'asking' } };
		const fields = await ask(this.#schema.fields(pattern));
		this.#fields = { ...this.#fields, [pattern]: fields };
	}

	async #loadRemote(name: string): Promise<void> {
		if (this.#remoteIndices[name]?.kind !== 'here') {
			this.#remoteIndices = { ...this.#remoteIndices, [name]: { kind: 'asking' } };
			const indices = await ask(this.#schema.remoteIndices?.(name) ?? Promise.resolve([]));
			this.#remoteIndices = { ...this.#remoteIndices, [name]: indices };
		}
		const opened = this.rows.filter(
			({ key, subject }) =>
				subject.kind === 'index' && subject.pattern.startsWith(`${name}:`) && this.#open.includes(key)
		);
		await Promise.all(opened.map((row) => this.#loadBelow(row)));
	}
}

async function ask<T>(answer: Promise<T>): Promise<Asked<T>> {
	try {
		return { kind: 'here', value: await answer };
	} catch (cause) {
		return { kind: 'failed', reason: cause instanceof Error ? cause.message : String(cause) };
	}
}
