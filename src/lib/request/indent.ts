const parts = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** JSON text with line breaks and two-space indents; no digit, escape or order is touched. */
export function indentJson(text: string): string {
	let depth = 0;
	let before = '';
	let result = '';
	const newLine = () => `\n${'  '.repeat(depth)}`;
	for (const [part] of text.matchAll(parts)) {
		const opened = before === '{' || before === '[';
		if (part === '}' || part === ']') depth--;
		if (part === '}' || part === ']' ? !opened : opened || before === ',') result += newLine();
		result += part === ':' ? ': ' : part;
		if (part === '{' || part === '[') depth++;
		before = part;
	}
	return result;
}
