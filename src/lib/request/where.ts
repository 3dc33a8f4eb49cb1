import { quoteName } from '$lib/esql/analysis/navigate/quote';
import { parse } from '$lib/esql/syntax/parse';
import { boundNames, isSought, type FilterClause } from './clause';
import { timePoint, type TimeRange } from './timerange';

/** A condition for `WHERE` that keeps the same documents as a part of the filter. */
export interface Condition {
	readonly text: string;
	/** Comparisons say nothing of a field with several values in one document: there the two differ. */
	readonly onlySingleValues: boolean;
}

const signs = { gte: '>=', gt: '>', lte: '<=', lt: '<' } as const;

/**
 * The condition that a clause means; undefined where ES|QL has none that keeps the same documents. `type` is the field's.
 */
export function clauseCondition(row: FilterClause, type: string | undefined): Condition | undefined {
	if (row.kind === 'dsl') return undefined;
	const field = quoteName(row.field);
	const always = (text: string): Condition => ({ text, onlySingleValues: false });
	const not = (text: string, negate = row.negate) => (negate ? `NOT ${text}` : text);
	switch (row.kind) {
		case 'exists':
			return always(`${field} IS ${row.negate ? 'NULL' : 'NOT NULL'}`);
		case 'is':
			return isExact(type) ? always(not(`${field} : ${literal(row.value)}`)) : undefined;
		case 'oneOf': {
			if (!isExact(type) || row.values.length === 0) return undefined;
			const any = row.values.map((value) => `${field} : ${literal(value)}`).join(' OR ');
			return always(row.values.length === 1 ? not(any) : not(`(${any})`));
		}
		case 'match': {
			if (type !== 'text' && type !== 'keyword') return undefined;
			const text = literal(JSON.stringify(row.text));
			return always(
				not(row.phrase ? `MATCH_PHRASE(${field}, ${text})` : `MATCH(${field}, ${text}, {"operator": "AND"})`)
			);
		}
		case 'range': {
			const bounds = boundNames.flatMap((name) => {
				const bound = row[name];
				return bound === undefined ? [] : [`${field} ${signs[name]} ${literal(bound)}`];
			});
			if (!isExact(type) || bounds.length === 0 || isRounded(row, type)) return undefined;
			const all = bounds.join(' AND ');
			return { text: row.negate ? `(NOT (${all}) OR ${field} IS NULL)` : all, onlySingleValues: true };
		}
	}
}

/** The condition that a time range means; undefined with rounding, with a zone, or where it is open on both ends. */
export function timeCondition({ field, from, to }: TimeRange, zone: string): Condition | undefined {
	const isUtc = zone === '' || zone === 'UTC' || zone === 'Z';
	const name = quoteName(field);
	const ends = [
		{ sign: '>=', text: from.trim() },
		{ sign: '<', text: to.trim() }
	].filter(({ text }) => text !== '');
	const times = ends.map(({ text }) => instant(text, isUtc));
	if (field === '' || ends.length === 0 || times.includes(undefined)) return undefined;
	return {
		text: ends.map(({ sign }, at) => `${name} ${sign} ${times[at]}`).join(' AND '),
		onlySingleValues: true
	};
}

/** The query with a condition in a WHERE of its own right behind its source; undefined where it reads no single one. */
export function withCondition(query: string, condition: string): string | undefined {
	const { commands } = parse(query).query;
	const [from] = commands;
	if (from?.kind !== 'from' || from.sources.some(({ kind }) => kind === 'subquery')) return undefined;
	return `${query.slice(0, from.to)}\n| WHERE ${condition}${query.slice(from.to)}`;
}

/** Types of which a value is found whole, and not by its words. */
function isExact(type: string | undefined): boolean {
	return type !== undefined && type !== 'text' && isSought(type);
}

/** Date math, and dates that stand for a whole day or more: the filter rounds them, a comparison does not. */
function isRounded(row: FilterClause & { readonly kind: 'range' }, type: string | undefined): boolean {
	if (type !== 'date' && type !== 'date_nanos') return false;
	return boundNames.some((name) => {
		const bound = row[name];
		return bound !== undefined && !/^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z"$/.test(bound);
	});
}

const units: Readonly<Record<string, string>> = { s: 'seconds', m: 'minutes', h: 'hours', H: 'hours' };

function instant(text: string, isUtc: boolean): string | undefined {
	const relative = /^now(?:([+-])(\d{1,9})([smhH]))?$/.exec(text);
	if (relative)
		return relative[1] === undefined ? 'NOW()' : `NOW() ${relative[1]} ${relative[2]} ${units[relative[3]]}`;
	const hasZone = /T.*(?:Z|[+-]\d\d:?\d\d)$/.test(text);
	if (timePoint(text) !== 'absolute' || text.includes('||') || !(hasZone || isUtc)) return undefined;
	const date = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)?(?:Z|[+-]\d\d:\d\d)?$/.test(text)
		? new Date(text.includes('T') && !hasZone ? `${text}Z` : text)
		: undefined;
	return date === undefined || Number.isNaN(date.getTime()) ? undefined : `"${date.toISOString()}"`;
}

const escapes: Readonly<Record<string, string>> = {
	'\t': '\\t',
	'\n': '\\n',
	'\r': '\\r',
	'"': '\\"',
	'\\': '\\\\'
};

/** A JSON scalar as a literal of ES|QL. */
function literal(scalar: string): string {
	if (!scalar.startsWith('"')) return scalar;
	const text = JSON.parse(scalar) as string;
	return `"${text.replace(/[\t\n\r"\\]/g, (character) => escapes[character])}"`;
}
