import { readFlag } from './bodyfields';
import { readDuration } from './duration';
import { refuse } from './failure';

/** URL parameters that every endpoint takes. */
const common = ['pretty', 'human', 'error_trace', 'filter_path'];

/** The URL parameters of one request. A flag without a value is true. */
export class Query {
	readonly #values: URLSearchParams;

	constructor(values: URLSearchParams) {
		this.#values = values;
	}

	text(name: string): string | undefined {
		return this.#values.get(name) ?? undefined;
	}

	flag(name: string, otherwise = false): boolean {
		const text = this.text(name);
		return text === undefined ? otherwise : text === '' || readFlag(text);
	}

	/** Milliseconds. */
	duration(name: string): number | undefined {
		const text = this.text(name);
		return text === undefined ? undefined : readDuration(text, name);
	}

	/** A comma-separated list; undefined when absent or empty. */
	list(name: string): readonly string[] | undefined {
		const items = this.text(name)?.split(',').filter(Boolean) ?? [];
		return items.length === 0 ? undefined : items;
	}

	/** Refuses parameters that the endpoint does not know. */
	check(path: string, known: readonly string[]): void {
		const strange = [...new Set(this.#values.keys())].filter(
			(name) => !known.includes(name) && !common.includes(name)
		);
		if (strange.length === 0) return;
		const names = strange.sort().map((name) => `[${name}]`);
		refuse(
			400,
			'illegal_argument_exception',
			`request [${path}] contains unrecognized parameter${names.length > 1 ? 's' : ''}: ${names.join(', ')}`
		);
	}
}
