import type { EnrichPolicy, EsType, Field, IndexInfo, KnownPolicy, SchemaSource } from '../analysis/schema';
import type { Schema } from '../analysis/walk';
import type { Query } from '../syntax/ast';
import { absentFrom, policiesIn, sourcesOf } from './sources';

/** What a cluster told for one query; what it did not tell in time, or at all, is undefined or absent. */
export interface Told {
	readonly indices: readonly string[] | undefined;
	readonly fields: ReadonlyMap<string, readonly Field[]>;
	readonly policies: readonly EnrichPolicy[] | undefined;
	readonly version: string | undefined;
}

/** Milliseconds for which a question that failed is not asked again. */
const rest = 30_000;

/** Asks a cluster what the analysis of a query needs to know. A failure is logged once and yields nothing. */
export class Cluster {
	readonly #schema: SchemaSource | undefined;
	readonly #failed = new Map<string, number>();
	readonly #listeners = new Set<() => void>();

	constructor(schema: SchemaSource | undefined) {
		this.#schema = schema;
	}

	/** Calls back whenever something came later than it was waited for. Returns its undo. */
	onLearned(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** What the cluster has, by name; nothing where it does not tell within `wait` milliseconds. */
	async indices(wait: number): Promise<ReadonlyMap<string, IndexInfo>> {
		const found = await Promise.race([this.#indices(), later(wait)]);
		return new Map(found === 'late' ? [] : found?.map((info) => [info.name, info]));
	}

	/** What the cluster tells within `wait` milliseconds of what a query reads. */
	async of(query: Query, wait: number): Promise<Told> {
		const fields = new Map<string, readonly Field[]>();
		let indices: readonly string[] | undefined;
		let policies: readonly EnrichPolicy[] | undefined;
		let version: string | undefined;
		let isLate = false;
		const learn = async (pattern: string) => {
			const known = await this.#ask(`The fields of ${pattern}`, (schema) => schema.fields(pattern));
			if (known) fields.set(pattern, known);
		};
		const asking = Promise.all([
			this.#indices().then(async (found) => {
				indices = found?.map(({ name }) => name);
				const names = indices && new Set(indices);
				const there = sourcesOf(query).filter((pattern) => !names || absentFrom(pattern, names).length === 0);
				await Promise.all(there.map(learn));
			}),
			this.#policies(policiesIn(query)).then(async ({ all, used }) => {
				policies = all;
				await Promise.all(used.map(patternOf).map(learn));
			}),
			this.#ask('The version', (schema) => schema.version?.()).then((found) => (version = found))
		]).then(() => {
			if (isLate) for (const listener of this.#listeners) listener();
		});
		isLate = (await Promise.race([asking, later(wait)])) === 'late';
		return { indices, fields: new Map(fields), policies, version };
	}

	async #policies(names: readonly string[]): Promise<{
		readonly all: readonly EnrichPolicy[] | undefined;
		readonly used: readonly EnrichPolicy[];
	}> {
		if (names.length === 0) return { all: undefined, used: [] };
		const all = await this.#ask('The enrich policies', (schema) => schema.policies?.());
		return { all, used: (all ?? []).filter(({ name }) => names.includes(name)) };
	}

	#indices(): Promise<readonly IndexInfo[] | undefined> {
		return this.#ask('The indices', (schema) => schema.indices());
	}

	async #ask<Answer>(
		what: string,
		ask: (schema: SchemaSource) => Promise<Answer> | undefined
	): Promise<Answer | undefined> {
		if (!this.#schema || (this.#failed.get(what) ?? 0) > Date.now()) return undefined;
		try {
			return await ask(this.#schema);
		} catch (cause) {
			this.#failed.set(what, Date.now() + rest);
			console.error(`${what} can't be asked for.`, cause);
			return undefined;
		}
	}
}

const later = (delay: number) => new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), delay));

const patternOf = ({ indices }: EnrichPolicy): string => indices.join(',');

/** What was told, as the analysis asks for it; undefined where it is nothing. */
export function schemaOf({ indices, fields, policies }: Told): Schema | undefined {
	if (indices === undefined && fields.size === 0) return undefined;
	const names = indices && new Set(indices);
	const known = policies?.map((policy) => policyOf(policy, fields.get(patternOf(policy))));
	return {
		fields: (pattern) => fields.get(pattern),
		missing: (pattern) => (names ? absentFrom(pattern, names) : []),
		policies: () => known
	};
}

function policyOf(policy: EnrichPolicy, fields: readonly Field[] = []): KnownPolicy {
	const types = new Map<string, EsType>(fields.map(({ name, type }) => [name, type]));
	const { name, matchField } = policy;
	return {
		name,
		matchField,
		fields: policy.fields.map((field) => ({ name: field, type: types.get(field) ?? 'unknown' }))
	};
}

/** Was the same told twice? */
export const isSame = (a: Told, b: Told): boolean =>
	a.version === b.version &&
	a.policies === b.policies &&
	a.fields.size === b.fields.size &&
	[...a.fields].every(([pattern, fields]) => b.fields.get(pattern) === fields) &&
	(a.indices === b.indices || a.indices?.join() === b.indices?.join());
