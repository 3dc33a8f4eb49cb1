import { option, type QueryDefinition } from './query';

const anyCase = option('boolean', 'Upper and lower case are the same.');
const rewrite = option('text', 'How the pattern is turned into terms.');
const value = option('scalar', 'What the field holds.');

/** Queries for exact values. */
export const termQueries: Readonly<Record<string, QueryDefinition>> = {
	term: {
		doc: 'Documents whose field holds exactly this value.',
		form: 'field',
		short: 'value',
		options: { value, case_insensitive: anyCase },
		required: ['value'],
		start: '{ "field": "value" }'
	},
	terms: {
		doc: 'Documents whose field holds one of these values.',
		form: 'field',
		list: true,
		options: {
			index: option('text', 'Index of the document that has the values.'),
			id: option('text', 'Id of the document that has the values.'),
			path: option('field', 'Field of that document.'),
			routing: option('text', 'Routing of that document.')
		},
		start: '{ "field": ["value"] }'
	},
	terms_set: {
		doc: 'Documents whose field holds at least so many of these values.',
		form: 'field',
		options: {
			terms: option('list', 'The values.'),
			minimum_should_match: option('scalar', 'How many must be there.'),
			minimum_should_match_field: option('field', 'Field that says how many.'),
			minimum_should_match_script: option('object', 'Script that says how many.')
		},
		required: ['terms'],
		start: '{ "field": { "terms": ["value"], "minimum_should_match": 1 } }'
	},
	range: {
		doc: 'Documents whose field holds a value between bounds. Dates take date math, such as now-15m or now/d.',
		form: 'field',
		options: {
			gte: option('scalar', 'From this value on.'),
			gt: option('scalar', 'Above this value.'),
			lte: option('scalar', 'Up to this value, which is included.'),
			lt: option('scalar', 'Below this value.'),
			format: option('text', 'Format of the dates in this query.'),
			time_zone: option('text', 'Zone in which dates without one, and rounding, are meant.'),
			relation: option('text', 'How a range field has to meet the range.', [
				'INTERSECTS',
				'CONTAINS',
				'WITHIN'
			])
		},
		start: '{ "@timestamp": { "gte": "now-1h" } }'
	},
	exists: {
		doc: 'Documents that have a value in the field.',
		form: 'options',
		options: { field: option('field', 'The field.') },
		required: ['field'],
		start: '{ "field": "name" }'
	},
	ids: {
		doc: 'Documents with one of these ids.',
		form: 'options',
		options: { values: option('list', 'The ids.') },
		start: '{ "values": ["1"] }'
	},
	prefix: {
		doc: 'Documents whose field holds a value that begins like this.',
		form: 'field',
		short: 'value',
		options: { value, case_insensitive: anyCase, rewrite },
		required: ['value'],
		start: '{ "field": "be" }'
	},
	wildcard: {
		doc: 'Documents whose field holds a value of this pattern: * for any characters, ? for one.',
		form: 'field',
		short: 'value',
		options: { value, wildcard: value, case_insensitive: anyCase, rewrite },
		start: '{ "field": "be*" }'
	},
	regexp: {
		doc: 'Documents whose field holds a value that matches this regular expression from start to end.',
		form: 'field',
		short: 'value',
		options: {
			value,
			case_insensitive: anyCase,
			flags: option('text', 'Operators that the expression may use.'),
			max_determinized_states: option('number', 'Limit of the work for the expression.'),
			rewrite
		},
		required: ['value'],
		start: '{ "field": "be.*" }'
	},
	fuzzy: {
		doc: 'Documents whose field holds a value that is nearly this one.',
		form: 'field',
		short: 'value',
		options: {
			value,
			fuzziness: option('scalar', 'Edits between the two: 0, 1, 2 or AUTO.'),
			max_expansions: option('number', 'Variants that are tried.'),
			prefix_length: option('number', 'Characters at the start that have to be equal.'),
			transpositions: option('boolean', 'Two characters may change places.'),
			rewrite
		},
		required: ['value'],
		start: '{ "field": "value" }'
	}
};
