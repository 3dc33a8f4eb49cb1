import type { Reply } from './questions';

/** Buffers of a reply that move to the page instead of being copied. */
export function transferables(reply: Reply): Transferable[] {
	if (reply instanceof Uint32Array) return [reply.buffer];
	if (typeof reply !== 'object' || !('series' in reply)) return [];
	const arrays = [reply.x, ...reply.series.flatMap(({ x, y }) => (x === undefined ? [y] : [x, y]))];
	return [...new Set(arrays.map(({ buffer }) => buffer))];
}
