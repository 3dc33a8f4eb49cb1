import { BIGINT, BOOLEAN, DOUBLE, INTEGER, VARCHAR } from '@duckdb/node-api';
import type { RowFunctionDefinition } from '../rowfunction';
import { cached } from '../rowfunction';
import type { Grid } from './grid';
import { cellBox, cellName, cellNumber, cellOf, finest } from './grid';
import { intersects, within } from './relation';
import type { Box, Shape } from './shape';
import { boxOf, boxRing, positionsOf } from './shape';
import { simplify } from './simplify';
import { parseWkt, wktText } from './wkt';

const shapes = cached(parseWkt);

const NAMES: Readonly<Record<string, string>> = {
	POINT: 'Point',
	LINESTRING: 'LineString',
	POLYGON: 'Polygon',
	MULTIPOINT: 'MultiPoint',
	MULTILINESTRING: 'MultiLineString',
	MULTIPOLYGON: 'MultiPolygon',
	GEOMETRYCOLLECTION: 'GeometryCollection',
	BBOX: 'Envelope',
	ENVELOPE: 'Envelope'
};

/** The text as Elasticsearch writes it; rectangles stay as they are. */
function normalized(wkt: string): string | undefined {
	const shape = shapes(wkt);
	if (!shape) return undefined;
	return shape.name === 'BBOX' || shape.name === 'ENVELOPE' ? wkt : wktText(shape);
}

const DIMENSIONS = { point: 0, line: 1, polygon: 2 } as const;

const dimension = ({ parts }: Shape) => Math.max(0, ...parts.map(({ kind }) => DIMENSIONS[kind]));

const boxText = (box: Box): string =>
	wktText({ name: 'POLYGON', parts: [{ kind: 'polygon', rings: [boxRing(box)] }] });

function envelope(shape: Shape): string | undefined {
	const box = boxOf(shape);
	if (!box) return undefined;
	const isPoint = box.west === box.east && box.south === box.north;
	return isPoint
		? wktText({ name: 'POINT', parts: [{ kind: 'point', at: [box.west, box.south] }] })
		: boxText(box);
}

function relation(name: string, a: string, b: string): boolean | undefined {
	const [left, right] = [shapes(a), shapes(b)];
	if (!left || !right) return undefined;
	switch (name) {
		case 'within':
			return within(left, right);
		case 'contains':
			return within(right, left);
		case 'disjoint':
			return !intersects(left, right);
		default:
			return intersects(left, right);
	}
}

function cell(grid: Grid, x: number, y: number, precision: number): string | undefined {
	const least = grid === 'geohash' ? 1 : 0;
	return precision >= least && precision <= finest[grid] ? cellOf(grid, x, y, precision) : undefined;
}

function cellText(grid: Grid, name: string): string | undefined {
	const box = cellBox(grid, name);
	return box && boxText(box);
}

const measured = (measure: (shape: Shape) => number | undefined) => (text: string) => {
	const shape = shapes(text);
	return shape ? measure(shape) : undefined;
};

const text = (write: (shape: Shape) => string | undefined) => (wkt: string) => {
	const shape = shapes(wkt);
	return shape ? write(shape) : undefined;
};

/** Geometry for SQL: shapes are Well-Known Text. */
export const geometryFunctions: readonly RowFunctionDefinition[] = [
	['esql_geo_relation', [VARCHAR, VARCHAR, VARCHAR], BOOLEAN, relation],
	['esql_geo_type', [VARCHAR], VARCHAR, text(({ name }) => `ST_${NAMES[name]}`)],
	['esql_geo_valid', [VARCHAR], VARCHAR, normalized],
	['esql_geo_envelope', [VARCHAR], VARCHAR, text(envelope)],
	['esql_geo_dimension', [VARCHAR], INTEGER, measured(dimension)],
	['esql_geo_points', [VARCHAR], INTEGER, measured(({ parts }) => parts.flatMap(positionsOf).length)],
	['esql_geo_west', [VARCHAR], DOUBLE, measured((shape) => boxOf(shape)?.west)],
	['esql_geo_east', [VARCHAR], DOUBLE, measured((shape) => boxOf(shape)?.east)],
	['esql_geo_south', [VARCHAR], DOUBLE, measured((shape) => boxOf(shape)?.south)],
	['esql_geo_north', [VARCHAR], DOUBLE, measured((shape) => boxOf(shape)?.north)],
	[
		'esql_geo_simplify',
		[VARCHAR, DOUBLE, BOOLEAN],
		VARCHAR,
		(wkt: string, tolerance: number, preserve: boolean) => {
			const shape = shapes(wkt);
			return shape && tolerance >= 0 ? wktText(simplify(shape, tolerance, preserve)) : undefined;
		}
	],
	['esql_geo_cell', [VARCHAR, DOUBLE, DOUBLE, INTEGER], VARCHAR, cell],
	['esql_geo_cell_number', [VARCHAR, VARCHAR], BIGINT, cellNumber],
	['esql_geo_cell_name', [VARCHAR, BIGINT], VARCHAR, cellName],
	['esql_geo_cell_shape', [VARCHAR, VARCHAR], VARCHAR, cellText]
];
