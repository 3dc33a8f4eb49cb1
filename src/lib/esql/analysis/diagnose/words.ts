import { similar } from '../suggest';

const letters = (word: string) => [...word].sort().join('');

/** Up to three words of a list that may be meant by one that is not in it: letters in another order, or few changed. */
export function nearWords(word: string, list: readonly string[]): readonly string[] {
	const mixedUp = list.filter((other) => letters(other) === letters(word));
	return [...new Set([...mixedUp, ...similar(word, list)])].slice(0, 3);
}
