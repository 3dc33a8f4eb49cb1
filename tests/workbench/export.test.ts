import { describe, expect, it } from 'vitest';
import { plainRequest } from '$lib/workbench/examples';
import { clusterAddress, fileFormat, fileName } from '$lib/workbench/export/formats';
import { sidecar } from '$lib/workbench/export/sidecar';

const choices = { header: true, delimiter: ';', guard: false };

it('asks the store for what was chosen', () => {
	expect(fileFormat('csv', choices)).toEqual({ kind: 'csv', header: true, delimiter: ';', guard: false });
	expect(fileFormat('tsv', choices)).toEqual({ kind: 'tsv', header: true });
	expect(fileFormat('parquet', choices)).toEqual({ kind: 'parquet' });
});

it('asks the cluster by the id of the stored result', () => {
	const base = '/api/clusters/demo';
	expect(clusterAddress(base, 'a/b==', 'csv', choices)).toBe(
		'/api/clusters/demo/_query/async/a%2Fb%3D%3D?format=csv&delimiter=%3B'
	);
	expect(clusterAddress(base, 'x', 'arrow', choices)).toBe('/api/clusters/demo/_query/async/x?format=arrow');
});

it.each([
	['logs-*', 'logs-2026-11-24-111557.csv'],
	['../../etc/passwd', 'etc-passwd-2026-11-24-111557.csv'],
	['a:b|c?', 'a-b-c-2026-11-24-111557.csv'],
	['日本', '日本-2026-11-24-111557.csv'],
	['***', 'rows-2026-11-24-111557.csv']
])('a query called %s makes the file %s', (name, file) =>
	expect(fileName(name, Date.parse('2026-11-24T11:15:57.985Z'), 'csv')).toBe(file)
);

describe('the file beside a file', () => {
	it('is JSON with the request, exact, and every gap', () => {
		const request = {
			...plainRequest('FROM a | WHERE n == ?n'),
			params: [{ name: 'n', type: 'long', value: '9007199254740993' } as never]
		};
		const text = sidecar({
			file: 'a.csv',
			cluster: 'demo',
			request: { ...request, params: [] },
			startedAt: 0,
			exportedAt: 1000,
			rowsRead: 10,
			rows: 5,
			arranged: 'sorted by n ↑',
			columns: [{ name: 'n', type: 'long' }],
			completeness: { kind: 'gaps', gaps: [{ kind: 'own_limit', limit: 10 }] },
			tookMs: undefined
		});
		expect(JSON.parse(text)).toMatchObject({
			file: 'a.csv',
			ran_at: '1970-01-01T00:00:00.000Z',
			request: { query: 'FROM a | WHERE n == ?n' },
			rows: 5,
			rows_read: 10,
			arranged: 'sorted by n ↑',
			complete: false,
			took_ms: null,
			gaps: [{ kind: 'own_limit', says: expect.stringContaining('LIMIT of 10') as string }]
		});
	});
});
