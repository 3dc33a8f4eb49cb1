import { keywords } from '../../syntax/keywords';

const isPlain = (part: string) =>
	/^([A-Za-z]\w*|[_@]\w+)$/.test(part) && !keywords.get(part.toLowerCase())?.reserved;

/** A column's name as a query writes it: back-quoted where the language demands it. */
export function quoteName(name: string): string {
	const parts = name.split('.');
	const whole = parts.some((part) => part === '') ? [name] : parts;
	return whole.map((part) => (isPlain(part) ? part : `\`${part.replaceAll('`', '``')}\``)).join('.');
}
