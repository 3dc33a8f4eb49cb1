import { isCell, isPoint } from '../sql/types';
import type { Value } from '../sql/value';
import { isNull, mapList, nullValue, quote } from '../sql/value';
import type { CallSite, Rule, Rules } from './rule';
import { approximate, refused, scalar, value } from './rule';

const EARTH_RADIUS = 6_371_008.7714;

const planar = 'computed on the plane of longitude and latitude';

const pointText = (point: string) => `('POINT (' || (${point}).x || ' ' || (${point}).y || ')')`;

/** Well-Known Text of everything in a value: several points or shapes are one geometry. */
function geometryText({ sql, type, multi }: Value): string {
	const one = (item: string) =>
		isPoint(type) ? pointText(item) : isCell(type) ? `esql_geo_cell_shape('${type}', ${item})` : item;
	if (!multi) return one(sql);
	return `('GEOMETRYCOLLECTION (' || array_to_string(list_transform(${sql}, lambda p: ${one('p')}), ', ') || ')')`;
}

/** A function of one geometry. */
const measured = (name: string, ofPoint?: (point: string) => string): Rule =>
	value(([x], { returns }) => {
		if (isNull(x)) return nullValue(returns);
		const sql =
			ofPoint && isPoint(x.type) && !x.multi ? ofPoint(x.sql) : `esql_geo_${name}(${geometryText(x)})`;
		return { sql, type: returns, multi: false };
	});

const side = (name: string, axis: 'x' | 'y') => measured(name, (point) => `(${point}).${axis}`);

const axis = (name: 'x' | 'y') => scalar(([point]) => `(${point}).${name}`);

const relation = (name: string): Rule =>
	approximate(
		value((args) => {
			if (args.some(isNull)) return nullValue('boolean');
			const [a, b] = args.map(geometryText);
			return { sql: `esql_geo_relation('${name}', ${a}, ${b})`, type: 'boolean', multi: false };
		}),
		planar
	);

/** SQL of the metres between two geo points. */
export function greatCircle(a: string, b: string): string {
	const half = (name: 'x' | 'y') => `pow(sin(radians((${b}).${name} - (${a}).${name}) / 2), 2)`;
	const haversine = `${half('y')} + cos(radians((${a}).y)) * cos(radians((${b}).y)) * ${half('x')}`;
	return `(${2 * EARTH_RADIUS} * asin(sqrt(least(1, ${haversine}))))`;
}

/** Great-circle distance in metres for geo points, plane distance for cartesian ones. */
const distance = scalar(([a, b], { types }) => {
	if (types[0] === 'cartesian_point')
		return `sqrt(pow((${a}).x - (${b}).x, 2) + pow((${a}).y - (${b}).y, 2))`;
	return greatCircle(a, b);
});

const simplified = (preserve: boolean): Rule =>
	approximate(
		scalar(
			([shape, tolerance], { types }) =>
				isPoint(types[0])
					? shape
					: `esql_geo_simplify(${shape}, (${tolerance})::DOUBLE, ${String(preserve)})`,
			'java.lang.IllegalArgumentException: tolerance must not be negative'
		),
		'thinned by Douglas and Peucker’s method'
	);

function cell(grid: 'geohash' | 'geotile', [points, size, bounds]: readonly Value[], site: CallSite): Value {
	const { emit, node, returns } = site;
	if (isNull(points)) return nullValue(returns);
	const precision = emit.single(size, node).sql;
	const area = bounds && emit.single(bounds, node).sql;
	const one = (point: string) => {
		const named = `esql_geo_cell('${grid}', (${point}).x, (${point}).y, (${precision})::INTEGER)`;
		if (area === undefined) return named;
		const inside = `esql_geo_relation('intersects', esql_geo_cell_shape('${grid}', ${named}), ${area})`;
		return `CASE WHEN ${inside} THEN ${named} END`;
	};
	if (points.multi) return { sql: mapList(points.sql, one), type: returns, multi: true };
	const range = grid === 'geohash' ? 'Must be between 1 and 12.' : 'Must be between 0 and 29.';
	const failure = `java.lang.IllegalArgumentException: Invalid ${grid}_grid precision of [{}]. ${range}`;
	const known = emit.single(size, node);
	const sql = one(points.sql);
	return {
		sql: area === undefined ? emit.guard(sql, [known, points], node, failure) : sql,
		type: returns,
		multi: false
	};
}

const shapes = refused('cutting and joining shapes is not available on this cluster');

export const spatial: Rules = {
	ST_X: axis('x'),
	ST_Y: axis('y'),
	ST_XMAX: side('east', 'x'),
	ST_XMIN: side('west', 'x'),
	ST_YMAX: side('north', 'y'),
	ST_YMIN: side('south', 'y'),
	ST_CONTAINS: relation('contains'),
	ST_DISJOINT: relation('disjoint'),
	ST_DISTANCE: distance,
	ST_DIMENSION: measured('dimension', (point) => `CASE WHEN ${point} IS NOT NULL THEN 0 END`),
	ST_ENVELOPE: measured('envelope', pointText),
	ST_GEOHASH: value((args, site) => cell('geohash', args, site)),
	ST_GEOMETRYTYPE: measured(
		'type',
		(point) => `CASE WHEN ${point} IS NOT NULL THEN ${quote('ST_Point')} END`
	),
	ST_GEOTILE: value((args, site) => cell('geotile', args, site)),
	ST_INTERSECTS: relation('intersects'),
	ST_ISEMPTY: value(([x]) => {
		if (isNull(x)) return nullValue('boolean');
		return { sql: `(esql_geo_points(${geometryText(x)}) = 0)`, type: 'boolean', multi: false };
	}),
	ST_NPOINTS: measured('points', (point) => `CASE WHEN ${point} IS NOT NULL THEN 1 END`),
	ST_SIMPLIFY: simplified(false),
	ST_SIMPLIFYPRESERVETOPOLOGY: simplified(true),
	ST_WITHIN: relation('within'),
	ST_BUFFER: shapes,
	ST_DIFFERENCE: shapes,
	ST_INTERSECTION: shapes,
	ST_SYMDIFFERENCE: shapes,
	ST_UNION: shapes,
	ST_GEOHEX: refused('geohex cells are not available on this cluster')
};
