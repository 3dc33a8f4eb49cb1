/** Readers of what Elasticsearch says besides rows: error bodies and `Warning` headers. Nothing here throws. */
import type { Place, Problem } from './problem';

/** Status line and headers of an answer. */
export interface AnswerHead {
	readonly status: number;
	readonly headers: readonly (readonly [string, string])[];
}

/** One `Warning` of an answer, in the cluster's words without its `Line L:C:` prefix. */
export interface Warning {
	readonly text: string;
	/** Where in the query it arose. */
	readonly place?: Place;
}

/** The value of a header, whatever the case of its name; repeated headers joined by a comma as `fetch` does. */
export function headerValue(head: AnswerHead, name: string): string | undefined {
	const wanted = name.toLowerCase();
	const values = head.headers.flatMap(([key, value]) => (key.toLowerCase() === wanted ? [value] : []));
	return values.length === 0 ? undefined : values.join(', ');
}

/** What a failed answer says: Elasticsearch's envelope, the relay's, or whatever a proxy put in their place. */
export function problemFromAnswer(head: AnswerHead, text: string): Problem {
	const body = jsonObject(text);
	const { status } = head;
	const error = body?.error;
	if (typeof error === 'string') return clusterProblem(status, 'error', [error], text);
	if (isRecord(error)) {
		const type = typeof error.type === 'string' ? error.type : 'error';
		return clusterProblem(status, type, [...causes(error)], text, chain(error));
	}
	return {
		kind: 'response',
		status,
		type: 'workbench_not_elasticsearch',
		reason: foreignReason(head, body, text),
		places: [],
		detail: text === '' ? undefined : text
	};
}

/** The problem of a request that got no answer at all. */
export function unreachedProblem(message: string): Problem {
	return {
		kind: 'network',
		status: 0,
		type: 'workbench_unreached',
		reason: `The workbench's server could not be reached: ${message}`,
		places: []
	};
}

function clusterProblem(
	status: number,
	type: string,
	said: readonly string[],
	detail: string,
	shown: readonly string[] = said
): Problem {
	const kind = type.startsWith('workbench_') ? 'relay' : 'cluster';
	const places = said.flatMap((reason) => readPlaces(reason).places);
	const reasons = shown.map((reason) => readPlaces(reason).reason).filter((reason) => reason !== '');
	const sentence = withoutRepeats(reasons).join(': ') || type;
	const help = kind === 'cluster' ? helpFor(status) : undefined;
	return {
		kind,
		status,
		type,
		reason: help === undefined ? sentence : `${help}: ${sentence}`,
		places: unique(places, (place) => `${place.line}:${place.column}:${place.message}`),
		detail
	};
}

const MAX_DEPTH = 20;

/** The reason of an error and of each `caused_by` below it. */
function chain(error: Record<string, unknown>): string[] {
	const reasons: string[] = [];
	let cause: unknown = error;
	for (let depth = 0; isRecord(cause) && depth < MAX_DEPTH; depth++) {
		if (typeof cause.reason === 'string') reasons.push(cause.reason);
		cause = cause.caused_by;
	}
	return reasons;
}

/** Every reason in an error: its own, its causes', its root causes' and those it suppressed. */
function* causes(cause: unknown, depth = 0): Generator<string> {
	if (!isRecord(cause) || depth > MAX_DEPTH) return;
	if (typeof cause.reason === 'string') yield cause.reason;
	yield* causes(cause.caused_by, depth + 1);
	for (const list of [cause.root_cause, cause.suppressed]) {
		if (Array.isArray(list)) for (const item of list) yield* causes(item, depth + 1);
	}
}

/**
 * Splits `Found 2 problems\nline 1:18: …\nline 2:9: …` into places. A position of `-1` is none, unless the same problem
 * goes on to name another: stored failures read `line -1:-1: … line 1:5: …`.
 */
function readPlaces(text: string): { readonly reason: string; readonly places: readonly Place[] } {
	const problems = text.split(/(?:^|\n)\s*(?=line -?\d+:-?\d+: )/i).filter((part) => part.trim() !== '');
	const places: Place[] = [];
	const reasons: string[] = [];
	for (const problem of problems) {
		if (/^Found \d+ problems?$/.test(problem.trim())) continue;
		const place = readPlace(problem);
		reasons.push(place.message);
		if (place.line > 0 && place.column > 0) places.push(place);
	}
	return { reason: reasons.join('\n'), places };
}

