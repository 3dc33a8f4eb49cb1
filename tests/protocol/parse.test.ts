import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { elasticError } from '$lib/protocol/elastic';
import { headerValue, parseWarnings, problemFromAnswer, type AnswerHead } from '$lib/protocol/parse';

const head = (status: number, type = 'application/json'): AnswerHead => ({
	status,
	headers: [['Content-Type', type]]
});
const problem = (status: number, body: unknown) => problemFromAnswer(head(status), JSON.stringify(body));

describe('problemFromAnswer', () => {
	it('reads one place and strips it from the sentence', () => {
		const body = elasticError(
			400,
			'parsing_exception',
			"line 2:7: mismatched input 'FRM' expecting {'from'}"
		);
		expect(problem(400, body)).toEqual({
			kind: 'cluster',
			status: 400,
			type: 'parsing_exception',
			reason: "mismatched input 'FRM' expecting {'from'}",
			places: [{ line: 2, column: 7, message: "mismatched input 'FRM' expecting {'from'}" }],
			detail: JSON.stringify(body)
		});
	});

	it('reads every problem of a verification, without its count, each once', () => {
		const reason =
			'Found 2 problems\nline 1:18: Unknown column [hots], did you mean [host]?\nline 2:9: first argument\nof [n]';
		const { places, reason: said } = problem(400, elasticError(400, 'verification_exception', reason));
		expect(places).toEqual([
			{ line: 1, column: 18, message: 'Unknown column [hots], did you mean [host]?' },
			{ line: 2, column: 9, message: 'first argument\nof [n]' }
		]);
		expect(said).toBe('Unknown column [hots], did you mean [host]?\nfirst argument\nof [n]');
	});

	it('keeps a message that only quotes a place', () => {
		const reason = 'line 1:6: Unknown index [line 9:9: x]';
		expect(problem(400, elasticError(400, 'verification_exception', reason)).places).toEqual([
			{ line: 1, column: 6, message: 'Unknown index [line 9:9: x]' }
		]);
	});

	it('takes no place from a negative position', () => {
		const body = elasticError(
			400,
			'parsing_exception',
			'line -1:-1: ESQL statement is too large [1000011 characters > 1000000]'
		);
		expect(problem(400, body)).toMatchObject({
			reason: 'ESQL statement is too large [1000011 characters > 1000000]',
			places: []
		});
	});

	it('uses the last place of a stored parsing failure', () => {
		const body = elasticError(
			400,
			'parsing_exception',
			'line -1:-1: failed: line 1:1: line 1:5: no such command'
		);
		expect(problem(400, body).places).toEqual([{ line: 1, column: 5, message: 'no such command' }]);
	});

	it('walks the causes and what was suppressed, and says each thing once', () => {
		const body = {
			error: {
				type: 'x_content_parse_exception',
				reason: '[1:20] [esql/async_query] failed to parse field [params]',
				caused_by: {
					type: 'x_content_parse_exception',
					reason: 'Failed to parse params: [1:21] [1a] is not a valid parameter name',
					caused_by: { type: 'y', reason: null, caused_by: { type: 'z', reason: 'failed to parse field' } }
				},
				suppressed: [{ type: 'parsing_exception', reason: 'line 3:4: deep' }]
			},
			status: 400
		};
		expect(problem(400, body)).toMatchObject({
			reason:
				'[1:20] [esql/async_query] failed to parse field [params]: Failed to parse params: [1:21] [1a] is not a valid parameter name',
			places: [{ line: 3, column: 4, message: 'deep' }]
		});
	});

	it('reads an error that is a plain string', () => {
		const body = { error: 'no handler found for uri [/_query/foo] and method [GET]', status: 400 };
		expect(problem(400, body)).toMatchObject({ kind: 'cluster', type: 'error', reason: body.error });
	});

	it('falls back on the type when there is no reason', () => {
		expect(problem(500, { error: { type: 'null_pointer_exception', reason: null } }).reason).toBe(
			'The cluster failed at this: null_pointer_exception'
		);
	});

	it.each([
		[401, 'The cluster does not accept these credentials: missing'],
		[403, 'These credentials do not allow that: missing'],
		[429, 'The cluster is too busy for this just now: missing'],
		[503, 'The cluster is not able to answer just now: missing'],
		[404, 'missing']
	])('helps with words for %i', (status, reason) => {
		expect(problem(status, elasticError(status, 'security_exception', 'missing')).reason).toBe(reason);
	});

	it('tells the relay from the cluster', () => {
		const body = elasticError(502, 'workbench_cluster_unreachable', 'nothing listens at http://x');
		expect(problem(502, body)).toMatchObject({ kind: 'relay', reason: 'nothing listens at http://x' });
	});

	it.each([
		[
			502,
			'text/html',
			'<html><head><title>502 Bad\n Gateway</title></head></html>',
			/HTTP 502.*“502 Bad Gateway”.*proxy/
		],
		[200, 'text/html', '<!doctype html><p>Kibana</p>', /HTTP 200.*web page.*login page/],
		[404, 'application/json', '{"message":"Not Found"}', /HTTP 404.*Not Found/],
		[413, 'text/plain', '', /HTTP 413.*empty.*too large/],
		[500, 'text/plain', 'oops   \n here', /HTTP 500.*oops here/],
		[500, 'application/json', '{"error":{"type":', /HTTP 500/],
		[500, 'application/json', '[1]', /HTTP 500/],
		[500, 'application/json', '{"error":null}', /HTTP 500/]
	])('says in words what else answered: %i %s', (status, type, text, reason) => {
		const read = problemFromAnswer(head(status, type), text);
		expect(read.kind).toBe('response');
		expect(read.reason).toMatch(reason);
		expect(read.places).toEqual([]);
	});

	it('reads any JSON, however deep, without throwing', () => {
		const deep = `{"error":{"caused_by":${'{"caused_by":'.repeat(5000)}{"reason":"line 1:1: x"}${'}'.repeat(5002)}`;
		expect(problemFromAnswer(head(400), deep).kind).toBe('cluster');
		fc.assert(
			fc.property(fc.json(), fc.integer({ min: 200, max: 599 }), (error, status) => {
				const read = problemFromAnswer(head(status), `{"error":${error}}`);
				expect(read.reason.length).toBeGreaterThan(0);
			})
		);
	});
});

