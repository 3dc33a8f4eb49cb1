import { DuckDBTypeId } from '@duckdb/node-api';
import type { EsType } from '$lib/esql/analysis/schema';
import type { Connection } from '../database';
import { guessSql, isGuessable } from './content';
import type { Leaf } from './leaves';
import { SAMPLE_ROWS } from './reader';

/** What a sample of a field's values shows. */
export interface Facts {
	readonly type: EsType;
	readonly multi: boolean;
}

/** Average length from which a text is prose, not a name. */
const PROSE = 64;

/** What a text can be found to be. */
const texts = ['text', 'ip', 'date', 'version'] as const;

const plain: Readonly<Partial<Record<DuckDBTypeId, EsType>>> = {
	[DuckDBTypeId.BOOLEAN]: 'boolean',
	[DuckDBTypeId.TINYINT]: 'integer',
	[DuckDBTypeId.SMALLINT]: 'integer',
	[DuckDBTypeId.INTEGER]: 'integer',
	[DuckDBTypeId.UTINYINT]: 'integer',
	[DuckDBTypeId.USMALLINT]: 'integer',
	[DuckDBTypeId.UINTEGER]: 'long',
	[DuckDBTypeId.BIGINT]: 'long',
	[DuckDBTypeId.UBIGINT]: 'unsigned_long',
	[DuckDBTypeId.UHUGEINT]: 'double',
	[DuckDBTypeId.BIGNUM]: 'double',
	[DuckDBTypeId.FLOAT]: 'double',
	[DuckDBTypeId.DOUBLE]: 'double',
	[DuckDBTypeId.DECIMAL]: 'double',
	[DuckDBTypeId.DATE]: 'date',
	[DuckDBTypeId.TIMESTAMP]: 'date',
	[DuckDBTypeId.TIMESTAMP_S]: 'date',
	[DuckDBTypeId.TIMESTAMP_MS]: 'date',
	[DuckDBTypeId.TIMESTAMP_TZ]: 'date',
	[DuckDBTypeId.TIMESTAMP_NS]: 'date_nanos'
};

export const isJson = ({ type }: Leaf): boolean => type.alias === 'JSON';

/** JSON values of a member that is a value or a list of values. */
export const jsonItems = (json: string): string =>
	`CASE json_type(${json}) WHEN 'ARRAY' THEN ${json}->'$[*]' ELSE [${json}] END`;

/** SQL aggregate that tells what the type alone does not; undefined when it tells all. */
function question(leaf: Leaf): string | undefined {
	if (isJson(leaf)) {
		const types = `list_transform(${jsonItems(leaf.sql)}, lambda j: json_type(j))`;
		const listed = `CASE WHEN json_type(${leaf.sql}) = 'ARRAY' THEN ['list'] ELSE [] END`;
		const coordinates = `CASE WHEN json_type(${leaf.sql}->0) IN ('OBJECT', 'VARCHAR', 'ARRAY') THEN ['items'] ELSE [] END`;
		return `list_distinct(flatten(list(list_concat(${types}, list_concat(${listed}, ${coordinates})))))`;
	}
	if (isGuessable(leaf)) {
		const length = leaf.list ? '0' : `avg(length(${leaf.sql}))`;
		return `[CASE WHEN ${length} > ${PROSE} THEN 'text' ELSE ${guessSql(leaf)} END]`;
	}
	if (leaf.type.typeId !== DuckDBTypeId.HUGEINT) return undefined;
	const [least, most] = leaf.list ? [`list_min(${leaf.sql})`, `list_max(${leaf.sql})`] : [leaf.sql, leaf.sql];
	return `[CASE
		WHEN min(${least}) >= -9223372036854775808 AND max(${most}) <= 9223372036854775807 THEN 'long'
		WHEN min(${least}) >= 0 AND max(${most}) <= 18446744073709551615 THEN 'unsigned_long'
		ELSE 'double' END]`;
}

function jsonType(found: ReadonlySet<string>): EsType {
	const types = [...found].filter((type) => type !== 'NULL' && type !== 'list' && type !== 'items');
	const only = (...allowed: readonly string[]) =>
		types.length > 0 && types.every((type) => allowed.includes(type));
	if (only('BIGINT')) return 'long';
	if (only('UBIGINT', 'BIGINT')) return 'long';
	if (only('UBIGINT', 'BIGINT', 'DOUBLE')) return 'double';
	return only('BOOLEAN') ? 'boolean' : 'keyword';
}

function conclude(leaf: Leaf, answer: ReadonlySet<string>, mapped: EsType | undefined): Facts {
	if (isJson(leaf)) {
		const point = mapped === 'geo_point' || mapped === 'cartesian_point';
		const multi = leaf.list || answer.has(point ? 'items' : 'list');
		return { type: mapped ?? jsonType(answer), multi };
	}
	const huge = leaf.type.typeId === DuckDBTypeId.HUGEINT;
	const inferred: EsType = huge
		? answer.has('long')
			? 'long'
			: answer.has('unsigned_long')
				? 'unsigned_long'
				: 'double'
		: (texts.find((type) => answer.has(type)) ?? plain[leaf.type.typeId] ?? 'keyword');
	return { type: mapped ?? inferred, multi: leaf.list };
}

/** Types and multiplicity of leaves, from a sample of the rows of `from`. */
export async function sampleFacts(
	connection: Connection,
	from: string,
	leaves: readonly Leaf[],
	mapped: ReadonlyMap<string, EsType>
): Promise<readonly Facts[]> {
	const questions = leaves.map(question);
	const asked = questions.filter((sql) => sql !== undefined);
	const [answers = []] =
		asked.length === 0
			? []
			: await connection.rows(
					`SELECT ${asked.map((sql) => `to_json(${sql})::VARCHAR`).join(', ')} FROM (FROM ${from} LIMIT ${SAMPLE_ROWS})`
				);
	let next = 0;
	return leaves.map((leaf, at) => {
		const answer = questions[at] === undefined ? null : answers[next++];
		const found = typeof answer === 'string' ? (JSON.parse(answer) as string[] | null) : null;
		return conclude(leaf, new Set(found), mapped.get(leaf.name));
	});
}
