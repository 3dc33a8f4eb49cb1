const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gsy;
const blank = /[\s]*/y;

/** The text of the JSON value that begins at an offset, exactly as it stands. The text around it is valid JSON. */
export function rawValue(text: string, offset: number): string {
	let depth = 0;
	for (let at = offset; at < text.length;) {
		blank.lastIndex = at;
		at += blank.exec(text)?.[0].length ?? 0;
		token.lastIndex = at;
		const part = token.exec(text)?.[0] ?? '';
		if (part === '') break;
		at += part.length;
		if (part === '{' || part === '[') depth++;
		else if (part === '}' || part === ']') depth--;
		if (depth === 0) return text.slice(offset, at);
	}
	return text.slice(offset);
}
