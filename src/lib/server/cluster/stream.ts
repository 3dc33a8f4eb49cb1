/** Characters gathered before they are sent on. */
const chunkSize = 256 * 1024;

/** Text as a body that is made only as fast as it is read. */
export function streamText(pieces: Iterable<string>): ReadableStream<Uint8Array> {
	const iterator = pieces[Symbol.iterator]();
	const encoder = new TextEncoder();
	return new ReadableStream<Uint8Array>(
		{
			pull(controller) {
				const gathered: string[] = [];
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
				if (size > 0) controller.enqueue(encoder.encode(gathered.join('')));
				if (ended) controller.close();
			},
			cancel() {
				iterator.return?.();
			}
		},
		{ highWaterMark: 0 }
	);
}
