/** How a body ended: read to its end, broken off by its source, left by its reader, or larger than allowed. */
export type End = 'whole' | 'broken' | 'left' | 'too large';

/** The same body, counted. `ended` is told once, with the bytes that passed. `most`: bytes after which it breaks off, 0 for never. */
export function counted(
	body: ReadableStream<Uint8Array> | null,
	most: number,
	ended: (bytes: number, end: End) => void
): ReadableStream<Uint8Array> | null {
	if (!body) {
		ended(0, 'whole');
		return null;
	}
	const reader = body.getReader();
	let bytes = 0;
	return new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				try {
					const { done, value } = await reader.read();
					if (done) {
						ended(bytes, 'whole');
						return controller.close();
					}
					bytes += value.byteLength;
					if (most > 0 && bytes > most) {
						ended(bytes, 'too large');
						const reason = new Error(`the answer is larger than ${most} bytes`);
						await reader.cancel(reason);
						return controller.error(reason);
					}
					controller.enqueue(value);
				} catch (error) {
					ended(bytes, 'broken');
					controller.error(error);
				}
			},
			cancel(reason) {
				ended(bytes, 'left');
				return reader.cancel(reason);
			}
		},
		{ highWaterMark: 0 }
	);
}
