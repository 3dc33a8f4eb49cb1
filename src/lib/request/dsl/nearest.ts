/** The name that differs from a word in at most two letters, if there is one. */
export function nearest(word: string, names: readonly string[]): string | undefined {
	const lower = word.toLowerCase();
	const near = names
		.map((name) => ({ name, distance: distance(lower, name.toLowerCase()) }))
		.filter(({ name, distance }) => distance <= Math.min(2, Math.floor(name.length / 3) + 1))
		.sort((a, b) => a.distance - b.distance);
	return near[0]?.name;
}

function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, at) => at);
	for (let at = 1; at <= a.length; at++) {
		const next = [at];
		for (let to = 1; to <= b.length; to++) {
			const changed = row[to - 1] + (a[at - 1] === b[to - 1] ? 0 : 1);
			next.push(Math.min(changed, row[to] + 1, next[to - 1] + 1));
		}
		row = next;
	}
	return row[b.length];
}
