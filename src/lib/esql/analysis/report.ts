import type { Span } from '../syntax/ast';
import { placeAt } from '../syntax/position';

/** `Found 2 problems\nline 1:18: …\nline 2:9: …`: the reason of a `verification_exception`. */
export function report(text: string, problems: readonly (Span & { readonly message: string })[]): string {
	const lines = problems.map(({ from, message }) => {
		const { line, column } = placeAt(text, from);
		return `line ${line}:${column}: ${message}`;
	});
	return [`Found ${lines.length} problem${lines.length === 1 ? '' : 's'}`, ...lines].join('\n');
}
