/** What the relay lets through: Elasticsearch's ES|QL family and read-only metadata, nothing else. */

type Method = 'GET' | 'HEAD' | 'POST' | 'DELETE';

interface Allowed {
	readonly methods: readonly Method[];
	/** `{index}`, `{id}` and `{name}` stand for one segment. */
	readonly path: string;
	/** Query parameters that replace whatever the caller sent. */
	readonly query?: string;
}

/** The allow-list. */
export const allowed: readonly Allowed[] = [
	{ methods: ['GET', 'HEAD'], path: '/' },
	{ methods: ['POST'], path: '/_query' },
	{ methods: ['POST'], path: '/_query/async' },
	{ methods: ['GET', 'DELETE'], path: '/_query/async/{id}' },
	{ methods: ['POST'], path: '/_query/async/{id}/stop' },
	{ methods: ['GET'], path: '/_query/queries' },
	{ methods: ['GET'], path: '/_query/queries/{id}' },
	{ methods: ['GET'], path: '/_query/view' },
	{ methods: ['GET'], path: '/_query/view/{name}' },
	{ methods: ['GET', 'POST'], path: '/_resolve/index/{index}' },
	{ methods: ['GET', 'POST'], path: '/_field_caps' },
	{ methods: ['GET', 'POST'], path: '/{index}/_field_caps' },
	{ methods: ['GET'], path: '/_enrich/policy' },
	{ methods: ['GET'], path: '/_enrich/policy/{name}' },
	{ methods: ['GET'], path: '/_inference' },
	{ methods: ['GET'], path: '/_inference/{name}' },
	{ methods: ['GET'], path: '/_inference/{name}/_all' },
	{ methods: ['GET'], path: '/_remote/info' },
	{ methods: ['GET'], path: '/_cluster/settings', query: '?include_defaults=true&filter_path=*.esql' },
	{ methods: ['GET'], path: '/_security/_authenticate' },
	{ methods: ['GET'], path: '/_cat/indices' },
	{ methods: ['GET'], path: '/_cat/indices/{index}' },
	{ methods: ['GET'], path: '/_capabilities' }
];

export type Decision =
	| Allow
	| {
			readonly kind: 'refuse';
			readonly status: 400 | 403 | 405;
			readonly reason: string;
			readonly allow?: readonly Method[];
	  };

export interface Allow {
	readonly kind: 'allow';
	/** Path and query, encoded anew from what was understood. */
	readonly target: string;
	/** The pattern in the allow-list that fits. */
	readonly path: string;
	/** The async query that is asked for. */
	readonly asyncId: string | undefined;
}

/**
 * May this request pass? `path` is the part of the URL's path after the cluster's id, still percent-encoded, as a
 * URL parser leaves it; `search` is empty or starts with `?`.
 */
export function decide(method: string, path: string, search: string): Decision {
	const segments = decode(path);
	if (!segments)
		return { kind: 'refuse', status: 400, reason: `the path [${path}] is not one that Elasticsearch has` };
	const rules = allowed.filter((rule) => matches(rule.path, segments));
	if (rules.length === 0)
		return {
			kind: 'refuse',
			status: 403,
			reason: `the workbench does not relay the path [/${segments.join('/')}]`
		};
	const rule = rules.find((rule) => rule.methods.some((name) => name === method));
	if (!rule) {
		const methods = rules.flatMap((rule) => rule.methods);
		return {
			kind: 'refuse',
			status: 405,
			reason: `Incorrect HTTP method for uri [/${segments.join('/')}] and method [${method}], allowed: [${methods.join(', ')}]`,
			allow: methods
		};
	}
	return {
		kind: 'allow',
		target: `/${segments.map(encodeURIComponent).join('/')}${rule.query ?? search}`,
		path: rule.path,
		asyncId: rule.path.startsWith('/_query/async/') ? segments[2] : undefined
	};
}

/** Segments, decoded once; undefined for anything that could be read in two ways. */
function decode(path: string): string[] | undefined {
	const segments: string[] = [];
	for (const raw of path.replace(/^\//, '').replace(/\/$/, '').split('/')) {
		let segment: string;
		try {
			segment = decodeURIComponent(raw);
		} catch {
			return undefined;
		}
		if (/[\p{Cc}\\%;?#]/u.test(segment) || segment === '.' || segment === '..') return undefined;
		if (segment.includes('/') && !isDateMath(segment)) return undefined;
		segments.push(segment);
	}
	if (segments.length > 1 && segments.includes('')) return undefined;
	return segments;
}

/** Date math names (`<logs-{now/d}>`) are the only ones in which a slash may stand. */
function isDateMath(segment: string): boolean {
	return segment
		.split(',')
		.every(
			(part) =>
				!part.includes('/') ||
				/^-?<[^<>/{}]*\{[^<>/{}]*(?:\/[yMwdhHms])?(?:\{[^<>/{}]*\})?\}[^<>/{}]*>$/.test(part)
		);
}

function matches(pattern: string, segments: readonly string[]): boolean {
	const parts = pattern.slice(1).split('/');
	return parts.length === segments.length && parts.every((part, at) => fits(part, segments[at]));
}

function fits(part: string, segment: string): boolean {
	switch (part) {
		case '{index}':
			return segment !== '' && !segment.startsWith('_');
		case '{id}':
			return segment !== '';
		case '{name}':
			return segment !== '' && (!segment.startsWith('_') || segment === '_all');
		default:
			return part === segment;
	}
}
