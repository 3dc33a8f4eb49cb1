import type { Rows } from './signature';

/** Signatures of the date functions. Kind: scalar. */
export const date: Rows = {
	DATE_DIFF: ['unit:keyword|text, startTimestamp:date|date_nanos, endTimestamp:date|date_nanos -> integer'],
	DATE_EXTRACT: ['datePart:keyword|text, date:date|date_nanos -> long'],
	DATE_FORMAT: [
		'date:date|date_nanos -> keyword',
		'dateFormat?:keyword|text, date:date|date_nanos -> keyword'
	],
	DATE_PARSE: [
		'dateString:keyword|text -> date',
		'datePattern?:keyword|text, dateString:keyword|text -> date',
		'datePattern?:keyword|text, dateString:keyword|text, options?:map -> date',
		'dateString:keyword|text, options?:map -> date'
	],
	DATE_TRUNC: ['interval:date_period|time_duration, date:T -> T | date date_nanos'],
	DATE_UNIT_COUNT: ['to_unit:keyword|text, from_unit:keyword|text, date:date|date_nanos -> long'],
	DAY_NAME: ['date:date|date_nanos -> keyword'],
	MONTH_NAME: ['date:date|date_nanos -> keyword'],
	NOW: [' -> date'],
	TRANGE: [
		'start_time_or_offset:T, end_time?:T -> boolean | date date_nanos keyword long',
		'start_time_or_offset:T -> boolean | date_period time_duration'
	]
};
