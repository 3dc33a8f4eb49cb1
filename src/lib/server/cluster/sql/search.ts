import { escapeRegex, likePattern } from './pattern';
import { quote } from './value';

/** Words of a text as the standard analyser would split them. */
export const wordsOf = (text: string): readonly string[] =>
	text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];

const wordRegex = (pattern: string) => `(?i)(?:^|[^\\p{L}\\p{N}_])(?:${pattern})(?:[^\\p{L}\\p{N}_]|$)`;

/** SQL condition: `text` contains any (or all) of the words. */
export function containsWords(text: string, words: readonly string[], all: boolean): string {
	if (words.length === 0) return '(false)';
	if (!all) return `regexp_matches(${text}, ${quote(wordRegex(words.map(escapeRegex).join('|')))})`;
	return `(${words.map((word) => `regexp_matches(${text}, ${quote(wordRegex(escapeRegex(word)))})`).join(' AND ')})`;
}

/** SQL condition: `text` contains the words one after the other. */
export function containsPhrase(text: string, phrase: string): string {
	const words = wordsOf(phrase);
	if (words.length === 0) return '(false)';
	return `regexp_matches(${text}, ${quote(wordRegex(words.map(escapeRegex).join('[^\\p{L}\\p{N}_]+')))})`;
}

/** SQL condition: some word of `text` fits a wildcard pattern. */
export function containsWildcard(text: string, pattern: string): string {
	const regex = [...pattern].map((char) =>
		char === '*' ? '[\\p{L}\\p{N}_]*' : char === '?' ? '[\\p{L}\\p{N}_]' : escapeRegex(char)
	);
	return `regexp_matches(${text}, ${quote(wordRegex(regex.join('')))})`;
}

/** SQL condition: a keyword equals the query, or fits it when it has wildcards. */
export function equalsKeyword(keyword: string, query: string): string {
	if (!/[*?]/.test(query)) return `(${keyword} = ${quote(query)})`;
	return `(${keyword} LIKE ${quote(likePattern(query))} ESCAPE '\\')`;
}
