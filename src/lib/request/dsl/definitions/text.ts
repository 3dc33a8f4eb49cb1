import { option, type QueryDefinition } from './query';

const text = option('scalar', 'The text that is sought.');
const analyzer = option('text', 'Analyzer that splits the text into words.');
const operator = option('text', 'Whether all words or any of them have to be there.', ['and', 'or']);
const minimum = option('scalar', 'How many of the words have to be there: 2, -1, 75% …');
const wordless = option('text', 'What a text without words finds.', ['none', 'all']);
const slop = option('number', 'How far the words of the phrase may be apart.');
const fuzziness = option('scalar', 'Edits between a word and the one that is found: 0, 1, 2 or AUTO.');
const lenient = option('boolean', 'A value of the wrong type finds nothing instead of failing.');
const expansions = option('number', 'Variants that are tried.');
const prefixLength = option('number', 'Characters at the start that have to be equal.');
const transpositions = option('boolean', 'Two characters may change places.');
const synonyms = option('boolean', 'Synonyms of several words are read as phrases.');
const fields = option(
	'fields',
	'Fields in which the text is sought; patterns and weights (title^2) are allowed.'
);
const wildcards = option('boolean', 'Words with wildcards are analyzed.');

const words = {
	query: text,
	analyzer,
	operator,
	minimum_should_match: minimum,
	fuzziness,
	max_expansions: expansions,
	prefix_length: prefixLength,
	fuzzy_transpositions: transpositions,
	fuzzy_rewrite: option('text', 'How variants are turned into terms.'),
	lenient,
	zero_terms_query: wordless,
	auto_generate_synonyms_phrase_query: synonyms
};

/** Queries for words in text. */
export const textQueries: Readonly<Record<string, QueryDefinition>> = {
	match: {
		doc: 'Documents whose text field holds words of this text; of other fields, this value.',
		form: 'field',
		short: 'query',
		options: words,
		required: ['query'],
		start: '{ "message": "words" }'
	},
	match_phrase: {
		doc: 'Documents whose text field holds these words side by side.',
		form: 'field',
		short: 'query',
		options: { query: text, analyzer, slop, zero_terms_query: wordless },
		required: ['query'],
		start: '{ "message": "a phrase" }'
	},
	match_phrase_prefix: {
		doc: 'Documents whose text field holds these words side by side, the last of which may be only a beginning.',
		form: 'field',
		short: 'query',
		options: { query: text, analyzer, slop, max_expansions: expansions, zero_terms_query: wordless },
		required: ['query'],
		start: '{ "message": "a phra" }'
	},
	match_bool_prefix: {
		doc: 'Documents whose text field holds words of this text, the last of which may be only a beginning.',
		form: 'field',
		short: 'query',
		options: words,
		required: ['query'],
		start: '{ "message": "quick bro" }'
	},
	multi_match: {
		doc: 'Seeks a text in several fields.',
		form: 'options',
		options: {
			...words,
			fields,
			type: option('text', 'How the fields work together.', [
				'best_fields',
				'most_fields',
				'cross_fields',
				'phrase',
				'phrase_prefix',
				'bool_prefix'
			]),
			slop,
			tie_breaker: option('number', 'Share of the other fields in the score.')
		},
		required: ['query'],
		start: '{ "query": "words", "fields": ["message"] }'
	},
	combined_fields: {
		doc: 'Seeks a text in several fields as if they were one.',
		form: 'options',
		options: {
			query: text,
			fields,
			operator,
			minimum_should_match: minimum,
			zero_terms_query: wordless,
			auto_generate_synonyms_phrase_query: synonyms
		},
		required: ['query', 'fields'],
		start: '{ "query": "words", "fields": ["message"] }'
	},
	query_string: {
		doc: 'Lucene syntax: status:500 AND host:web*. A mistake in it is an error.',
		form: 'options',
		options: {
			query: text,
			default_field: option('field', 'Field of words that name none.'),
			fields,
			default_operator: option('text', 'Between words without an operator.', ['OR', 'AND']),
			analyzer,
			quote_analyzer: analyzer,
			quote_field_suffix: option('text', 'Put behind the field of phrases.'),
			allow_leading_wildcard: option('boolean', 'A word may begin with * or ?.'),
			analyze_wildcard: wildcards,
			enable_position_increments: option('boolean', 'Positions of left-out words count.'),
			escape: option('boolean', 'Operators are read as text.'),
			fuzziness,
			fuzzy_max_expansions: expansions,
			fuzzy_prefix_length: prefixLength,
			fuzzy_transpositions: transpositions,
			fuzzy_rewrite: option('text', 'How variants are turned into terms.'),
			lenient,
			max_determinized_states: option('number', 'Limit of the work for regular expressions.'),
			minimum_should_match: minimum,
			phrase_slop: slop,
			rewrite: option('text', 'How patterns are turned into terms.'),
			tie_breaker: option('number', 'Share of the other fields in the score.'),
			time_zone: option('text', 'Zone of dates without one.'),
			type: option('text', 'How the fields work together.'),
			auto_generate_synonyms_phrase_query: synonyms
		},
		required: ['query'],
		start: '{ "query": "status:500 AND host:web*" }'
	},
	simple_query_string: {
		doc: 'A simple syntax with + | - " * ( ) ~ that never fails.',
		form: 'options',
		options: {
			query: text,
			fields,
			default_operator: option('text', 'Between words without an operator.', ['or', 'and']),
			analyzer,
			all_fields: option('boolean', 'All fields are searched.'),
			analyze_wildcard: wildcards,
			auto_generate_synonyms_phrase_query: synonyms,
			flags: option('text', 'Operators that the text may use, such as AND|PREFIX.'),
			fuzzy_max_expansions: expansions,
			fuzzy_prefix_length: prefixLength,
			fuzzy_transpositions: transpositions,
			lenient,
			minimum_should_match: minimum,
			quote_field_suffix: option('text', 'Put behind the field of phrases.')
		},
		required: ['query'],
		start: '{ "query": "\\"a phrase\\" +word", "fields": ["message"] }'
	},
	intervals: {
		doc: 'Words in an order and at distances that rules describe.',
		form: 'field',
		options: {},
		open: true,
		start: '{ "message": { "match": { "query": "words", "max_gaps": 2 } } }'
	},
	semantic: {
		doc: 'Documents whose semantic_text field means something like this.',
		form: 'options',
		options: { field: option('field', 'A semantic_text field.'), query: text },
		required: ['field', 'query'],
		start: '{ "field": "content", "query": "words" }'
	}
};
