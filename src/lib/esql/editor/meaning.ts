import { Facet } from '@codemirror/state';
import type { Analysis } from '../analysis/analysis';
import type { Circumstances, Finding } from '../analysis/diagnose';
import type { Field, IndexInfo, SchemaSource } from '../analysis/schema';
import { parse } from '../syntax/parse';
import { absentFrom, sourcesOf } from './sources';

/** What the editor may know of the cluster beside the text. Each is asked anew whenever it is needed. */
export interface Knowledge {
	readonly schema?: SchemaSource;
	/** The cluster's version, like `9.1.2`. */
	readonly version?: () => string | undefined;
	/** Placeholders that have a value: names, or digits for `?1` and for the first, second … `?`. */
	readonly params?: () => ReadonlySet<string> | undefined;
}

interface Schema {
	readonly indices: readonly string[] | undefined;
	readonly fields: ReadonlyMap<string, readonly Field[]>;
}

/** The meaning of a text. */
export interface Understood {
	readonly analysis: Analysis;
	/** The meaning that another text would have in the same cluster. */
	readonly other: (text: string) => Analysis;
}

/** Milliseconds that an analysis waits for the cluster; what comes later is used by the next one. */
const patience = 150;
/** Milliseconds for which a pattern that could not be asked for is left alone. */
const rest = 30_000;

/** The meaning of the editor's text, worked out when it is asked for and kept until text or schema change. */
export class Meaning {
	readonly #knowledge: Knowledge;
	readonly #failed = new Map<string, number>();
	readonly #listeners = new Set<() => void>();
	#last: (Understood & Schema) | undefined;

	constructor(knowledge: Knowledge = {}) {
		this.#knowledge = knowledge;
	}

	/** Calls back whenever something came too late for an analysis. Returns its undo. */
	onLearned(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** The meaning of a text with what the cluster tells within `wait` milliseconds. Never rejects for the cluster's sake. */
	of(text: string, wait = patience): Promise<Understood> {
		return this.#understand(text, wait);
	}

	/** What the cluster has, by name; nothing where it does not tell within a moment. */
	async indices(): Promise<ReadonlyMap<string, IndexInfo>> {
		const { schema } = this.#knowledge;
		const asking = schema && this.#ask('', () => schema.indices());
		const found = asking && (await Promise.race([asking, later(patience)]));
		return new Map(found === 'late' ? [] : found?.map((info) => [info.name, info]));
	}

	/** Everything there is to say about a text. */
	async findings(text: string): Promise<readonly Finding[]> {
		const [{ diagnose }, { analysis, indices }] = await Promise.all([
			import('../analysis/diagnose'),
			this.#understand(text, patience)
		]);
		const around: Circumstances = {
			indices,
			version: this.#knowledge.version?.(),
			params: this.#knowledge.params?.()
		};
		return diagnose(analysis, around);
	}

	async #understand(text: string, wait: number): Promise<Understood & Schema> {
		const { analyze } = await import('../analysis/analyze');
		const parsed = this.#last?.analysis.parsed.text === text ? this.#last.analysis.parsed : parse(text);
		const learned = await this.#learn(sourcesOf(parsed.query), wait);
		if (this.#last?.analysis.parsed === parsed && isSame(this.#last, learned)) return this.#last;
		const { indices, fields } = learned;
		const names = indices && new Set(indices);
		const known = {
			fields: (pattern: string) => fields.get(pattern),
			missing: (pattern: string) => (names ? absentFrom(pattern, names) : [])
		};
		const schema = indices !== undefined || fields.size > 0 ? known : undefined;
		this.#last = {
			...learned,
			analysis: analyze(parsed, schema),
			other: (changed) => analyze(parse(changed), schema)
		};
		return this.#last;
	}

	/** What the cluster tells of these patterns in time. */
	async #learn(patterns: readonly string[], wait: number): Promise<Schema> {
		const { schema } = this.#knowledge;
		const fields = new Map<string, readonly Field[]>();
		let indices: readonly string[] | undefined;
		if (!schema) return { indices, fields };
		let isLate = false;
		const asking = this.#ask('', () => schema.indices()).then(async (found) => {
			indices = found?.map(({ name }) => name);
			const names = indices && new Set(indices);
			await Promise.all(
				patterns
					.filter((pattern) => !names || absentFrom(pattern, names).length === 0)
					.map(async (pattern) => {
						const known = await this.#ask(pattern, () => schema.fields(pattern));
						if (known) fields.set(pattern, known);
					})
			);
			if (isLate) for (const listener of this.#listeners) listener();
		});
		isLate = (await Promise.race([asking, later(wait)])) === 'late';
		return { indices, fields: new Map(fields) };
	}

	/** An answer, or undefined where there is none; a failure is logged and not repeated for a while. */
	async #ask<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer | undefined> {
		if ((this.#failed.get(key) ?? 0) > Date.now()) return undefined;
		try {
			return await ask();
		} catch (cause) {
			this.#failed.set(key, Date.now() + rest);
			console.error(key ? `The fields of ${key} are not known.` : 'The indices are not known.', cause);
			return undefined;
		}
	}
}

const later = (delay: number) => new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), delay));

const isSame = (a: Schema, b: Schema): boolean =>
	a.fields.size === b.fields.size &&
	[...a.fields].every(([pattern, fields]) => b.fields.get(pattern) === fields) &&
	(a.indices === b.indices || a.indices?.join() === b.indices?.join());

/** The meaning that an editor's extensions share. */
export const meaning = Facet.define<Meaning, Meaning>({ combine: ([first]) => first ?? new Meaning() });
