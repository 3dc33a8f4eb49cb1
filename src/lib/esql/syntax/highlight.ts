import { styleTags, tags as t } from '@lezer/highlight';
import { keywords } from './keywords';

const operators = 'AND OR NOT IN LIKE RLIKE IS';

const others = new Set(`${operators} NULL TRUE FALSE`.split(' '));
const words = [...keywords.keys()].map((word) => word.toUpperCase()).filter((word) => !others.has(word));

/** What each node of the tree is, for highlighters. */
export const highlighting = styleTags({
	[words.join(' ')]: t.keyword,
	[operators]: t.operatorKeyword,
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
