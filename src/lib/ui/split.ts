/** px: least size of the fixed pane, least size of the other, and what both share. */
export interface SplitLimits {
	readonly min: number;
	readonly rest: number;
	readonly total: number;
}

/** The nearest allowed size; before the first layout (`total` 0) the wish stands. */
export function clampSize(wish: number, { min, rest, total }: SplitLimits): number {
	if (total === 0) return wish;
	return Math.max(min, Math.min(wish, total - rest));
}

interface KeyedSplit extends SplitLimits {
	readonly direction: 'row' | 'column';
	readonly fixed: 'first' | 'second';
}

const step = 24;

/** The size after a key on the divider; undefined when the key means nothing to it. */
export function keyedSize(key: string, size: number, split: KeyedSplit): number | undefined {
	const [back, forth] = split.direction === 'row' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
	const sign = split.fixed === 'first' ? 1 : -1;
	const wish =
		key === forth
			? size + sign * step
			: key === back
				? size - sign * step
				: key === 'Home'
					? split.min
					: key === 'End'
						? split.total - split.rest
						: undefined;
	return wish === undefined ? undefined : clampSize(wish, split);
}
