import { type ElasticCause, header } from '$lib/protocol/elastic';
import { idOf, type View } from './answer';
import type { Failure } from './failure';
import { filterPath } from './filterpath';
import { jsonAnswer } from './formats/json';
import { textAnswer } from './formats/text';
import type { Medium } from './media';
import type { Query } from './query';
import { streamBytes, streamText } from './stream';
import { warningHeader } from './warning';

/** A small JSON answer, cut and laid out as the URL's `filter_path` and `pretty` ask. */
export function jsonReply(value: unknown, query: Query): Response {
	const kept = filterPath(value, query.text('filter_path')) ?? (Array.isArray(value) ? [] : {});
	return json(kept, 200, query.flag('pretty') ? 2 : undefined);
}

function json(value: unknown, status: number, indent?: number): Response {
	const headers = { 'content-type': 'application/json' };
	return new Response(JSON.stringify(value, undefined, indent), { status, headers });
}

/** An error of the routing layer: a plain sentence. */
export const sentenceReply = (status: number, error: string): Response => json({ error, status }, status);

/** A failure in Elasticsearch's envelope. The root cause is the innermost parse failure, told without its own cause. */
export function failureReply({ status, type, reason, extra }: Failure): Response {
	const cause: ElasticCause = { type, reason, ...extra };
	let root = cause;
	while (root.caused_by?.type === 'x_content_parse_exception') root = root.caused_by;
	const { caused_by: _, ...bare } = root;
	return json({ error: { root_cause: [bare], ...cause }, status }, status);
}

/** A query's answer, or that it still runs, in the medium asked for. `spentNanos` is the time this request took. */
export async function answerReply(view: View, medium: Medium, spentNanos: number): Promise<Response> {
	const { job, answer } = view;
	const headers = new Headers({ 'content-type': medium.contentType });
	if (job.submission.kind === 'async') {
		const id = idOf(view);
		if (id !== undefined) headers.set(header.asyncId, id);
		headers.set(header.isRunning, answer ? '?0' : '?1');
	}
	headers.set(header.tookNanos, String(answer?.tookNanos ?? spentNanos));
	for (const warning of answer?.warnings ?? []) headers.append('warning', warningHeader(warning));
	return new Response(await bodyOf(view, medium), { status: 200, headers });
}

/** Formats that few ask for are loaded when they are. */
async function bodyOf(view: View, medium: Medium): Promise<ReadableStream<Uint8Array>> {
	switch (medium.format) {
		case 'json':
			return streamText(jsonAnswer(view));
		case 'yaml':
			return streamText((await import('./formats/yaml')).yamlAnswer(view));
		case 'cbor':
			return streamBytes((await import('./formats/cbor')).cborAnswer(view));
		case 'arrow':
			return streamBytes((await import('./formats/arrow')).arrowAnswer(view));
		default:
			return streamText(textAnswer(view, medium));
	}
}
