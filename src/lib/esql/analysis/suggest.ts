const most = 10;

/** Up to ten names close enough to `name` to be meant, closest first: more than half of the letters stay. */
export function similar(name: string, candidates: Iterable<string>): string[] {
	const scored: { candidate: string; score: number }[] = [];
	for (const candidate of candidates) {
		const longest = Math.max(name.length, candidate.length);
		if (Math.abs(name.length - candidate.length) * 2 >= longest) continue;
		const score = 1 - distance(name, candidate) / longest;
		if (score > 0.5) scored.push({ candidate, score });
	}
	return scored
		.sort((a, b) => b.score - a.score || (a.candidate < b.candidate ? -1 : 1))
		.slice(0, most)
		.map(({ candidate }) => candidate);
}

/** `, did you mean [a]?` in Elasticsearch's words; empty where nothing is close. */
export function didYouMean(names: readonly string[], question = 'did you mean'): string {
	if (names.length === 0) return '';
	return `, ${question} ${names.length === 1 ? `[${names[0]}]` : `any of [${names.join(', ')}]`}?`;
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
	let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
	for (let i = 1; i <= a.length; i++) {
		const current = [i];
		for (let j = 1; j <= b.length; j++)
			current[j] = Math.min(
				previous[j] + 1,
				current[j - 1] + 1,
				previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
			);
		previous = current;
	}
	return previous[b.length];
}
