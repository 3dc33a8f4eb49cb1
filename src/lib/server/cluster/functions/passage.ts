import { jsonPath } from '../sql/jsonpath';
import { passagesSql } from '../sql/passage/functions';
import type { Value } from '../sql/value';
import { isNull, mapList, nullValue, quote } from '../sql/value';
import type { CallSite, Rules } from './rule';
import { approximate, scalar, value } from './rule';

const STRATEGIES: ReadonlySet<string> = new Set(['none', 'word', 'sentence', 'recursive']);

function count(name: string, otherwise: number, { options, emit, node }: CallSite): number {
	const given = options.get(name);
	if (given === undefined) return otherwise;
	if (typeof given === 'bigint' && given >= 0n) return Number(given);
	return emit.refuse(node, `'${name}' option must be a positive integer, found [${String(given)}]`);
}

const many = (sql: string): Value => ({ sql: passagesSql(sql), type: 'keyword', multi: true });

function chunk([field]: readonly Value[], site: CallSite): Value {
	const { emit, node, options } = site;
	const text = emit.single(field, node);
	if (isNull(text)) return nullValue('keyword');
	const strategy = String(options.get('strategy') ?? 'sentence').toLowerCase();
	if (!STRATEGIES.has(strategy)) emit.refuse(node, `Invalid chunkingStrategy: [${strategy}]`);
	const overlap = strategy === 'word' ? count('overlap', 0, site) : count('sentence_overlap', 0, site);
	const size = count('max_chunk_size', 250, site);
	return many(`esql_chunk(${text.sql}, ${quote(strategy)}, ${size}, ${overlap})`);
}

function topSnippets([field, query]: readonly Value[], site: CallSite): Value {
	const { emit, node } = site;
	const [text, wanted] = [emit.single(field, node), emit.single(query, node)];
	if (isNull(text) || isNull(wanted)) return nullValue('keyword');
	const [snippets, words] = [count('num_snippets', 5, site), count('num_words', 300, site)];
	return many(`esql_snippets(${text.sql}, ${wanted.sql}, ${snippets}, ${words})`);
}

/** One value out of JSON text, as text; JSON's null is null. */
const extracted = scalar(([json], { values, emit, node }) => {
	const path = emit.constantText(values[1], node, 'the path');
	const steps = quote(jsonPath(path) ?? emit.refuse(node, `Invalid JSON path [${path}]`));
	const failed = (sentence: string) =>
		`CASE WHEN ${json} IS NOT NULL THEN ${emit.note(node, `java.lang.IllegalArgumentException: ${sentence}`, json)} END`;
	const found = `CASE WHEN json_exists(${json}, ${steps}) THEN json_extract_string(${json}, ${steps}) ELSE ${failed(`path [${path}] does not exist`)} END`;
	return `CASE WHEN json_valid(${json}) THEN ${found} ELSE ${failed('invalid JSON input')} END`;
});

const OUTPUTS: ReadonlySet<string> = new Set(['regex', 'tokens']);

function categorize([text]: readonly Value[], { options, emit, node }: CallSite): Value {
	const output = String(options.get('output_format') ?? 'regex').toLowerCase();
	if (!OUTPUTS.has(output))
		emit.refuse(node, `[${output}] is not a valid [output_format], expected one of [regex, tokens]`);
	if (isNull(text)) return nullValue('keyword');
	const tokens = (x: string) => `replace(replace(${x}, '.+?', ' '), '.*?', '')`;
	const regex = (x: string) => `esql_category(${x})`;
	const one = output === 'tokens' ? (x: string) => tokens(regex(x)) : regex;
	return { sql: text.multi ? mapList(text.sql, one) : one(text.sql), type: 'keyword', multi: text.multi };
}

/** Functions on parts of texts. */
export const passage: Rules = {
	CATEGORIZE: approximate(
		value(categorize),
		'messages are of one category when their words without digits are the same'
	),
	CHUNK: approximate(value(chunk), 'sentences end at full stops, question and exclamation marks'),
	FIELD_EXTRACT: extracted,
	JSON_EXTRACT: extracted,
	TOP_SNIPPETS: approximate(
		value(topSnippets),
		'passages are ranked by how many words of the query they hold'
	)
};
