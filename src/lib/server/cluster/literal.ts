/** SQL string literal of any text. A NUL would end the statement's text, so it is spliced in by `chr(0)`. */
export function textLiteral(text: string): string {
	const quoted = `'${text.replaceAll("'", "''")}'`;
	return quoted.includes('\0') ? `(${quoted.replaceAll('\0', "' || chr(0) || '")})` : quoted;
}

/** Quoted SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
