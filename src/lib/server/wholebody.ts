/**
 * The text of a request's body; undefined when it has more than `most` bytes, of which no more are read. The rest is left
 * unread, not cancelled: that would close the connection before the answer.
 */
export async function wholeBody(request: Request, most: number): Promise<string | undefined> {
	if (!request.body) return '';
	if (Number(request.headers.get('content-length') ?? 0) > most) return undefined;
	const reader = (request.body as ReadableStream<Uint8Array>).getReader();
	const parts: Uint8Array[] = [];
	let size = 0;
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return Buffer.concat(parts).toString('utf8');
		size += value.byteLength;
		if (size > most) return undefined;
		parts.push(value);
	}
}
