/** The text of a request's body; undefined when it has more than `most` bytes, of which no more are read. */
export async function wholeBody(request: Request, most: number): Promise<string | undefined> {
	if (!request.body) return '';
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
		size += part.byteLength;
		if (size > most) return undefined;
		parts.push(part);
	}
	return Buffer.concat(parts).toString('utf8');
}
