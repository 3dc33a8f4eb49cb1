import { describe, expect, it } from 'vitest';
import type { ElasticColumn } from '$lib/protocol/elastic';
import type { ChartData } from '$lib/results/questions';
import { chooseChart, fitted, withKind } from '$lib/workbench/chart/choice';
import { drawn, instantText } from '$lib/workbench/chart/drawn';
import { figureName, questionOf } from '$lib/workbench/chart/question';
import { plainSpec, readSpec } from '$lib/workbench/chart/spec';
import { csvOf, twinOf } from '$lib/workbench/chart/twin';

const column = (text: string): ElasticColumn => {
	const [name, type] = text.split(':');
	return { name, type };
};
const columns = (text: string) => text.split(' ').map(column);

describe('the picture chosen from the columns', () => {
	it.each([
		['t:date n:long', 50, { kind: 'line', x: 't', y: [{ fn: 'each', column: 'n' }] }],
		['t:date n:long m:double', 50, { kind: 'line', y: [{ column: 'n' }, { column: 'm' }] }],
		['n:long t:date host:keyword', 50, { kind: 'line', x: 't', split: 'host', y: [{ column: 'n' }] }],
		[
			'a:keyword b:keyword c:ip d:long e:long f:long t:date',
			50,
			{ kind: 'bar', x: 't', y: [{ fn: 'rows' }] }
		],
		['host:keyword n:long', 50, { kind: 'bar', x: 'host', y: [{ fn: 'sum', column: 'n' }] }],
		['host:keyword n:double', 50, { kind: 'bar', y: [{ fn: 'avg', column: 'n' }] }],
		['host:keyword os:keyword n:long', 50, { kind: 'bar', x: 'host', split: 'os', stacked: true }],
		['host:keyword', 50, { kind: 'bar', x: 'host', y: [{ fn: 'rows' }] }],
		['a:double b:long', 50, { kind: 'scatter', x: 'a', y: [{ fn: 'each', column: 'b' }] }],
		['a:double', 50, { kind: 'histogram', x: 'a' }],
		['a:double b:long', 1, { kind: 'value', y: [{ column: 'a' }, { column: 'b' }] }]
	])('%s, %i rows → %j', (text, rows, spec) => expect(chooseChart(columns(text), rows)).toMatchObject(spec));

	it('is none where there is nothing to draw', () =>
		expect(chooseChart(columns('p:geo_point s:_source'), 9)).toBeUndefined());

	it('is kept in a view, and read back as it was', () => {
		const spec = chooseChart(columns('host:keyword os:keyword n:long'), 5)!;
		expect(readSpec(JSON.parse(JSON.stringify(plainSpec(spec))))).toEqual(spec);
		expect(readSpec({ kind: 'pie', y: [] })).toBeUndefined();
		expect(readSpec({ kind: 'bar', y: [{ fn: 'evil' }, { fn: 'rows' }], log: 'yes' })).toEqual({
			kind: 'bar',
			y: [{ fn: 'rows' }],
			stacked: false,
			log: false
		});
	});

	it('drops what other columns do not have', () => {
		const spec = chooseChart(columns('t:date n:long host:keyword'), 50)!;
		expect(fitted(spec, columns('t:date n:long'))).toEqual({ ...spec, split: undefined });
		expect(fitted(spec, columns('t:date m:long'))).toBeUndefined();
		expect(fitted(spec, columns('n:long'))).toBeUndefined();
	});

	it.each(['line', 'area', 'bar', 'scatter', 'histogram', 'value'] as const)(
		'can become a %s that the store can answer',
		(kind) => {
			const known = columns('t:date n:long m:double host:keyword');
			const spec = withKind(chooseChart(known, 50)!, kind, known);
			expect(spec.kind).toBe(kind);
			expect(questionOf(spec, known)).toBeDefined();
		}
	);
});

