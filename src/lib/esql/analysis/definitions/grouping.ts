import type { Rows } from './signature';

/** Signatures of the grouping functions. Kind: grouping. */
export const grouping: Rows = {
	BUCKET: [
		'field:date, buckets:date_period|time_duration -> date',
		'field:date, buckets:integer|long, from:date|keyword|text, to:date|keyword|text -> date',
		'field:date_nanos, buckets:date_period|time_duration -> date_nanos',
		'field:date_nanos, buckets:integer|long, from:date|keyword|text, to:date|keyword|text -> date_nanos',
		'field:double|integer|long, buckets:double|integer|long -> double',
		'field:double|integer|long, buckets:integer, from:double|integer|long, to:double|integer|long -> double'
	],
	CATEGORIZE: ['field:keyword|text -> keyword', 'field:keyword|text, options?:map -> keyword'],
	TBUCKET: [
		'buckets:date_period|time_duration -> date',
		'buckets:date_period|time_duration -> date_nanos',
		'buckets:integer, from?:date|keyword|text, to?:date|keyword|text -> date',
		'buckets:integer, from?:date|keyword|text, to?:date|keyword|text -> date_nanos'
	],
	TSTEP: [
		'step:integer|long|time_duration, from?:date|date_nanos|keyword, to?:date|date_nanos|keyword -> date',
		'step:integer|long|time_duration, from?:date|date_nanos|keyword, to?:date|date_nanos|keyword -> date_nanos',
		'step:time_duration -> date',
		'step:time_duration -> date_nanos'
	],
	WITHOUT: ['dimension?:keyword... -> keyword']
};
