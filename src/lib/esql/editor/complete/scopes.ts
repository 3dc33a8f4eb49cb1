import type { Column } from '../../analysis/analysis';
import { type CursorScope, type Site, stub, stubbed, Surroundings, type Tail } from '../../analysis/cursor';
import type { Field } from '../../analysis/schema';
import { sourcesOf } from '../sources';
import type { Answers } from './answers';

type Known = ReadonlyMap<string, readonly Field[]>;

interface Head {
	readonly text: string;
	readonly known: Known;
	readonly columns: readonly Column[];
}

/** Columns in scope at cursors. What stands before the command is worked out once for all that is
 * typed in it, and what a command adds to it once for what is typed after it. */
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

	async #columns({ text, mode }: NonNullable<Tail['head']>, signal: AbortSignal): Promise<readonly Column[]> {
		const last = this.#head;
		const isCurrent = last !== undefined && (await this.#isCurrent(last.known, signal));
		if (isCurrent && last.text === text) return last.columns;
		const goesOn = isCurrent && text.startsWith(`${last.text}|`);
		const surroundings = new Surroundings(goesOn ? stubbed(text, last.text.length, mode) : text);
		const added = await this.#known(surroundings, signal);
		const columns = surroundings.columns((pattern) => added.get(pattern), goesOn ? last.columns : []);
		this.#head = { text, columns, known: goesOn ? new Map([...last.known, ...added]) : added };
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
