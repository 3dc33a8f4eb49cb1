import type { Rows } from './signature';

/** Signatures of the text functions. Kind: scalar. */
export const text: Rows = {
	BIT_LENGTH: ['string:keyword|text -> integer'],
	BYTE_LENGTH: ['string:keyword|text -> integer'],
	CHUNK: ['field:keyword|text -> keyword', 'field:keyword|text, chunking_settings?:map -> keyword'],
	CONCAT: ['string1:keyword|text, string2:keyword|text... -> keyword'],
	CONTAINS: ['string:keyword|text, substring:keyword|text -> boolean'],
	ENDS_WITH: ['str:keyword|text, suffix:keyword|text -> boolean'],
	FIELD_EXTRACT: ['field:flattened, path:keyword|text -> keyword'],
	FROM_BASE64: ['string:keyword|text -> keyword'],
	HASH: ['algorithm:keyword|text, input:keyword|text -> keyword'],
	JSON_EXTRACT: ['string:_source|keyword|text, path:keyword|text -> keyword'],
	LEFT: ['string:keyword|text, length:integer -> keyword'],
	LENGTH: ['string:keyword|text -> integer'],
	LOCATE: [
		'string:keyword|text, substring:keyword|text -> integer',
		'string:keyword|text, substring:keyword|text, start?:integer -> integer'
	],
	LTRIM: ['string:keyword|text -> keyword'],
	MD5: ['input:keyword|text -> keyword'],
	REPEAT: ['string:keyword|text, number:integer -> keyword'],
	REPLACE: ['string:keyword|text, regex:keyword|text, newString:keyword|text -> keyword'],
	REVERSE: ['str:keyword|text -> keyword'],
	RIGHT: ['string:keyword|text, length:integer -> keyword'],
	RTRIM: ['string:keyword|text -> keyword'],
	SHA1: ['input:keyword|text -> keyword'],
	SHA256: ['input:keyword|text -> keyword'],
	SPACE: ['number:integer -> keyword'],
	SPLIT: ['string:keyword|text, delim:keyword|text -> keyword'],
	STARTS_WITH: ['str:keyword|text, prefix:keyword|text -> boolean'],
	SUBSTRING: ['string:keyword|text, start:integer, length?:integer -> keyword'],
	TO_BASE64: ['string:keyword|text -> keyword'],
	TO_LOWER: ['str:keyword|text -> keyword'],
	TO_UPPER: ['str:keyword|text -> keyword'],
	TRIM: ['string:keyword|text -> keyword'],
	URL_DECODE: ['string:keyword|text -> keyword'],
	URL_ENCODE: ['string:keyword|text -> keyword'],
	URL_ENCODE_COMPONENT: ['string:keyword|text -> keyword']
};
