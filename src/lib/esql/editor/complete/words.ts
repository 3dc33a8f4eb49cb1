import type { Amount, CursorContext, PatternOwner } from '../../analysis/cursor';
import { isDate, isNumeric, isOpen, isString } from '../../analysis/types';
import type { EsType } from '../../analysis/schema';
import { type Proposal, proposals } from './proposal';

/** Type names after `::`, those that are mostly wanted first. */
const types =
	`keyword long integer double boolean datetime ip version date_nanos unsigned_long geo_point geo_shape cartesian_point
	cartesian_shape date_period time_duration dense_vector date_range geohash geohex geotile string`.split(/\s+/);

const units: readonly (readonly [string, EsType])[] = [
	['second', 'time_duration'],
	['minute', 'time_duration'],
	['hour', 'time_duration'],
	['day', 'date_period'],
	['week', 'date_period'],
	['month', 'date_period'],
	['quarter', 'date_period'],
	['year', 'date_period'],
	['millisecond', 'time_duration']
];

const descending = (labels: readonly string[], kind: Proposal['kind']): Proposal[] =>
	labels.map((label, at) => ({ label, kind, rank: 50 - at }));

export const typeProposals = (): Proposal[] => descending(types, 'type');

/** Units of time that agree with an amount: `1 day`, `2 days`. */
export function unitProposals({ text, likely }: Amount): Proposal[] {
	const ending = Number(text) === 1 ? '' : 's';
	return units.map(([unit, detail], at) => ({
		label: `${unit}${ending}`,
		kind: 'unit',
		detail,
		rank: (likely ? 60 : -30) - at
	}));
}

/** Whole time spans, for where one is wanted. */
export const spanProposals = (): Proposal[] =>
	units.slice(0, -1).map(([unit, detail], at) => ({
		label: `1 ${unit}`,
		kind: 'snippet',
		detail,
		rank: 60 - at,
		template: `\${1} ${unit}`
	}));

const phrases: Readonly<Record<string, readonly string[]>> = {
	IS: ['IS NULL', 'IS NOT NULL'],
	NULLS: ['NULLS FIRST', 'NULLS LAST'],
	SCORE: ['SCORE BY'],
	KEY: ['KEY BY'],
	GROUP: ['GROUP BY']
};

/** Keywords; those that only lead to others are offered with them. */
export const keywordProposals = (words: readonly string[], rank = 0): Proposal[] =>
	proposals(
		words.flatMap((word) => phrases[word] ?? [word]),
		'keyword',
		rank
	);

const meanings: Readonly<Record<string, string>> = {
	'==': 'equal',
	'!=': 'not equal',
	'<': 'less',
	'<=': 'less or equal',
	'>': 'greater',
	'>=': 'greater or equal',
	'+': 'plus',
	'-': 'minus',
	'*': 'times',
	'/': 'divided by',
	'%': 'remainder',
	':': 'full-text match',
	'::': 'cast'
};

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%']);
const ordered: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);
const textual: ReadonlySet<string> = new Set(['LIKE', 'RLIKE', 'NOT LIKE', 'NOT RLIKE', ':']);

function suits(symbol: string, type: EsType): boolean {
	if (isOpen(type)) return true;
	if (arithmetic.has(symbol)) return isNumeric(type) || (isDate(type) && (symbol === '+' || symbol === '-'));
	if (ordered.has(symbol))
		return isNumeric(type) || isString(type) || isDate(type) || /^(ip|version)$/.test(type);
	if (textual.has(symbol)) return isString(type);
	return true;
}

/** Operators after a value, those that its type takes first. */
export function operatorProposals(context: CursorContext & { kind: 'operator' }, type: EsType): Proposal[] {
	const ranked = (label: string, kind: Proposal['kind'], rank: number): Proposal => ({
		label,
		kind,
		rank: suits(label, type) ? rank : rank - 60,
		...(meanings[label] ? { detail: meanings[label] } : {})
	});
	const words = context.words.flatMap((word) =>
		word === 'NOT'
			? ['NOT IN', 'NOT LIKE', 'NOT RLIKE'].filter((phrase) => context.words.includes(phrase.slice(4)))
			: (phrases[word] ?? [word])
	);
	return [
		...(context.amount ? unitProposals(context.amount) : []),
		...(context.pattern ? patternProposals(context.pattern) : []),
		...context.symbols.map((symbol, at) =>
			ranked(symbol, 'operator', (arithmetic.has(symbol) ? 20 : 40) - at)
		),
		...words.map((word) => ranked(word, 'keyword', 30))
	];
}

const patterns: Readonly<Record<PatternOwner, readonly (readonly [string, string])[]>> = {
	LIKE: [
		['"…*"', '"${text}*"'],
		['"*…*"', '"*${text}*"']
	],
	RLIKE: [['"….*"', '"${text}.*"']],
	':': [['"…"', '"${text}"']],
	DISSECT: [['"%{…}"', '"%\\{${name}\\}"']],
	GROK: [['"%{…:…}"', '"%\\{${WORD}:${name}\\}"']]
};

/** Strings to begin a pattern with. */
export const patternProposals = (owner: PatternOwner): Proposal[] =>
	patterns[owner].map(([label, template]) => ({ label, kind: 'snippet', rank: 60, template }));

const amounts: Readonly<Record<string, readonly string[]>> = {
	LIMIT: ['10', '100', '1000', '10000'],
	SAMPLE: ['0.001', '0.01', '0.1']
};

export const amountProposals = (owner: string): Proposal[] => descending(amounts[owner] ?? [], 'value');
