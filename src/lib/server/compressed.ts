import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const encodings = {
	br: (body: Uint8Array) =>
		promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
	gzip: (body: Uint8Array) => promisify(gzip)(body)
} as const;

/** Pages as small as the browser takes them; everything else is sent as it is. The build's own files are compressed beforehand. */
export async function compressed(request: Request, response: Response): Promise<Response> {
	const isPage = response.headers.get('content-type')?.startsWith('text/html');
	if (!isPage || !response.body || response.headers.has('content-encoding')) return response;
	const headers = new Headers(response.headers);
	headers.append('vary', 'accept-encoding');
	const encoding = acceptable(request.headers.get('accept-encoding') ?? '');
	if (!encoding) return new Response(response.body, { status: response.status, headers });
	const body = await encodings[encoding](new Uint8Array(await response.arrayBuffer()));
	headers.set('content-encoding', encoding);
	headers.set('content-length', String(body.byteLength));
	return new Response(new Uint8Array(body), { status: response.status, headers });
}

/** The best encoding that a header like `gzip, br;q=0` takes. */
function acceptable(header: string): keyof typeof encodings | undefined {
	const taken = header
		.split(',')
		.map((part) => part.trim().split(/\s*;\s*/))
		.filter(([, weight]) => !/^q=0(\.0*)?$/.test(weight ?? ''))
		.map(([name]) => name);
	return (['br', 'gzip'] as const).find((name) => taken.includes(name));
}
