import { escapeRegex } from './pattern';

/** One key of a DISSECT pattern. Parts of the same name are joined in `order`. */
interface Part {
	readonly name: string;
	readonly order: number;
	readonly append: boolean;
}

/** A key and the text that ends it; the last key may have none and then takes the rest. */
export interface DissectStep {
	/** Index of its part; absent for a key that is skipped. */
	readonly part?: number;
	readonly delimiter: string;
	/** The delimiter may be repeated. */
	readonly padded: boolean;
}

export interface DissectPattern {
	/** What stands before the first key. */
	readonly prefix: string;
	readonly steps: readonly DissectStep[];
	/** RE2; every key that is kept is a capture group, in this order. */
	readonly regex: string;
	readonly parts: readonly Part[];
	/** True when a match can't be told from its captured text being empty. */
	readonly canBeEmpty: boolean;
}

/** Says what is wrong with a DISSECT or GROK pattern. */
export class ExtractPatternError extends Error {}

const KEY = /%\{([^}]*)\}/g;
const NAME = /^([+*&?]?)(.*?)(?:\/(\d+))?(->)?$/;

/** `%{a} %{+b/1} %{?skipped} %{c->}` → a regular expression of lazy groups. */
export function dissectPattern(pattern: string): DissectPattern {
	const keys = [...pattern.matchAll(KEY)];
	if (keys.length === 0) throw new ExtractPatternError('Unable to find any keys or delimiters');
	const parts: Part[] = [];
	const steps: DissectStep[] = [];
	const prefix = pattern.slice(0, keys[0].index);
	let regex = `^${escapeRegex(prefix)}`;
	for (const [index, key] of keys.entries()) {
		const [, sign, name, order, padded] = NAME.exec(key[1]) ?? [];
		if (sign === '*' || sign === '&')
			throw new ExtractPatternError('Reference keys not supported in dissect patterns');
		const delimiter = pattern.slice(key.index + key[0].length, keys[index + 1]?.index);
		const last = index === keys.length - 1 && delimiter === '';
		const skipped = sign === '?' || name === '';
		steps.push({ part: skipped ? undefined : parts.length, delimiter, padded: padded !== undefined });
		if (!skipped)
			parts.push({ name, order: order === undefined ? parts.length : Number(order), append: sign === '+' });
		const body = last ? '.*' : '.*?';
		regex += skipped ? `(?:${body})` : `(${body})`;
		if (delimiter !== '') regex += padded ? `(?:${escapeRegex(delimiter)})+` : escapeRegex(delimiter);
		if (last) regex += '$';
	}
	return { prefix, steps, regex: `(?s)${regex}`, parts, canBeEmpty: pattern.replace(KEY, '') === '' };
}

/** Names of the columns a pattern gives, in order of appearance. */
export const dissectNames = ({ parts }: DissectPattern): readonly string[] => [
	...new Set(parts.map(({ name }) => name))
];
