/** The first `limit` of the numbers 0 … `count` - 1 in the order `ahead` tells (negative: a before b), those it lets in. */
export function firstOf(
	count: number,
	limit: number,
	ahead: (a: number, b: number) => number,
	isIn: (candidate: number) => boolean = () => true
): readonly number[] {
	const kept: number[] = [];
	for (let candidate = 0; candidate < count; candidate++) {
		if (!isIn(candidate)) continue;
		if (kept.length >= limit && (limit === 0 || ahead(candidate, kept[kept.length - 1]) >= 0)) continue;
		let low = 0;
		let high = kept.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (ahead(candidate, kept[middle]) < 0) high = middle;
			else low = middle + 1;
		}
		kept.splice(low, 0, candidate);
		if (kept.length > limit) kept.pop();
	}
	return kept;
}
