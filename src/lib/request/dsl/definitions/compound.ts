import { option, type QueryDefinition } from './query';

const unmapped = option('boolean', 'Indices without it find nothing instead of failing.');
const scoreMode = option('text', 'How scores are put together.', ['avg', 'max', 'min', 'none', 'sum']);
const opaque = (doc: string, start: string): QueryDefinition => ({
	doc,
	form: 'options',
	options: {},
	open: true,
	start
});

/** Queries made of queries, and those for places, relations, vectors and scripts. */
export const otherQueries: Readonly<Record<string, QueryDefinition>> = {
	bool: {
		doc: 'Puts queries together: all of must and filter, none of must_not, and at least as many of should as it says.',
		form: 'options',
		options: {
			filter: option('queries', 'All of these have to hold; without scoring.'),
			must: option('queries', 'All of these have to hold.'),
			must_not: option('queries', 'None of these may hold.'),
			should: option('queries', 'Some of these have to hold: one, unless must or filter are there too.'),
			minimum_should_match: option('scalar', 'How many of should have to hold: 1, -1, 75% …')
		},
		start: '{ "filter": [] }'
	},
	match_all: { doc: 'All documents.', form: 'options', options: {}, start: '{}' },
	match_none: { doc: 'No document.', form: 'options', options: {}, start: '{}' },
	constant_score: {
		doc: 'What a query finds, all with one score.',
		form: 'options',
		options: { filter: option('query', 'The query.') },
		required: ['filter'],
		start: '{ "filter": {} }'
	},
	boosting: {
		doc: 'What a query finds, with a lower score where another one holds.',
		form: 'options',
		options: {
			positive: option('query', 'What is found.'),
			negative: option('query', 'What lowers the score.'),
			negative_boost: option('number', 'By how much, from 0 to 1.')
		},
		required: ['positive', 'negative', 'negative_boost'],
		start: '{ "positive": {}, "negative": {}, "negative_boost": 0.5 }'
	},
	dis_max: {
		doc: 'What any of the queries finds, with the best score.',
		form: 'options',
		options: {
			queries: option('queries', 'The queries.'),
			tie_breaker: option('number', 'Share of the other scores.')
		},
		required: ['queries'],
		start: '{ "queries": [] }'
	},
	function_score: opaque('What a query finds, with a score that functions change.', '{ "query": {} }'),
	script_score: opaque(
		'What a query finds, with a score that a script gives.',
		'{ "query": {}, "script": { "source": "1" } }'
	),
	script: {
		doc: 'Documents for which a script says yes.',
		form: 'options',
		options: { script: option('any', 'The script.') },
		required: ['script'],
		start: '{ "script": { "source": "" } }'
	},
	nested: {
		doc: 'Documents that have a nested object which the query finds.',
		form: 'options',
		options: {
			path: option('field', 'The nested field.'),
			query: option('query', 'What an object has to be like; its fields with their full names.'),
			ignore_unmapped: unmapped,
			score_mode: scoreMode,
			inner_hits: option('object', 'Not used in a filter.')
		},
		required: ['path', 'query'],
		start: '{ "path": "field", "query": {} }'
	},
	has_child: {
		doc: 'Documents with a child that the query finds.',
		form: 'options',
		options: {
			type: option('text', 'Name of the relation.'),
			query: option('query', 'What a child has to be like.'),
			ignore_unmapped: unmapped,
			max_children: option('number', 'At most so many children.'),
			min_children: option('number', 'At least so many children.'),
			score_mode: scoreMode,
			inner_hits: option('object', 'Not used in a filter.')
		},
		required: ['type', 'query'],
		start: '{ "type": "child", "query": {} }'
	},
	has_parent: {
		doc: 'Documents with a parent that the query finds.',
		form: 'options',
		options: {
			parent_type: option('text', 'Name of the relation.'),
			query: option('query', 'What the parent has to be like.'),
			score: option('boolean', "The parent's score is used."),
			ignore_unmapped: unmapped,
			inner_hits: option('object', 'Not used in a filter.')
		},
		required: ['parent_type', 'query'],
		start: '{ "parent_type": "parent", "query": {} }'
	},
	geo_bounding_box: opaque(
		'Documents with a place inside a box.',
		'{ "location": { "top_left": "0,0", "bottom_right": "0,0" } }'
	),
	geo_distance: opaque(
		'Documents with a place at most so far from another.',
		'{ "distance": "10km", "location": "0,0" }'
	),
	geo_shape: opaque(
		'Documents with a shape that meets another.',
		'{ "location": { "shape": {}, "relation": "within" } }'
	),
	geo_grid: opaque('Documents with a place in a cell of a grid.', '{ "location": { "geohash": "u0" } }'),
	shape: opaque('Documents with a plane shape that meets another.', '{ "geometry": { "shape": {} } }'),
	knn: opaque(
		'Documents whose vector is near this one.',
		'{ "field": "vector", "query_vector": [], "k": 10 }'
	),
	sparse_vector: opaque(
		'Documents whose sparse vector is like this one.',
		'{ "field": "vector", "query": "words" }'
	),
	more_like_this: opaque(
		'Documents that are like a text or other documents.',
		'{ "fields": ["message"], "like": "words" }'
	),
	distance_feature: opaque(
		'A better score near a date or place.',
		'{ "field": "@timestamp", "origin": "now", "pivot": "7d" }'
	),
	rank_feature: opaque('A better score by a numeric feature.', '{ "field": "rank" }'),
	percolate: opaque('Stored queries that would find this document.', '{ "field": "query", "document": {} }'),
	parent_id: opaque('Children of one parent.', '{ "type": "child", "id": "1" }'),
	pinned: opaque('Puts chosen documents first.', '{ "ids": [], "organic": {} }'),
	rule: opaque('Applies query rules.', '{ "ruleset_ids": [], "match_criteria": {}, "organic": {} }'),
	wrapper: opaque('A query as base64 text.', '{ "query": "" }'),
	span_term: opaque('A word, for span queries.', '{ "message": "word" }'),
	span_near: opaque('Words at most so far from each other.', '{ "clauses": [], "slop": 5 }'),
	span_or: opaque('Any of several spans.', '{ "clauses": [] }'),
	span_not: opaque('Spans that do not overlap others.', '{ "include": {}, "exclude": {} }'),
	span_first: opaque('Spans near the beginning of a field.', '{ "match": {}, "end": 3 }'),
	span_containing: opaque('Spans that contain others.', '{ "big": {}, "little": {} }'),
	span_within: opaque('Spans inside others.', '{ "big": {}, "little": {} }'),
	span_multi: opaque('A pattern as a span.', '{ "match": {} }'),
	span_field_masking: opaque('A span of one field as if of another.', '{ "query": {}, "field": "name" }')
};
