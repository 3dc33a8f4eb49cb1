import type { Operator } from './model';
import { amount, type Fields, fields, firstAmount, sumKnown, text } from './values';

/** Times that are part of another one, or of another node's work. */
const inside: ReadonlySet<string> = new Set(['planning_nanos', 'read_nanos']);

/** Reads one entry of a driver's `operators`. Never throws; what it does not know stays in `status`. */
export function readOperator(entry: unknown): Operator {
	const { operator, status: told } = fields(entry);
	const whole = text(operator) ?? '(unnamed operator)';
	const bracket = whole.indexOf('[');
	const status = fields(told);
	const times = timesOf(status);
	return {
		name: (bracket < 0 ? whole : whole.slice(0, bracket)).trim() || whole,
		detail: bracket < 0 ? '' : whole.slice(bracket + 1, whole.endsWith(']') ? -1 : undefined),
		nanos: sumKnown(Object.values(times)),
		times,
		rowsIn: amount(status.rows_received),
		rowsOut: amount(status.rows_emitted),
		pages: firstAmount(status, 'pages_processed', 'pages_emitted', 'completed_pages', 'pages_received'),
		valuesLoaded: amount(status.values_loaded),
		bytes: firstAmount(status, 'bytes_read', 'source_bytes_loaded'),
		status
	};
}

function timesOf(status: Fields): Readonly<Record<string, number>> {
	const all = Object.entries(status).flatMap(([key, value]) => {
		const nanos = key.endsWith('_nanos') ? amount(value) : undefined;
		return nanos === undefined ? [] : [[key, nanos] as const];
	});
	const own = all.filter(([key]) => !inside.has(key));
	return Object.fromEntries(own.length > 0 ? own : all);
}

/** Operators that give as many rows as they get. */
const keepsRows = /^(Eval|Project|ValuesSourceReader|StringExtract|ColumnExtract|ColumnLoad|Grok|Dissect)/;

/** Fills in rows that older generations do not tell, as far as the neighbours tell them. */
export function withRows(operators: readonly Operator[]): readonly Operator[] {
	let before: number | undefined;
	return operators.map((operator, at) => {
		const rowsIn = operator.rowsIn ?? (at === 0 ? undefined : before);
		const rowsOut = operator.rowsOut ?? (keepsRows.test(operator.name) ? rowsIn : undefined);
		before = rowsOut;
		return rowsIn === operator.rowsIn && rowsOut === operator.rowsOut
			? operator
			: { ...operator, rowsIn, rowsOut };
	});
}

export type OperatorKind =
	| 'source'
	| 'values'
	| 'filter'
	| 'eval'
	| 'extract'
	| 'aggregate'
	| 'topn'
	| 'sort'
	| 'limit'
	| 'project'
	| 'expand'
	| 'lookup'
	| 'enrich'
	| 'inference'
	| 'local'
	| 'exchange'
	| 'output'
	| 'other';

const kinds: readonly (readonly [RegExp, OperatorKind])[] = [
	[/^(Lucene|TimeSeriesSource|ExternalSource|AsyncExternalSource)/, 'source'],
	[/^(ValuesSourceReader|TimeSeriesExtractField|ColumnLoad)/, 'values'],
	[/^Exchange/, 'exchange'],
	[/^Output/, 'output'],
	[/Enrich/, 'enrich'],
	[/(Lookup|Join)/, 'lookup'],
	[/^Filter/, 'filter'],
	[/(Aggregation|Aggregator)/, 'aggregate'],
	[/TopN/, 'topn'],
	[/^(OrderBy|Window|Sort)/, 'sort'],
	[/Limit/, 'limit'],
	[/^Project/, 'project'],
	[/MvExpand/, 'expand'],
	[/(StringExtract|ColumnExtract|Grok|Dissect)/, 'extract'],
	[/(Completion|Rerank|Inference)/, 'inference'],
	[/(Fuse|RrfScore|LinearScore)/, 'other'],
	[/Eval/, 'eval'],
	[/^(LocalSource|Row|Show|SourceOperator)/, 'local']
];

/** What an operator does, by its name; `other` for names that are not known. */
export function kindOf(name: string): OperatorKind {
	return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
}

/** An operator's name as people say it: `HashAggregation`. */
export function shortName(name: string): string {
	return name.replace(/Operator$/, '') || name;
}
