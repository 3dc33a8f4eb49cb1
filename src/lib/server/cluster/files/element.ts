import { DuckDBTypeId } from '@duckdb/node-api';
import type { EsType } from '$lib/esql/analysis/schema';
import { textLiteral } from '../literal';
import { columnType, isPoint, isString, sqlType } from '../sql/types';
import { type Facts, isJson, jsonItems } from './facts';
import type { Leaf } from './leaves';

/** SQL of a value as the column of a field, of type `columnType(type, multi)`. `inPlace`: nothing that costs per row and query. */
export function fieldSql(leaf: Leaf, facts: Facts, inPlace: boolean): string {
	const { type, multi } = facts;
	if (type === 'dense_vector') return `${isJson(leaf) ? `${leaf.sql}::VARCHAR` : leaf.sql}::FLOAT[]`;
	if (!multi) return element(leaf.sql, leaf, type, inPlace);
	const items = isJson(leaf) && !leaf.list ? jsonItems(leaf.sql) : leaf.sql;
	const values = `list_transform(${items}, lambda v: ${element('v', leaf, type, inPlace)})`;
	return `${sorted(values, type)}::${columnType(type, true)}`;
}

const isSet = (type: EsType) => type === 'keyword' || type === 'text' || type === 'ip' || type === 'version';

/** Lists are sorted and without null; sets of names hold each once. Never empty. */
function sorted(list: string, type: EsType): string {
	const present = `list_filter(${list}, lambda p: p IS NOT NULL)`;
	if (isPoint(type)) return `nullif(${present}, [])`;
	return `nullif(list_sort(${isSet(type) ? `list_distinct(${present})` : present}), [])`;
}

function element(value: string, leaf: Leaf, type: EsType, inPlace: boolean): string {
	if (isPoint(type)) return pointSql(isJson(leaf) ? value : `to_json(${value})`);
	if (isJson(leaf)) return fromText(`(${value}->>'$')`, type);
	const source = leaf.type.typeId;
	if (source === DuckDBTypeId.VARCHAR) return fromText(value, type);
	if (isString(type)) return textSql(value, source);
	if (type === 'date' && isTime(source)) {
		const time = `${value}::TIMESTAMP`;
		return inPlace || source !== DuckDBTypeId.TIMESTAMP ? time : `date_trunc('millisecond', ${time})`;
	}
	if (type === 'date_nanos' && isTime(source)) return `${value}::TIMESTAMP_NS`;
	if (type === 'date') return `epoch_ms(${value}::BIGINT)`;
	if (type === 'ip' || type === 'version' || type === 'date_nanos')
		return fromText(`${value}::VARCHAR`, type);
	return `${value}::${sqlType(type)}`;
}

const times: ReadonlySet<DuckDBTypeId> = new Set([
	DuckDBTypeId.DATE,
	DuckDBTypeId.TIMESTAMP,
	DuckDBTypeId.TIMESTAMP_S,
	DuckDBTypeId.TIMESTAMP_MS,
	DuckDBTypeId.TIMESTAMP_NS,
	DuckDBTypeId.TIMESTAMP_TZ
]);

const isTime = (type: DuckDBTypeId) => times.has(type);

const composite: ReadonlySet<DuckDBTypeId> = new Set([
	DuckDBTypeId.MAP,
	DuckDBTypeId.UNION,
	DuckDBTypeId.STRUCT,
	DuckDBTypeId.LIST
]);

function textSql(value: string, source: DuckDBTypeId): string {
	if (composite.has(source)) return `to_json(${value})::VARCHAR`;
	return source === DuckDBTypeId.BLOB ? `to_base64(${value})` : `${value}::VARCHAR`;
}

/** What can't be read stops the loading with a sentence: nothing of a file disappears silently. */
const read = (text: string, parsed: string, what: string) =>
	`CASE WHEN ${text} IS NOT NULL THEN coalesce(${parsed}, error('[' || ${text} || '] is no ' || ${textLiteral(what)})) END`;

function fromText(text: string, type: EsType): string {
	switch (type) {
		case 'ip':
			return read(text, `esql_ip(${text})`, 'IP address');
		case 'version':
			return `esql_version(${text})`;
		case 'date':
			return read(
				text,
				`CASE WHEN regexp_full_match(${text}, '-?\\d{5,}') THEN epoch_ms(TRY_CAST(${text} AS BIGINT)) ` +
					`ELSE date_trunc('millisecond', TRY_CAST(${text} AS TIMESTAMPTZ)::TIMESTAMP) END`,
				'date'
			);
		case 'date_nanos':
			return read(
				text,
				`CASE WHEN regexp_full_match(${text}, '-?\\d{5,}') THEN make_timestamp_ns(TRY_CAST(${text} AS BIGINT) * 1000000) ` +
					`ELSE TRY_CAST(${text} AS TIMESTAMP_NS) END`,
				'date'
			);
		default: {
			const target = sqlType(type);
			return target === 'VARCHAR' ? text : read(text, `TRY_CAST(${text} AS ${target})`, type);
		}
	}
}

const point = (x: string, y: string) => `struct_pack(x := (${x})::DOUBLE, y := (${y})::DOUBLE)`;

/** `{lat, lon}`, `[lon, lat]`, GeoJSON, `POINT (lon lat)` and `lat,lon`; cartesian `{x, y}` too. */
function pointSql(json: string): string {
	const text = `(${json}->>'$')`;
	const numbers = `regexp_extract_all(${text}, '[-+0-9.eE]*[0-9][-+0-9.eE]*')`;
	return `CASE json_type(${json})
		WHEN 'OBJECT' THEN CASE
			WHEN json_exists(${json}, '$.coordinates') THEN ${point(`${json}->'coordinates'->>0`, `${json}->'coordinates'->>1`)}
			ELSE ${point(`coalesce(${json}->>'lon', ${json}->>'x')`, `coalesce(${json}->>'lat', ${json}->>'y')`)} END
		WHEN 'ARRAY' THEN ${point(`${json}->>0`, `${json}->>1`)}
		WHEN 'VARCHAR' THEN CASE
			WHEN ${text} ILIKE '%point%' THEN ${point(`${numbers}[1]`, `${numbers}[2]`)}
			ELSE ${point(`${numbers}[2]`, `${numbers}[1]`)} END
	END`;
}