describe('parseWarnings', () => {
	const hash = '0123456789abcdef0123456789abcdef01234567';
	const warning = (text: string) => `299 Elasticsearch-9.4.1-${hash} "${text}"`;

	it('reads one warning', () => {
		expect(parseWarnings([warning('No limit defined, adding default limit of [1000]')])).toEqual([
			{ text: 'No limit defined, adding default limit of [1000]' }
		]);
	});

	it('splits what fetch joined, never at a comma of the text', () => {
		const joined = `${warning('a, b')}, ${warning('c, 299 d')}, 299 Elasticsearch-${hash} "e"`;
		expect(parseWarnings([joined, warning('a, b')]).map(({ text }) => text)).toEqual([
			'a, b',
			'c, 299 d',
			'e'
		]);
	});

	it('reads places', () => {
		expect(
			parseWarnings([warning('Line 12:3: evaluation of [a + 1] failed, treating result as null.')])
		).toEqual([
			{
				text: 'evaluation of [a + 1] failed, treating result as null.',
				place: { line: 12, column: 3, message: 'evaluation of [a + 1] failed, treating result as null.' }
			}
		]);
	});

	it('undoes backslashes and percent-encoding', () => {
		expect(parseWarnings([warning('say \\"hi\\" \\\\ 100%25 %C3%A9%F0%9F%98%80')])[0].text).toBe(
			'say "hi" \\ 100% é😀'
		);
		expect(parseWarnings([warning('50% of %C3')])[0].text).toBe('50% of %C3');
	});

	it('leaves out an old warning’s date', () => {
		expect(parseWarnings([`${warning('old')} "Mon, 27 Feb 2017 14:52:14 GMT"`])).toEqual([{ text: 'old' }]);
	});

	it('keeps what has another form', () => {
		expect(parseWarnings(['110 - "Response is Stale"', 'nonsense', ''])).toEqual([
			{ text: 'Response is Stale' },
			{ text: 'nonsense' }
		]);
	});

	it('reads 100 kB of repeated warnings at once', () => {
		const many = Array.from({ length: 1000 }, (_, i) =>
			warning(`Line 1:${(i % 7) + 1}: java.lang.Exception: x`)
		).join(', ');
		expect(parseWarnings([many])).toHaveLength(7);
	});
});

describe('headerValue', () => {
	it('finds a header in any case and joins repeats', () => {
		const many: AnswerHead = {
			status: 200,
			headers: [
				['Warning', 'a'],
				['x', 'y'],
				['warning', 'b']
			]
		};
		expect(headerValue(many, 'WARNING')).toBe('a, b');
		expect(headerValue(many, 'absent')).toBeUndefined();
	});
});
