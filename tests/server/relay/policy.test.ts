import { describe, expect, it } from 'vitest';
import { decide } from '$lib/server/relay/policy';

const target = (method: string, path: string, search = '') => {
	const decision = decide(method, path, search);
	return decision.kind === 'allow' ? decision.target : decision.status;
};

describe('policy', () => {
	it.each([
		['GET', '', '/'],
		['GET', '/', '/'],
		['HEAD', '/', '/'],
		['POST', '/_query', '/_query'],
		['POST', '/_query/async', '/_query/async'],
		['GET', '/_query/async/FkpX==', '/_query/async/FkpX%3D%3D'],
		['DELETE', '/_query/async/abc', '/_query/async/abc'],
		['POST', '/_query/async/abc/stop', '/_query/async/abc/stop'],
		['GET', '/_query/queries', '/_query/queries'],
		['GET', '/_query/view', '/_query/view'],
		['GET', '/logs-*,-logs-old,eu:x/_field_caps', '/logs-*%2C-logs-old%2Ceu%3Ax/_field_caps'],
		['POST', '/_field_caps', '/_field_caps'],
		['GET', '/_resolve/index/%3Clogs-%7Bnow%2Fd%7D%3E', '/_resolve/index/%3Clogs-%7Bnow%2Fd%7D%3E'],
		['GET', '/_resolve/index/*', '/_resolve/index/*'],
		['GET', '/_enrich/policy', '/_enrich/policy'],
		['GET', '/_inference/_all', '/_inference/_all'],
		['GET', '/_remote/info', '/_remote/info'],
		['GET', '/_security/_authenticate', '/_security/_authenticate'],
		['GET', '/_cat/indices/', '/_cat/indices']
	])('passes %s %s', (method, path, expected) => expect(target(method, path)).toBe(expected));

	it('keeps the query string', () =>
		expect(target('GET', '/_query/async/a', '?wait_for_completion_timeout=5s')).toBe(
			'/_query/async/a?wait_for_completion_timeout=5s'
		));

	it('narrows cluster settings to ES|QL whatever is asked', () =>
		expect(target('GET', '/_cluster/settings', '?filter_path=**')).toBe(
			'/_cluster/settings?include_defaults=true&filter_path=*.esql'
		));

	it.each([
		['GET', '/_search', 403],
		['POST', '/logs/_search', 403],
		['POST', '/_bulk', 403],
		['GET', '/_cluster/health', 403],
		['POST', '/_security/_authenticate', 405],
		['PUT', '/_query/view/x', 405],
		['DELETE', '/_query/view/x', 405],
		['PUT', '/_cluster/settings', 405],
		['DELETE', '/logs', 403],
		['DELETE', '/', 405],
		['TRACE', '/', 405],
		['get', '/', 405],
		['GET', '/_query/async', 405],
		['GET', '/_security/_field_caps', 403],
		['GET', '/_all/_field_caps', 403]
	])('refuses %s %s', (method, path, status) => expect(target(method, path)).toBe(status));

	it.each([
		'/_query/../_search',
		'/_query/async/..',
		'/_query/async/%2e%2e',
		'/_query/async/%2E%2E/stop',
		'/_query/async/a%2Fb',
		'/_query/async/a%5Cb',
		'/_query/async/a%252Fb',
		'/_query/async/a%00b',
		'/_query/async/a%0d%0aX-Evil:1',
		'/_query/async/a;b',
		'/_query/async/%',
		'/_query/async/%ff',
		'/_query//async',
		'//_query',
		'/_query/async/a%3Fformat=csv',
		'/_query/async/a%23b',
		'/_resolve/index/%3Clogs-%7Bnow%2Fd%7D%3E%2F..',
		'/_resolve/index/%3C%2F%3E',
		'/logs%2F_search/_field_caps',
		'/%3Ca%2F..%2F_search%7Bnow%2Fd%7D%3E/_field_caps'
	])('never reads %s in two ways', (path) => expect(target('GET', path)).toBe(400));

	it('answers within a millisecond for a hostile path', () => {
		const begin = performance.now();
		decide('GET', `/_resolve/index/${encodeURIComponent(`<${','.repeat(5000)}{`.repeat(3))}%2F`, '');
		expect(performance.now() - begin).toBeLessThan(50);
	});
});
