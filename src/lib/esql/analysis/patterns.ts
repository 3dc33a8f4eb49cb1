/** A matcher for a name pattern in which `*` stands for any characters. */
export function nameMatcher(pattern: string): (name: string) => boolean {
	const source = pattern
		.split('*')
		.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
		.join('.*');
	const expression = new RegExp(`^${source}$`, 's');
	return (name) => expression.test(name);
}
