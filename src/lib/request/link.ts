import { isRecord } from '$lib/protocol/parse';
import { fromBase64url, toBase64url } from './base64url';
import { crc32 } from './checksum';
import { deflate, inflate } from './compress';
import { readRequest } from './read';
import type { QueryRequest } from './request';

/** What a share link holds: the request, and the cluster's name on this server (`''` for none). Never a secret. */
export interface LinkState {
	readonly request: QueryRequest;
	readonly cluster: string;
}

export type Decoded =
	| ({ readonly kind: 'request' } & LinkState)
	/** `reason` is a sentence to show. */
	| { readonly kind: 'broken'; readonly reason: string };

/** Bytes of JSON that a link may hold, on both ends. */
export const MAX_LINK_BYTES = 1024 * 1024;

const VERSION = '1';
/** CRC-32 and length of the compressed bytes, four bytes each, big-endian. */
const HEAD_BYTES = 8;

/**
 * The fragment (without `#`) of the link that opens `state`: `1`, then base64url of checksum, length and deflated JSON.
 * Rejects with a sentence when the JSON is larger than 1 MB.
 */
export async function encodeLink({ request, cluster }: LinkState): Promise<string> {
	const { query, params, filter, options } = request;
	const state = {
		query,
		params: params.length > 0 ? params.map(({ name, type, value }) => [name, type, value]) : undefined,
		filter: filter === '' ? undefined : filter,
		options: Object.keys(options).length > 0 ? options : undefined,
		cluster: cluster === '' ? undefined : cluster
	};
	const json = new TextEncoder().encode(JSON.stringify(state));
	if (json.length > MAX_LINK_BYTES)
		throw new RangeError('This request is larger than a link can hold (1 MB)');
	const body = await deflate(json);
	const bytes = new Uint8Array(HEAD_BYTES + body.length);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, crc32(body));
	view.setUint32(4, body.length);
	bytes.set(body, HEAD_BYTES);
	return VERSION + toBase64url(bytes);
}

/** The state in a link's fragment, with or without its `#`. Never rejects. */
export async function decodeLink(fragment: string): Promise<Decoded> {
	const text = fragment.replace(/^#/, '');
	if (text === '') return broken('The link holds no request');
	if (!/^\d/.test(text)) return broken('This is not a link to a request');
	if (!text.startsWith(VERSION)) return broken('The link was made by a newer version of the workbench');
	const bytes = fromBase64url(text.slice(VERSION.length));
	if (bytes === undefined) return broken('The link is damaged: it holds characters that no link has');
	if (bytes.length < HEAD_BYTES) return broken('The link was cut short');
	const view = new DataView(bytes.buffer);
	const body = bytes.subarray(HEAD_BYTES);
	if (body.length < view.getUint32(4)) return broken('The link was cut short: its end is missing');
	if (body.length > view.getUint32(4)) return broken('The link is damaged: something was added to its end');
	if (crc32(body) !== view.getUint32(0)) return broken('The link is damaged: its checksum does not match');
	return unpack(body);
}

async function unpack(body: Uint8Array<ArrayBuffer>): Promise<Decoded> {
	let stored: unknown;
	try {
		const json = await inflate(body, MAX_LINK_BYTES);
		if (json === 'too large') return broken('The link holds more than 1 MB, which is refused');
		stored = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
	} catch (error) {
		return broken(`The link is damaged: ${error instanceof Error ? error.message : String(error)}`);
	}
	if (!isRecord(stored)) return broken('The link holds no request');
	const request = readRequest({ ...stored, params: rows(stored.params) });
	if (request === undefined) return broken('The link holds no query');
	return { kind: 'request', request, cluster: typeof stored.cluster === 'string' ? stored.cluster : '' };
}

function rows(params: unknown): unknown {
	if (!Array.isArray(params)) return params;
	return params.map((row: unknown) =>
		Array.isArray(row) ? { name: row[0], type: row[1], value: row[2] } : undefined
	);
}

function broken(reason: string): Decoded {
	return { kind: 'broken', reason };
}
