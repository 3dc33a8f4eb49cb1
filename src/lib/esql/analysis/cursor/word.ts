/** Offset where the dotted name that ends `before` begins; its end where there is none. */
export const nameStart = (before: string): number =>
	/(?:[A-Za-z_@*][\w@*]*\.|`(?:[^`]|``)+`\.)*(?:[A-Za-z_@*][\w@*]*|`(?:[^`]|``)+`)?$/.exec(before)?.index ??
	before.length;

/** Offset where the index pattern that ends `before` begins. */
export const sourceStart = (before: string): number =>
	/[^\s,|"()=[\]\\]*$/.exec(before)?.index ?? before.length;

/** The remote cluster that an index pattern begins with; undefined for a pattern of them. */
export const clusterOf = (typed: string): string | undefined => /^-?([^:<,*]+):(?!:)[^,]*$/.exec(typed)?.[1];

const token = /"""[^\r\n]*?"""|"(?:[^"\\\r\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|`(?:[^`\n]|``)*`|`/g;

/** Offset of the back-quote that is open at the end of `before`. */
export function openQuote(before: string): number | undefined {
	const line = before.slice(before.lastIndexOf('\n') + 1);
	if (!line.includes('`')) return undefined;
	for (const match of before.matchAll(token)) if (match[0] === '`') return match.index;
	return undefined;
}