function readPlace(text: string): Place {
	const match = /^line (-?\d+):(-?\d+): ([^]*)$/i.exec(text);
	if (match === null) return { line: 0, column: 0, message: text.trim() };
	const line = Number(match[1]);
	const later = line > 0 ? undefined : [...match[3].matchAll(/line \d+:\d+: /gi)].at(-1)?.index;
	if (later !== undefined) return readPlace(match[3].slice(later));
	return { line, column: Number(match[2]), message: match[3].trim() };
}

/** Words for a person who does not know HTTP; undefined where the cluster's own sentence says enough. */
function helpFor(status: number): string | undefined {
	switch (status) {
		case 401:
			return 'The cluster does not accept these credentials';
		case 403:
			return 'These credentials do not allow that';
		case 413:
			return 'The request is too large for the cluster';
		case 429:
			return 'The cluster is too busy for this just now';
		case 503:
			return 'The cluster is not able to answer just now';
		default:
			return status >= 500 ? 'The cluster failed at this' : undefined;
	}
}

function foreignReason(head: AnswerHead, body: Record<string, unknown> | undefined, text: string): string {
	const { status } = head;
	const message = [body?.message, body?.error_description].find((said) => typeof said === 'string');
	if (message !== undefined) return `The answer (HTTP ${status}) is not Elasticsearch's: ${message}`;
	if (text.trim() === '') return `The answer (HTTP ${status}) is empty: ${statusWords(status)}`;
	const type = headerValue(head, 'content-type') ?? '';
	if (/html/i.test(type) || /^\s*<(?:!doctype|html)/i.test(text)) {
		const title = /<title[^>]*>([^<]{1,200})/i.exec(text)?.[1].replace(/\s+/g, ' ').trim();
		const named = title === undefined || title === '' ? '' : ` titled “${title}”`;
		return `The answer (HTTP ${status}) is a web page${named}, not Elasticsearch's: ${statusWords(status)}`;
	}
	const start = text.trim().replace(/\s+/g, ' ').slice(0, 200);
	return `The answer (HTTP ${status}) is not Elasticsearch's: ${start}`;
}

function statusWords(status: number): string {
	if (status < 300) return 'the address may be that of Kibana or of a login page';
	if (status < 400) return 'the address leads elsewhere';
	if (status === 401 || status === 403) return 'something in front of the cluster asks for a login';
	if (status === 404) return 'nothing is at this address';
	if (status === 413) return 'the request is too large for a proxy';
	if (status === 429) return 'a proxy lets no more requests through just now';
	if (status === 502 || status === 503) return 'a proxy does not reach the cluster';
	if (status === 504) return 'the cluster did not answer a proxy in time';
	return status < 500 ? 'a proxy refused the request' : 'a proxy or the server failed';
}

/**
 * Reads `Warning` headers, repeated or joined by `fetch`: `299 Elasticsearch-9.4.1-<hash> "text"`, the text escaped and
 * percent-encoded. What has another form is kept as it is. Equal warnings are told once.
 */
export function parseWarnings(headerValues: readonly string[]): readonly Warning[] {
	const texts = headerValues
		.flatMap((value) => value.split(/,\s*(?=299 Elasticsearch-)/))
		.map(warningText)
		.filter((text) => text !== '');
	return unique(texts, (text) => text).map((text) => {
		const place = readPlace(text);
		return place.line > 0 && place.column > 0 ? { text: place.message, place } : { text };
	});
}

function warningText(value: string): string {
	const quoted = /^\s*\d{3} \S+ "((?:[^"\\]|\\[^])*)"/.exec(value)?.[1];
	return quoted === undefined ? value.trim() : percentDecoded(quoted.replace(/\\([^])/g, '$1'));
}

/** A stray `%` or broken UTF-8 leaves its run of escapes as it was. */
function percentDecoded(text: string): string {
	return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
		try {
			return decodeURIComponent(escapes);
		} catch {
			return escapes;
		}
	});
}

function withoutRepeats(reasons: readonly string[]): string[] {
	return reasons.filter(
		(reason, at) => !reasons.some((other, before) => before < at && other.includes(reason))
	);
}

function unique<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
	const seen = new Set<string>();
	return items.filter((item) => !seen.has(key(item)) && seen.add(key(item)));
}

/** The JSON object that a text is; undefined for anything else. Not exact beyond 2^53. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isRecord(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