describe('the question for the store', () => {
	const known = columns('t:date n:long host:keyword');
	it.each([
		[
			{ kind: 'line', x: 't', y: [{ fn: 'each', column: 'n' }], split: 'host' },
			{ kind: 'points', x: 0, y: [1], split: 2 }
		],
		[
			{ kind: 'line', x: 't', y: [{ fn: 'avg', column: 'n' }] },
			{ kind: 'steps', x: 0, measures: [{ fn: 'avg', column: 1 }] }
		],
		[
			{ kind: 'bar', x: 't', y: [{ fn: 'rows' }] },
			{ kind: 'steps', x: 0, measures: [{ fn: 'rows' }] }
		],
		[
			{ kind: 'bar', x: 'host', y: [{ fn: 'sum', column: 'n' }] },
			{ kind: 'categories', x: 2 }
		],
		[
			{ kind: 'histogram', x: 'n', y: [{ fn: 'rows' }] },
			{ kind: 'steps', x: 1 }
		],
		[
			{ kind: 'value', y: [{ fn: 'max', column: 'n' }] },
			{ kind: 'totals', measures: [{ fn: 'max', column: 1 }] }
		]
	] as const)('%j → %j', (spec, question) =>
		expect(questionOf({ ...spec, stacked: false, log: false }, known)).toMatchObject(question)
	);
});

describe('the table twin', () => {
	const data = (parts: Partial<ChartData>): ChartData => ({
		x: new Float64Array(),
		labels: [],
		step: 0,
		series: [],
		omitted: 0,
		thinned: false,
		scope: { rows: 1, of: 1, settled: true },
		...parts
	});
	const y = (...values: number[]) => Float64Array.from(values);

	it('has one row per category, the highest first, nulls and empty texts told apart', () => {
		const spec = { kind: 'bar', x: 'host', y: [{ fn: 'rows' }], stacked: false, log: false } as const;
		const picture = drawn(
			spec,
			false,
			data({
				x: y(0, 1, 2),
				labels: ['a,b', null, ''],
				series: [{ measure: 0, split: undefined, y: y(3, NaN, 1) }]
			})
		);
		expect(twinOf(picture)).toEqual({
			header: ['host', 'rows'],
			rows: [
				['a,b', '3'],
				['""', '1'],
				['null', '']
			]
		});
		expect(csvOf(twinOf(picture))).toBe('host,rows\r\n"a,b",3\r\n"""""",1\r\nnull,\r\n');
	});

	it('lists points one under another, at most as many as asked for', () => {
		const spec = {
			kind: 'line',
			x: 't',
			y: [{ fn: 'each', column: 'n' }],
			split: 'h',
			stacked: false,
			log: false
		} as const;
		const picture = drawn(
			spec,
			true,
			data({
				series: [
					{ measure: 0, split: 'a', x: y(0, 1500), y: y(1, 2) },
					{ measure: 0, split: null, x: y(0), y: y(3) }
				]
			})
		);
		expect(twinOf(picture).rows).toEqual([
			['a', '1970-01-01 00:00:00.000', '1'],
			['a', '1970-01-01 00:00:01.500', '2'],
			['null', '1970-01-01 00:00:00.000', '3']
		]);
		expect(twinOf(picture, 2).rows.length).toBe(2);
	});
});

it.each([
	[86_400_000, '2026-11-24'],
	[0, '2026-11-24'],
	[60_000, '2026-11-24 11:15'],
	[1000, '2026-11-24 11:15:57'],
	[1, '2026-11-24 11:15:57.985']
])('with a step of %i ms an instant reads %s', (step, text) =>
	expect(instantText(Date.UTC(2026, 10, 24, 11, 15, 57, 985), step)).toBe(text)
);

it('names figures as people read them', () =>
	expect(
		[{ fn: 'rows' }, { fn: 'each', column: 'n' }, { fn: 'avg', column: 'n' }].map((f) =>
			figureName(f as never)
		)
	).toEqual(['rows', 'n', 'avg(n)']));
