/** Characters or bytes gathered before they are sent on. */
const chunkSize = 256 * 1024;

/** Text as a body that is made only as fast as it is read. */
export function streamText(pieces: Iterable<string>): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	return stream(pieces, (texts) => encoder.encode(texts.join('')));
}

/** Bytes as a body that is made only as fast as it is read. */
export const streamBytes = (pieces: Iterable<Uint8Array>): ReadableStream<Uint8Array> =>
	stream(pieces, (parts) => new Uint8Array(Buffer.concat(parts)));

function stream<T extends string | Uint8Array>(
	pieces: Iterable<T>,
	join: (pieces: readonly T[]) => Uint8Array
): ReadableStream<Uint8Array> {
	const iterator = pieces[Symbol.iterator]();
	return new ReadableStream<Uint8Array>(
		{
			pull(controller) {
				const gathered: T[] = [];
				let size = 0;
				let ended = false;
				while (size < chunkSize && !ended) {
					const next = iterator.next();
					if (next.done) {
						ended = true;
					} else {
						gathered.push(next.value);
						size += next.value.length;
					}
				}
				if (size > 0) controller.enqueue(join(gathered));
				if (ended) controller.close();
			},
			cancel() {
				iterator.return?.();
			}
		},
		{ highWaterMark: 0 }
	);
}
