import type { Progress } from '$lib/results/messages';

/** Rows the grid fetches, keeps and drops together. */
export const BLOCK_SIZE = 200;

/**
 * How many rows the grid may know of. While bytes arrive that is a multiple of the block, because a block once
 * fetched is not asked for again; only the first block shows as far as it has come.
 */
export function announcedRows({ rows, done }: Pick<Progress, 'rows' | 'done'>): number {
	return done || rows < BLOCK_SIZE ? rows : rows - (rows % BLOCK_SIZE);
}
