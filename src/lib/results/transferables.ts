import type { Reply } from './questions';

/** Buffers of a reply that move to the page instead of being copied. */
export function transferables(reply: Reply): Transferable[] {
	return reply instanceof Uint32Array ? [reply.buffer] : [];
}
