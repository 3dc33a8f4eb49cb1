/** How a body ended: read to its end, broken off by its source, or left by its reader. */
export type BodyEnd = 'whole' | 'broken' | 'left';

/** Told of a body while it passes. What `passed` throws breaks the body off. */
export interface Watch {
	passed(bytes: number): void;
	ended(how: BodyEnd): void;
}

type Begin = (watch: Watch) => void;

const watchables = new WeakMap<ReadableStream<Uint8Array>, Begin>();

/** Marks a stream as one that tells a watcher what passes, which spares the hop of a stream around it. */
export function watchable(stream: ReadableStream<Uint8Array>, begin: Begin): ReadableStream<Uint8Array> {
	watchables.set(stream, begin);
	return stream;
}

/** The same body, watched; nothing of it must have been read. */
export function watched(
	body: ReadableStream<Uint8Array> | null,
	watch: Watch
): ReadableStream<Uint8Array> | null {
	if (!body) {
		watch.ended('whole');
		return null;
	}
	const begin = watchables.get(body);
	if (!begin) return around(body, watch);
	begin(watch);
	return body;
}

function around(body: ReadableStream<Uint8Array>, watch: Watch): ReadableStream<Uint8Array> {
	const reader = body.getReader();
	return new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				try {
					const { done, value } = await reader.read();
					if (done) {
						watch.ended('whole');
						return controller.close();
					}
					watch.passed(value.byteLength);
					controller.enqueue(value);
				} catch (error) {
					watch.ended('broken');
					await reader.cancel(error).catch(() => undefined);
					throw error;
				}
			},
			cancel(reason) {
				watch.ended('left');
				return reader.cancel(reason);
			}
		},
		{ highWaterMark: 0 }
	);
}
