import { styleTags, tags as t } from '@lezer/highlight';

const keyword =
	'SET FROM TS METADATA ROW SHOW INFO EXPLAIN PROMQL WHERE EVAL STATS INLINE INLINESTATS BY SORT ASC DESC NULLS FIRST LAST ' +
	'LIMIT KEEP DROP RENAME AS DISSECT GROK ENRICH ON WITH MV_EXPAND LOOKUP LEFT RIGHT JOIN CHANGE_POINT FORK FUSE SCORE ' +
	'KEY GROUP SAMPLE COMPLETION RERANK DEDUP FILLNULL DEFAULT URI_PARTS USER_AGENT IP_LOCATION REGISTERED_DOMAIN MMR ' +
	'HIGHLIGHT METRICS_INFO TS_INFO';

/** What each node of the tree is, for highlighters. */
export const highlighting = styleTags({
	[keyword]: t.keyword,
	'AND OR NOT IN LIKE RLIKE IS': t.operatorKeyword,
	NULL: t.null,
	'TRUE FALSE': t.bool,
	'FunctionName/Identifier FunctionName/QuotedIdentifier FunctionName/FIRST FunctionName/LAST': t.function(
		t.variableName
	),
	'TypeName/Identifier': t.typeName,
	'TimeSpan/Identifier': t.unit,
	'Method/Identifier': t.keyword,
	'Option/Identifier Setting/Name/Identifier': t.propertyName,
	'Identifier QuotedIdentifier PatternPart': t.variableName,
	'Source PolicyName': t.namespace,
	'String UnterminatedString': t.string,
	'Entry/String': t.propertyName,
	'Integer Decimal': t.number,
	'Param NameParam': t.special(t.variableName),
	OpaqueText: t.special(t.string),
	LineComment: t.lineComment,
	'BlockComment UnterminatedComment': t.blockComment,
	UnknownWord: t.invalid,
	CompareOp: t.compareOperator,
	'"+" "-" "*" "/" "%"': t.arithmeticOperator,
	'"="': t.definitionOperator,
	'":" "::"': t.operator,
	'"|"': t.controlOperator,
	'"," ";" "."': t.separator,
	'"(" ")"': t.paren,
	'"[" "]"': t.squareBracket,
	'"{" "}"': t.brace
});
