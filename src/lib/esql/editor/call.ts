import { keywords } from '../syntax/keywords';

/** A call whose arguments an offset is in. */
export interface OpenCall {
	readonly name: string;
	/** Where the name begins. */
	readonly from: number;
	/** The argument at the offset, counted from 0. */
	readonly argument: number;
}

interface Frame {
	readonly call?: { readonly name: string; readonly from: number };
	readonly bracket: string;
	commas: number;
}

const token =
	/"""[\s\S]*?(?:"""|$)|"(?:[^"\\\r\n]|\\.)*(?:"|$|(?=[\r\n]))|`(?:[^`]|``)*(?:`|$)|\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)|[A-Za-z_@][\w@]*|[\s\S]/g;

/** The innermost call around an offset; works in any text, finished or not. */
export function callAt(text: string, offset: number): OpenCall | undefined {
	const frames: Frame[] = [];
	let word: { readonly name: string; readonly from: number } | undefined;
	for (const { 0: piece, index } of text.slice(0, offset).matchAll(token)) {
		if (/^(\s|\/\/|\/\*)/.test(piece)) continue;
		switch (piece) {
			case '(':
			case '[':
			case '{':
				frames.push({ bracket: piece, call: piece === '(' ? word : undefined, commas: 0 });
				break;
			case ')':
			case ']':
			case '}':
				frames.pop();
				break;
			case ',': {
				const frame = frames.at(-1);
				if (frame) frame.commas++;
				break;
			}
			case '|':
				while (frames.at(-1)?.call) frames.pop();
		}
		word = /^[A-Za-z_@]/.test(piece) && isName(piece) ? { name: piece, from: index } : undefined;
	}
	return innermost(frames);
}

const isName = (word: string) => {
	const upper = word.toUpperCase();
	if (upper === 'FIRST' || upper === 'LAST') return true;
	return !keywords.get(word.toLowerCase())?.reserved && upper !== 'FORK';
};

/** The last frame that is a call, seen through lists and parentheses inside one of its arguments. */
function innermost(frames: readonly Frame[]): OpenCall | undefined {
	const frame = frames.findLast(({ call }) => call);
	return frame?.call && { ...frame.call, argument: frame.commas };
}
