import type { ElasticColumn } from '$lib/protocol/elastic';
import { isDate, isNumeric } from '$lib/results/format';
import type { ChartKind, ChartSpec, Figure } from './spec';

/** Wider answers are documents, not figures: their rows are counted rather than their numbers drawn. */
const FEW_COLUMNS = 6;
const MOST_SERIES = 4;
const groupable = new Set(['keyword', 'ip', 'version', 'boolean', 'text']);

/** The columns of an answer by what they can be in a picture. */
export interface Roles {
	readonly dates: readonly string[];
	readonly numbers: readonly ElasticColumn[];
	readonly words: readonly string[];
}

export function rolesOf(columns: readonly ElasticColumn[]): Roles {
	return {
		dates: columns.filter(({ type }) => isDate(type)).map(({ name }) => name),
		numbers: columns.filter(({ type }) => isNumeric(type)),
		words: columns.filter(({ type }) => groupable.has(type)).map(({ name }) => name)
	};
}

/** The picture that fits the columns best; undefined when there is nothing to draw. */
export function chooseChart(columns: readonly ElasticColumn[], rows: number): ChartSpec | undefined {
	const { dates, numbers, words } = rolesOf(columns);
	const few = columns.length <= FEW_COLUMNS;
	const [date] = dates;
	const [word, other] = words;
	const drawn = numbers.slice(0, MOST_SERIES);
	const each = drawn.map(({ name }): Figure => ({ fn: 'each', column: name }));
	const plain = { stacked: false, log: false };
	if (rows === 1 && numbers.length > 0 && few)
		return { ...plain, kind: 'value', y: drawn.map(({ name }) => ({ fn: 'max', column: name })) };
	if (date !== undefined && few && each.length > 0)
		return {
			...plain,
			kind: 'line',
			x: date,
			y: word === undefined ? each : each.slice(0, 1),
			...(word === undefined ? {} : { split: word })
		};
	if (date !== undefined) return { ...plain, kind: 'bar', x: date, y: [{ fn: 'rows' }], stacked: true };
	if (word !== undefined)
		return {
			...plain,
			kind: 'bar',
			x: word,
			y: few && numbers.length > 0 ? [figureOf(numbers[0])] : [{ fn: 'rows' }],
			...(few && other !== undefined ? { split: other, stacked: true } : {})
		};
	if (numbers.length >= 2) return { ...plain, kind: 'scatter', x: numbers[0].name, y: each.slice(1, 2) };
	if (numbers.length === 1) return { ...plain, kind: 'histogram', x: numbers[0].name, y: [{ fn: 'rows' }] };
	return undefined;
}

/** The spec as far as these columns have what it names; undefined when it can't be drawn. */
export function fitted(spec: ChartSpec, columns: readonly ElasticColumn[]): ChartSpec | undefined {
	const has = (name: string | undefined) => columns.some((column) => column.name === name);
	const y = spec.y.filter(({ fn, column }) => fn === 'rows' || has(column));
	const needsX = spec.kind !== 'value';
	if (y.length === 0 || (needsX && !has(spec.x))) return undefined;
	const { split, ...rest } = spec;
	return { ...rest, y, ...(has(split) ? { split } : {}) };
}

/** The spec with another kind, its figures turned into such as the kind can draw. */
export function withKind(spec: ChartSpec, kind: ChartKind, columns: readonly ElasticColumn[]): ChartSpec {
	const { dates, numbers, words } = rolesOf(columns);
	const typeOf = (name: string | undefined) => columns.find((column) => column.name === name)?.type ?? '';
	const numeric = (name: string | undefined) => isNumeric(typeOf(name));
	const measured = spec.y.find(({ column }) => numeric(column))?.column ?? numbers[0]?.name;
	switch (kind) {
		case 'line':
		case 'area': {
			const x = isDate(typeOf(spec.x)) || numeric(spec.x) ? spec.x : (dates[0] ?? numbers[0]?.name);
			return { ...spec, kind, x };
		}
		case 'bar':
			return {
				...spec,
				kind,
				x: spec.x ?? words[0] ?? dates[0],
				y: spec.y.map((figure) => grouped(figure, columns))
			};
		case 'scatter': {
			const x =
				numeric(spec.x) || isDate(typeOf(spec.x))
					? spec.x
					: (numbers.find(({ name }) => name !== measured)?.name ?? dates[0]);
			return { ...spec, kind, x, y: measured === undefined ? [] : [{ fn: 'each', column: measured }] };
		}
		case 'histogram':
			return { ...spec, kind, x: numeric(spec.x) ? spec.x : measured, y: [{ fn: 'rows' }] };
		case 'value':
			return { ...spec, kind, y: spec.y.map((figure) => grouped(figure, columns)) };
	}
}

function grouped(figure: Figure, columns: readonly ElasticColumn[]): Figure {
	const column = columns.find(({ name }) => name === figure.column);
	return figure.fn === 'each' && column ? figureOf(column) : figure;
}

/** Counts add up, measurements do not. */
function figureOf({ name, type }: ElasticColumn): Figure {
	return { fn: type === 'double' ? 'avg' : 'sum', column: name };
}
