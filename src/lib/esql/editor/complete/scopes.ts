import type { Column } from '../../analysis/analysis';
import { type CursorScope, type Site, stub, Surroundings, type Tail } from '../../analysis/cursor';
import type { Field } from '../../analysis/schema';
import { sourcesOf } from '../sources';
import type { Answers } from './answers';

type Known = ReadonlyMap<string, readonly Field[]>;

interface Head {
	readonly text: string;
	readonly known: Known;
	readonly columns: readonly Column[];
}

/** Columns in scope at cursors. What stands before the command is worked out once for all that is typed in it. */
export class Scopes {
	readonly #answers: Answers;
	#head: Head | undefined;

	constructor(answers: Answers) {
		this.#answers = answers;
	}

	/** The scope of a site in a text that ends before `from`. */
	async at(tail: Tail, from: number, site: Site, signal: AbortSignal): Promise<CursorScope> {
		const surroundings = new Surroundings(tail.text.slice(0, from));
		const [known, head] = await Promise.all([
			this.#known(surroundings, signal),
			tail.head === undefined ? [] : this.#columns(tail.head, signal)
		]);
		return surroundings.scope(site, (pattern) => known.get(pattern), head);
	}

	async #columns(text: string, signal: AbortSignal): Promise<readonly Column[]> {
		const last = this.#head;
		if (last?.text === text && (await this.#isCurrent(last.known, signal))) return last.columns;
		const surroundings = new Surroundings(text);
		const known = await this.#known(surroundings, signal);
		const columns = surroundings.columns((pattern) => known.get(pattern));
		this.#head = { text, known, columns };
		return columns;
	}

	async #known(surroundings: Surroundings, signal: AbortSignal): Promise<Known> {
		const patterns = sourcesOf(surroundings.parsed.query).filter((pattern) => pattern !== stub);
		const found = await Promise.all(
			patterns.map(async (pattern) => [pattern, await this.#answers.fields(pattern, signal)] as const)
		);
		return new Map(found.flatMap(([pattern, fields]) => (fields ? [[pattern, fields] as const] : [])));
	}

	/** Is what was known still what the cluster says? */
	async #isCurrent(known: Known, signal: AbortSignal): Promise<boolean> {
		const same = [...known].map(
			async ([pattern, fields]) => (await this.#answers.fields(pattern, signal)) === fields
		);
		return (await Promise.all(same)).every(Boolean);
	}
}
