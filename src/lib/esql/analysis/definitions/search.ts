import type { Rows } from './signature';

/** Signatures of the search functions. Kind: scalar. */
export const search: Rows = {
	DECAY: [
		'value:cartesian_point, origin:cartesian_point, scale:double, options?:map -> double',
		'value:T, origin:T, scale:time_duration, options?:map -> double | date date_nanos',
		'value:double, origin:double, scale:double, options?:map -> double',
		'value:geo_point, origin:geo_point, scale:keyword|text, options?:map -> double',
		'value:T, origin:T, scale:T, options?:map -> double | integer long unsigned_long'
	],
	KQL: ['query:keyword|text, options?:map -> boolean'],
	MATCH: [
		'field:boolean, query:boolean, options?:map -> boolean',
		'field:boolean, query:keyword, options?:map -> boolean',
		'field:T, query:T, options?:map -> boolean | date date_nanos double integer ip keyword long unsigned_long version',
		'field:T, query:keyword, options?:map -> boolean | date date_nanos double integer ip long text unsigned_long version',
		'field:T, query:integer, options?:map -> boolean | double long unsigned_long',
		'field:T, query:long, options?:map -> boolean | double integer unsigned_long',
		'field:T, query:double, options?:map -> boolean | integer long unsigned_long'
	],
	MATCH_PHRASE: ['field:keyword|text, query:keyword, options?:map -> boolean'],
	QSTR: ['query:keyword|text, options?:map -> boolean'],
	SCORE: ['query:boolean -> double'],
	TOP_SNIPPETS: [
		'field:keyword|text, query:keyword -> keyword',
		'field:keyword|text, query:keyword, options?:map -> keyword'
	]
};
