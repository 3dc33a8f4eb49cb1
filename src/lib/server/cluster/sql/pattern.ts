import { quote } from './value';

/** ES|QL LIKE: `*` any text, `?` one character, `\` escapes. → SQL LIKE pattern with `\` as escape. */
export function likePattern(pattern: string): string {
	let out = '';
	for (let at = 0; at < pattern.length; at++) {
		const char = pattern[at];
		if (char === '\\' && at + 1 < pattern.length) out += escapeLike(pattern[++at]);
		else if (char === '*') out += '%';
		else if (char === '?') out += '_';
		else out += escapeLike(char);
	}
	return out;
}

const escapeLike = (char: string) => (/[%_\\]/.test(char) ? `\\${char}` : char);

/** The text that a LIKE pattern without wildcards means; undefined when it has one. */
export function likeLiteral(pattern: string): string | undefined {
	const match = /^(?:[^*?\\]|\\[^])*$/.exec(pattern);
	return match ? pattern.replace(/\\([^])/g, '$1') : undefined;
}

const ESCAPE_IN_REGEX = /[.*+?^${}()|[\]\\]/g;

export const escapeRegex = (text: string): string => text.replace(ESCAPE_IN_REGEX, '\\$&');

/** Why a Lucene regular expression can't be run. */
export class PatternError extends Error {}

/** Alternatives that match exactly the whole numbers `low`…`high`. */
export function rangeRegex(low: number, high: number): string {
	const [from, to] = low <= high ? [low, high] : [high, low];
	if (to - from > 1000) throw new PatternError(`the interval <${low}-${high}> is too wide`);
	return `(?:0*(?:${Array.from({ length: to - from + 1 }, (_, index) => from + index).join('|')}))`;
}

/**
 * Lucene's regular expression → RE2, to be matched against the whole text. `"…"` is literal, `@` any text, `#` nothing,
 * `<a-b>` a range of numbers; complement and intersection throw a PatternError.
 */
export function luceneRegex(pattern: string): string {
	let out = '';
	for (let at = 0; at < pattern.length; at++) {
		const char = pattern[at];
		if (char === '\\' && at + 1 < pattern.length) {
			const next = pattern[++at];
			out += /[dDwWsS]/.test(next) ? `\\${next}` : escapeRegex(next);
		} else if (char === '"') {
			const end = pattern.indexOf('"', at + 1);
			if (end < 0) throw new PatternError(`expected '"' at position ${pattern.length}`);
			out += escapeRegex(pattern.slice(at + 1, end));
			at = end;
		} else if (char === '[') {
			const end = classEnd(pattern, at);
			out += pattern.slice(at, end + 1).replace(/(?<=.)\[/g, '\\[');
			at = end;
		} else if (char === '<') {
			const range = /^<(\d+)-(\d+)>/.exec(pattern.slice(at));
			if (!range) throw new PatternError(`expected an interval <from-to> at position ${at}`);
			out += rangeRegex(Number(range[1]), Number(range[2]));
			at += range[0].length - 1;
		} else if (char === '@') out += '(?:.*)';
		else if (char === '#') out += '[^\\x00-\\x{10FFFF}]';
		else if (char === '~' || char === '&') {
			throw new PatternError(
				`the operator [${char}] of regular expressions is not available on this cluster`
			);
		} else if (char === '^' || char === '$') out += `\\${char}`;
		else out += char;
	}
	const problem = regexProblem(out);
	if (problem !== undefined) throw new PatternError(problem);
	return `(?s)${out}`;
}

function classEnd(pattern: string, start: number): number {
	for (let at = start + 1; at < pattern.length; at++) {
		if (pattern[at] === '\\') at++;
		else if (pattern[at] === ']' && at > start + 1) return at;
	}
	throw new PatternError(`expected ']' at position ${pattern.length}`);
}

const TOKEN = /\\[^]|\[(?:\\[^]|[^\]\\])*\]|([*+?}])\+/g;

/** Possessive repetitions of Java as plain ones, which RE2 has: it never goes back over what it has matched. */
export const plainRepetitions = (pattern: string): string =>
	pattern.replace(TOKEN, (whole, repetition: string | undefined) => repetition ?? whole);

/** `(?i)` and friends aside, Java and RE2 agree on what REPLACE and GROK need; `$1` becomes `\1`. */
export const javaReplacement = (text: string): string =>
	text.replace(/\\(\$|\\)|\$(\d)|\\/g, (whole, escaped: string | undefined, group: string | undefined) => {
		if (group !== undefined) return `\\${group}`;
		if (escaped === '$') return '$';
		return '\\\\';
	});

/** SQL condition: `text` matches a LIKE pattern. */
export function likeSql(text: string, pattern: string): string {
	const literal = likeLiteral(pattern);
	if (literal !== undefined) return `(${text} = ${quote(literal)})`;
	return `(${text} LIKE ${quote(likePattern(pattern))} ESCAPE '\\')`;
}

/** SQL condition: the whole `text` matches a Lucene regular expression. */
export const rlikeSql = (text: string, pattern: string): string =>
	`regexp_full_match(${text}, ${quote(luceneRegex(pattern))})`;

/** RE2 writes repetitions out, and takes no more copies of a part than these. */
const MOST_COPIES = 1000;

/** True where repetitions, one inside the other, ask for more copies than RE2 makes. */
function repeatsTooOften(pattern: string): boolean {
	const groups = [1];
	let copies = 1;
	for (const [token, , least, most] of pattern.matchAll(
		/(\\[^]|\[(?:\\[^]|[^\]\\])*\]|[^{]|\{(?!\d))|\{(\d+)(?:,(\d*))?\}|\{/g
	)) {
		if (least !== undefined) {
			copies *= Math.max(Number(least), Number(most ?? 0), 1);
			if (copies > MOST_COPIES) return true;
		} else if (token === '(') groups.push(1);
		else copies = token === ')' ? (groups.pop() ?? 1) : 1;
		groups[groups.length - 1] = Math.max(groups.at(-1) ?? 1, copies);
	}
	return false;
}

/** Why RE2 can not run a pattern that is known before running; undefined when it can, or when it is not known. */
export function regexProblem(pattern: unknown): string | undefined {
	if (typeof pattern !== 'string') return undefined;
	if (/\(\?(?:=|!|<=|<!|>)/.test(pattern))
		return 'look-around and atomic groups are not available on this cluster';
	if (/(?<!\\)(?:\\\\)*\\[1-9]/.test(pattern)) return 'back-references are not available on this cluster';
	if (repeatsTooOften(pattern)) return `a part is repeated more than ${MOST_COPIES} times`;
	try {
		new RegExp(pattern.replace(/^\(\?[a-z]+\)/, '').replace(/\(\?[a-z-]+:/g, '(?:'));
		return undefined;
	} catch (error) {
		return error instanceof SyntaxError ? error.message : String(error);
	}
}
