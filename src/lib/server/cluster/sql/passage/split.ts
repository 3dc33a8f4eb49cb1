/** How a text is cut into passages. `size` and `overlap` count words, or sentences for the overlap of sentences. */
export interface Cut {
	readonly strategy: 'none' | 'word' | 'sentence' | 'recursive';
	readonly size: number;
	readonly overlap: number;
}

const words = (text: string): readonly RegExpMatchArray[] => [...text.matchAll(/\S+/g)];

const sentencesOf = (text: string): readonly string[] =>
	text.match(/[^.!?]*[.!?]+["')\]]*\s*|[^.!?]+$/g) ?? [];

function byWord(text: string, { size, overlap }: Cut): readonly string[] {
	const found = words(text);
	const step = Math.max(1, size - overlap);
	const passages: string[] = [];
	for (let at = 0; at < found.length; at += step) {
		const last = found[Math.min(at + size, found.length) - 1];
		passages.push(text.slice(found[at].index, (last.index ?? 0) + last[0].length));
		if (at + size >= found.length) break;
	}
	return passages;
}

function bySentence(text: string, { size, overlap }: Cut): readonly string[] {
	const passages: string[] = [];
	let held: string[] = [];
	const count = (list: readonly string[]) => list.reduce((sum, sentence) => sum + words(sentence).length, 0);
	for (const sentence of sentencesOf(text)) {
		if (held.length > 0 && count(held) + words(sentence).length > size) {
			passages.push(held.join(''));
			held = overlap > 0 ? held.slice(-overlap) : [];
			if (count(held) + words(sentence).length > size) held = [];
		}
		held.push(sentence);
	}
	return held.length > 0 ? [...passages, held.join('')] : passages;
}

/** Paragraphs as long as they fit, and what is longer by sentence. */
function byParagraph(text: string, cut: Cut): readonly string[] {
	return text
		.split(/\n{2,}/)
		.flatMap((part) => (words(part).length > cut.size ? bySentence(part, { ...cut, overlap: 0 }) : [part]));
}

/** The passages of a text, in order, without blanks at their ends. */
export function passagesOf(text: string, cut: Cut): readonly string[] {
	const cutters = { none: () => [text], word: byWord, sentence: bySentence, recursive: byParagraph };
	return cutters[cut.strategy](text, cut)
		.map((passage) => passage.trim())
		.filter((passage) => passage !== '');
}
