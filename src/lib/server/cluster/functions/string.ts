import { javaReplacement, plainRepetitions, regexProblem } from '../sql/pattern';
import { isNull, mapList, nonEmpty, nullValue, quote } from '../sql/value';
import type { Rule, Rules } from './rule';
import { approximate, call, scalar, value } from './rule';

const BLANKS = quote(' \t\n\u000b\f\r\u001c\u001d\u001e\u001f');
const integer = (sql: string) => `(${sql})::INTEGER`;

/** 1-based start; negative counts from the end; zero is the first character. */
function substring([text, start, length]: readonly string[]): string {
	const from =
		`CASE WHEN ${start} > 0 THEN ${start} WHEN ${start} = 0 THEN 1 ` +
		`ELSE greatest(length(${text}) + ${start} + 1, 1) END`;
	if (length === undefined) return `substring(${text}, ${from})`;
	return `CASE WHEN ${length} >= 0 THEN substring(${text}, ${from}, ${length}) END`;
}

function locate([text, part, start]: readonly string[]): string {
	if (start === undefined) return integer(`instr(${text}, ${part})`);
	const rest = `instr(substring(${text}, greatest(${start}, 1)), ${part})`;
	return integer(`CASE WHEN ${rest} = 0 THEN 0 ELSE ${rest} + greatest(${start}, 1) - 1 END`);
}

/** A text for each text of a value. */
const eachText = (one: (text: string) => string): Rule =>
	value(([text]) => {
		if (isNull(text)) return nullValue('keyword');
		const sql = text.multi ? mapList(text.sql, one) : one(text.sql);
		return { sql, type: 'keyword', multi: text.multi };
	});

export const string: Rules = {
	BIT_LENGTH: scalar(([text]) => integer(`strlen(${text}) * 8`)),
	BYTE_LENGTH: scalar(([text]) => integer(`strlen(${text})`)),
	CONCAT: scalar(
		(args) => `(${args.join(' || ')})`,
		undefined,
		(texts) => (texts.every((text) => typeof text === 'string') ? texts.join('') : undefined)
	),
	CONTAINS: call('contains'),
	ENDS_WITH: call('ends_with'),
	FROM_BASE64: scalar(
		([text]) => `TRY(decode(from_base64(${text})))`,
		'java.lang.IllegalArgumentException: Illegal base64 character'
	),
	LEFT: scalar(([text, length]) => `left(${text}, greatest(${length}, 0))`),
	LENGTH: scalar(([text]) => integer(`length(${text})`)),
	LOCATE: scalar(locate),
	LTRIM: scalar(([text]) => `ltrim(${text}, ${BLANKS})`),
	REPEAT: scalar(
		([text, count]) =>
			`CASE WHEN ${count} >= 0 AND strlen(${text}) * ${count} <= 1048576 THEN repeat(${text}, ${count}) END`,
		'java.lang.IllegalArgumentException: Number parameter cannot be negative or result larger than 1MB, found [{}]'
	),
	REPLACE: approximate(
		scalar(([text, regex, replacement], { values, emit, node }) => {
			const known = values[1].constant;
			const plain = typeof known === 'string' ? plainRepetitions(known) : undefined;
			const problem = regexProblem(plain);
			if (problem) emit.refuse(node, `Invalid regex pattern for REPLACE [${String(known)}]: [${problem}]`);
			const fixed = values[2].constant;
			const target = typeof fixed === 'string' ? quote(javaReplacement(fixed)) : replacement;
			const pattern = plain === undefined ? regex : quote(plain);
			return `TRY(regexp_replace(${text}, ${pattern}, ${target}, 'g'))`;
		}, 'java.util.regex.PatternSyntaxException: the pattern can not be applied to [{}]'),
		'regular expressions of RE2: no look-around, no back-references'
	),
	REVERSE: call('reverse'),
	RIGHT: scalar(([text, length]) => `right(${text}, greatest(${length}, 0))`),
	RTRIM: scalar(([text]) => `rtrim(${text}, ${BLANKS})`),
	SPACE: scalar(
		([count]) => `CASE WHEN ${count} BETWEEN 0 AND 1048576 THEN repeat(' ', ${count}) END`,
		'java.lang.IllegalArgumentException: Number parameter cannot be negative, found [{}]'
	),
	SPLIT: value(([text, delimiter], { emit, node }) => {
		const [from, by] = [emit.single(text, node), emit.single(delimiter, node)];
		if (isNull(from) || isNull(by)) return nullValue('keyword');
		if (typeof by.constant === 'string' && Buffer.byteLength(by.constant) !== 1)
			emit.refuse(node, 'delimiter must be a single byte for now');
		const split = nonEmpty(`string_split(${from.sql}, ${by.sql})`);
		const fails =
			'org.elasticsearch.xpack.esql.core.InvalidArgumentException: delimiter must be a single byte for now';
		const checked = `CASE WHEN strlen(${by.sql}) = 1 THEN ${split} END`;
		const sql = by.constant === undefined ? emit.guard(checked, [by, from], node, fails) : split;
		return { sql, type: 'keyword', multi: true };
	}),
	STARTS_WITH: call('starts_with'),
	SUBSTRING: scalar(
		substring,
		'java.lang.IllegalArgumentException: Length parameter cannot be negative, found [{}]'
	),
	TO_BASE64: scalar(([text]) => `to_base64(encode(${text}))`),
	TO_LOWER: eachText((text) => `lower(${text})`),
	TO_UPPER: eachText((text) => `upper(replace(${text}, 'ß', 'ss'))`),
	TRIM: scalar(([text]) => `trim(${text}, ${BLANKS})`),
	URL_DECODE: scalar(
		([text]) =>
			`CASE WHEN NOT regexp_matches(${text}, '%(?:[^0-9A-Fa-f]|.[^0-9A-Fa-f]|.?$)') THEN TRY(url_decode(replace(${text}, '+', ' '))) END`,
		'java.lang.IllegalArgumentException: Illegal hex characters in [{}]'
	),
	URL_ENCODE: scalar(
		([text]) => `replace(replace(replace(url_encode(${text}), '~', '%7E'), '%20', '+'), '%2A', '*')`
	),
	URL_ENCODE_COMPONENT: call('url_encode')
};
