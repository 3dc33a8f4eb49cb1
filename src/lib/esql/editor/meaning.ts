import { Facet } from '@codemirror/state';
import type { Analysis } from '../analysis/analysis';
import type { Circumstances, Finding } from '../analysis/diagnose';
import type { IndexInfo, SchemaSource } from '../analysis/schema';
import { parse } from '../syntax/parse';
import { Cluster, isSame, schemaOf, type Told } from './cluster';
import { idle } from './idle';

/** What the editor may know of the cluster beside the text. Each is asked anew whenever it is needed. */
export interface Knowledge {
	readonly schema?: SchemaSource;
	/** Placeholders that have a value: names, or digits for `?1` and for the first, second … `?`. */
	readonly params?: () => ReadonlySet<string> | undefined;
}

/** The meaning of a text. */
export interface Understood {
	readonly analysis: Analysis;
	/** The meaning that another text would have in the same cluster. */
	readonly other: (text: string) => Analysis;
}

/** Milliseconds that an analysis waits for the cluster; what comes later is used by the next one. */
const patience = 150;

/** The meaning of the editor's text, worked out when it is asked for and kept until text or schema change. */
export class Meaning {
	readonly #knowledge: Knowledge;
	readonly #cluster: Cluster;
	#last: (Understood & { readonly told: Told }) | undefined;

	constructor(knowledge: Knowledge = {}) {
		this.#knowledge = knowledge;
		this.#cluster = new Cluster(knowledge.schema);
	}

	/** Calls back whenever something came too late for an analysis. Returns its undo. */
	onLearned(listener: () => void): () => void {
		return this.#cluster.onLearned(listener);
	}

	/** The meaning of a text with what the cluster tells within `wait` milliseconds. Never rejects for the cluster's sake. */
	of(text: string, wait = patience): Promise<Understood> {
		return this.#understand(text, wait);
	}

	/** What the cluster has, by name; nothing where it does not tell within a moment. */
	indices(): Promise<ReadonlyMap<string, IndexInfo>> {
		return this.#cluster.indices(patience);
	}

	/** Everything there is to say about a text. Leaves the page time between its steps. */
	async findings(text: string): Promise<readonly Finding[]> {
		const [{ diagnose }, { analysis, told }] = await Promise.all([
			import('../analysis/diagnose'),
			this.#understand(text, patience)
		]);
		await idle();
		const { indices, version } = told;
		const around: Circumstances = { indices, version, params: this.#knowledge.params?.() };
		return diagnose(analysis, around);
	}

	async #understand(text: string, wait: number): Promise<Understood & { readonly told: Told }> {
		const { analyze } = await import('../analysis/analyze');
		const parsed = parse(text);
		const told = await this.#cluster.of(parsed.query, wait);
		if (this.#last?.analysis.parsed.text === text && isSame(this.#last.told, told)) return this.#last;
		const schema = schemaOf(told);
		this.#last = {
			told,
			analysis: analyze(parsed, schema),
			other: (changed) => analyze(parse(changed), schema)
		};
		return this.#last;
	}
}

/** The meaning that an editor's extensions share. */
export const meaning = Facet.define<Meaning, Meaning>({ combine: ([first]) => first ?? new Meaning() });
