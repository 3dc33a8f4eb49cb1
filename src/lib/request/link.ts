import { fromBase64url, toBase64url } from './base64url';
import { crc32 } from './checksum';
import { deflate, inflate } from './compress';
import { inflatePart } from './inflate';
import { packState, unpackState } from './linkstate';
import type { QueryRequest } from './request';
import { rescueObject } from './rescue';
import type { View } from './view';

/** What a share link holds. It has no field that could hold a secret. */
export interface LinkState {
	readonly request: QueryRequest;
	/** The cluster's name on this server; `''` for none. */
	readonly cluster: string;
	/** Absent when nothing differs from how a fresh tab looks. */
	readonly view?: View;
	/** A stored result of this request, which only its owner can read. */
	readonly asyncId?: string;
}

export type Decoded =
	| ({ readonly kind: 'request' } & LinkState)
	/** `reason` is a sentence to show; `rescued` what could still be read, which may not be what was shared. */
	| { readonly kind: 'broken'; readonly reason: string; readonly rescued?: LinkState };

/** Bytes of JSON that a link may hold, on both ends. */
export const MAX_LINK_BYTES = 1024 * 1024;

/** Longer links are cut by programs on their way. */
export const MAX_LINK_LENGTH = 8000;

/** 1: query, params, filter, options, cluster. 2: clauses, time range, view and async id beside them. */
const versions: ReadonlySet<string> = new Set(['1', '2']);
/** CRC-32 and length of the compressed bytes, four bytes each, big-endian. */
const HEAD_BYTES = 8;

/**
 * The fragment (without `#`) of the link that opens `state`: the version, then base64url of checksum, length and deflated
 * JSON. Rejects with a sentence when the JSON is larger than 1 MB.
 */
export async function encodeLink(state: LinkState): Promise<string> {
	const json = new TextEncoder().encode(JSON.stringify(packState(state)));
	if (json.length > MAX_LINK_BYTES)
		throw new RangeError('This request is larger than a link can hold (1 MB)');
	const body = await deflate(json);
	const bytes = new Uint8Array(HEAD_BYTES + body.length);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, crc32(body));
	view.setUint32(4, body.length);
	bytes.set(body, HEAD_BYTES);
	return versionOf(state) + toBase64url(bytes);
}

/** The oldest version that can say it all: a link opens in every workbench that understands it. */
function versionOf({ request: { clauses, time }, view, asyncId }: LinkState): string {
	return [clauses, time, view, asyncId].every((part) => part === undefined) ? '1' : '2';
}

/** The state in a link's fragment, with or without its `#`. Never rejects. */
export async function decodeLink(fragment: string): Promise<Decoded> {
	const text = fragment.replace(/^#/, '');
	if (text === '') return { kind: 'broken', reason: 'The link holds no request' };
	if (!/^\d/.test(text)) return { kind: 'broken', reason: 'This is not a link to a request' };
	if (!versions.has(text[0]))
		return { kind: 'broken', reason: 'The link was made by a newer version of the workbench' };
	const [valid] = /^[\w-]*/.exec(text.slice(1)) ?? [''];
	const bytes = fromBase64url(valid) ?? new Uint8Array();
	if (bytes.length < HEAD_BYTES) return { kind: 'broken', reason: 'The link was cut short' };
	const view = new DataView(bytes.buffer);
	const length = view.getUint32(4);
	const body = bytes.subarray(HEAD_BYTES);
	const sound = body.length >= length && crc32(body.subarray(0, length)) === view.getUint32(0);
	if (valid.length < text.length - 1)
		return damaged(
			'The link is damaged: it holds characters that no link has',
			sound ? body.subarray(0, length) : body
		);
	if (body.length < length) return damaged('The link was cut short: its end is missing', body);
	if (body.length > length)
		return damaged('The link is damaged: something was added to its end', body.subarray(0, length));
	if (!sound) return damaged('The link is damaged: its checksum does not match', body);
	return whole(body);
}

async function whole(body: Uint8Array<ArrayBuffer>): Promise<Decoded> {
	try {
		const json = await inflate(body, MAX_LINK_BYTES);
		if (json === 'too large')
			return { kind: 'broken', reason: 'The link holds more than 1 MB, which is refused' };
		const stored: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
		const state = unpackState(stored);
		return typeof state === 'string' ? { kind: 'broken', reason: state } : { kind: 'request', ...state };
	} catch (error) {
		const reason = `The link is damaged: ${error instanceof Error ? error.message : String(error)}`;
		return { kind: 'broken', reason };
	}
}

function damaged(reason: string, body: Uint8Array): Decoded {
	const part = inflatePart(body, MAX_LINK_BYTES);
	const state = unpackState(rescueObject(new TextDecoder().decode(part, { stream: true })));
	const usable = typeof state !== 'string' && state.request.query.trim() !== '';
	return usable ? { kind: 'broken', reason, rescued: state } : { kind: 'broken', reason };
}
