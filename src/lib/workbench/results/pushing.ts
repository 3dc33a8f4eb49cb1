import { parse } from '$lib/esql/syntax/parse';
import type { ElasticColumn } from '$lib/protocol/elastic';
import { isNumeric } from '$lib/results/format';
import type { Aggregate, Arrangement, Bound, ColumnIndex, Predicate, SortKey } from '$lib/results/questions';
import { quoteField } from '../rail/insertion';

/** A value as ES|QL writes it for a column of this type. */
export function literal(type: string, value: string): string {
	if (isNumeric(type) && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value)) return value;
	if (type === 'boolean' && /^(true|false)$/.test(value)) return value;
	const escaped = value
		.replaceAll('\\', '\\\\')
		.replaceAll('"', '\\"')
		.replaceAll('\n', '\\n')
		.replaceAll('\r', '\\r')
		.replaceAll('\t', '\\t');
	return `"${escaped}"`;
}

/**
 * The query with an arrangement of its rows as commands, for the cluster to do over all documents: the filter before a
 * final SORT and LIMIT, the order in place of a final SORT.
 */
export function pushed(
	query: string,
	columns: readonly ElasticColumn[],
	{ text, predicates, sort }: Arrangement
): string {
	const tests = [
		...(text.trim() === '' ? [] : [textCondition(text.trim(), columns)]),
		...predicates.map((predicate) => condition(predicate, columns))
	].filter((test) => test !== '');
	const filtered =
		tests.length === 0
			? query
			: insert(query, `| WHERE ${tests.map(bracketed).join(' AND ')}`, 'before-tail');
	return sort.length === 0
		? filtered
		: insert(filtered, `| SORT ${sortKeys(sort, columns)}`, 'in-place-of-sort');
}

/** The query with one more condition, before a final SORT and LIMIT. */
export function narrowed(query: string, test: string): string {
	return insert(query, `| WHERE ${test}`, 'before-tail');
}

/** The query with its rows grouped, in place of a final SORT and LIMIT, which would speak of rows that are gone. */
export function grouped(
	query: string,
	columns: readonly ElasticColumn[],
	by: readonly ColumnIndex[],
	aggregates: readonly Aggregate[]
): string {
	const figures = ['`rows` = COUNT(*)', ...aggregates.map((aggregate) => figure(aggregate, columns))];
	const keys = by.map((column) => quoteField(columns[column].name));
	return insert(
		query,
		`| STATS ${figures.join(', ')} BY ${keys.join(', ')}\n| SORT \`rows\` DESC`,
		'in-place-of-tail'
	);
}

/** A condition that a row passes when the predicate holds; nulls pass what is negated, as in the table. */
export function condition(predicate: Predicate, columns: readonly ElasticColumn[]): string {
	const { name, type } = columns[predicate.column];
	const field = quoteField(name);
	if (predicate.kind === 'null') return `${field} IS ${predicate.not ? 'NOT ' : ''}NULL`;
	const plain = positive(predicate, field, type);
	return predicate.not ? `NOT (${plain}) OR ${field} IS NULL` : plain;
}

function positive(predicate: Exclude<Predicate, { kind: 'null' }>, field: string, type: string): string {
	switch (predicate.kind) {
		case 'is': {
			const values = predicate.values.map((value) => literal(type, value));
			return values.length === 1 ? `${field} == ${values[0]}` : `${field} IN (${values.join(', ')})`;
		}
		case 'range': {
			const side = (sign: '>' | '<', bound: Bound | undefined) =>
				bound ? [`${field} ${sign}${bound.inclusive ? '=' : ''} ${literal(type, bound.value)}`] : [];
			return [...side('>', predicate.from), ...side('<', predicate.to)].join(' AND ');
		}
		case 'contains':
			return like(type === 'keyword' || type === 'text' ? field : `TO_STRING(${field})`, predicate.text);
	}
}

/** Texts are searched where they are; a row's other values have no one spelling to search in. */
function textCondition(text: string, columns: readonly ElasticColumn[]): string {
	return columns
		.filter(({ type }) => type === 'keyword' || type === 'text')
		.map(({ name }) => like(quoteField(name), text))
		.join(' OR ');
}

function like(expression: string, text: string): string {
	const pattern = text.toLowerCase().replace(/[*?\\]/g, '\\$&');
	return `TO_LOWER(${expression}) LIKE ${literal('keyword', `*${pattern}*`)}`;
}

function bracketed(test: string, _: number, all: readonly string[]): string {
	return all.length > 1 && / OR /.test(test) ? `(${test})` : test;
}

function sortKeys(keys: readonly SortKey[], columns: readonly ElasticColumn[]): string {
	return keys
		.map(({ column, descending, nulls }) => {
			const usual = descending ? 'first' : 'last';
			const place = nulls === usual ? '' : ` NULLS ${nulls.toUpperCase()}`;
			return `${quoteField(columns[column].name)}${descending ? ' DESC' : ''}${place}`;
		})
		.join(', ');
}

function figure({ fn, column }: Aggregate, columns: readonly ElasticColumn[]): string {
	const { name } = columns[column];
	return `\`${`${fn}(${name})`.replaceAll('`', '``')}\` = ${fn.toUpperCase()}(${quoteField(name)})`;
}

/** Puts commands near the end of the pipeline; what follows the last command (a comment) stays behind it. */
function insert(
	query: string,
	commands: string,
	where: 'before-tail' | 'in-place-of-sort' | 'in-place-of-tail'
): string {
	const all = parse(query).query.commands;
	const limit = all.at(-1)?.kind === 'limit' ? all.at(-1) : undefined;
	const beforeLimit = limit ? all.at(-2) : all.at(-1);
	const sort = beforeLimit?.kind === 'sort' && all.length > 1 ? beforeLimit : undefined;
	const tail = [sort, limit].filter((command) => command !== undefined);
	const replaced = where === 'in-place-of-tail' ? tail : where === 'in-place-of-sort' && sort ? [sort] : [];
	const next = where === 'before-tail' ? tail[0] : where === 'in-place-of-sort' && !sort ? limit : undefined;
	if (replaced.length > 0) {
		const from = pipeBefore(query, replaced[0].from);
		return query.slice(0, from) + commands + query.slice(replaced.at(-1)?.to);
	}
	if (next) {
		const from = pipeBefore(query, next.from);
		return `${query.slice(0, from)}${commands}\n${query.slice(from)}`;
	}
	const end = all.at(-1)?.to ?? query.length;
	return `${query.slice(0, end).trimEnd()}\n${commands}${query.slice(end)}`;
}

function pipeBefore(query: string, from: number): number {
	const pipe = query.lastIndexOf('|', from);
	return pipe < 0 ? from : pipe;
}
