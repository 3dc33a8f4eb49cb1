import { refuse } from './failure';

/** Largest body taken, unpacked, in bytes; as Elasticsearch's `http.max_content_length`. */
export const maxBody = 100 * 1024 * 1024;

/** The text of a request's body, unpacked when it is gzipped. */
export async function readText(request: Request, limit = maxBody): Promise<string> {
	if (!request.body) return '';
	const encoding = request.headers.get('content-encoding') ?? 'identity';
	if (encoding !== 'identity' && encoding !== 'gzip')
		refuse(415, 'illegal_argument_exception', `Content-Encoding [${encoding}] is not supported`);
	const body: ReadableStream<Uint8Array> = request.body;
	const bytes =
		encoding === 'gzip'
			? body.pipeThrough(new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>)
			: body;
	const decoder = new TextDecoder();
	const parts: string[] = [];
	let size = 0;
	const reader = bytes.getReader();
	try {
		for (let next = await reader.read(); !next.done; next = await reader.read()) {
			size += next.value.byteLength;
			if (size > limit) break;
			parts.push(decoder.decode(next.value, { stream: true }));
		}
	} catch (error) {
		if (isGzipError(error)) refuse(400, 'illegal_argument_exception', 'the body is not valid gzip');
		throw error;
	}
	if (size > limit) {
		await reader.cancel();
		refuse(413, 'content_too_long_exception', `entity content is longer than [${limit}] bytes`);
	}
	return parts.join('') + decoder.decode();
}

/** Node 20 passes on zlib's own error; later ones throw a TypeError. */
const isGzipError = (error: unknown) =>
	error instanceof TypeError ||
	(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'));
