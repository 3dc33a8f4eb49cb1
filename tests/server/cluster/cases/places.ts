import type { Case } from './case';
import { value } from './case';

const square = 'TO_GEOSHAPE("POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))")';
const ring = 'TO_CARTESIANSHAPE("POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (4 4, 5 4, 5 5, 4 5, 4 4))")';
const point = (text: string) => `TO_GEOPOINT("POINT(${text})")`;
const line = (text: string) => `TO_CARTESIANSHAPE("LINESTRING(${text})")`;
const flat = (text: string) => `TO_CARTESIANPOINT("POINT(${text})")`;
const failed = (text: string, failure: string) => [
	`Line 1:9: evaluation of [${text}] failed, treating result as null. Only first 20 failures recorded.`,
	`Line 1:9: java.lang.IllegalArgumentException: ${failure}`
];

/** Points, shapes and cells of grids. */
export const places: readonly Case[] = [
	value(
		'TO_GEOSHAPE("polygon((0 0,4 0, 4 4 ,0 0))")',
		'POLYGON ((0.0 0.0, 4.0 0.0, 4.0 4.0, 0.0 0.0))',
		'r:geo_shape'
	),
	value('TO_STRING(TO_CARTESIANSHAPE("MULTIPOINT(1 2,3 4.5)"))', 'MULTIPOINT (1.0 2.0, 3.0 4.5)'),
	value('TO_GEOSHAPE("POLYGON((0 0,1 1))")', null),
	value(`ST_INTERSECTS(${point('1 1')}, ${square})`, true, 'r:boolean'),
	value(`ST_INTERSECTS(${point('2 1')}, ${square})`, true),
	value(`ST_WITHIN(${point('3 1')}, ${square})`, false),
	value(`ST_CONTAINS(${square}, ${point('1 1')})`, true),
	value(`ST_DISJOINT(${point('3 1')}, ${square})`, true),
	value(`ST_WITHIN(${flat('4.5 4.5')}, ${ring})`, false),
	value(`ST_CONTAINS(${ring}, ${line('1 1, 8 8')})`, false),
	value(`ST_CONTAINS(${ring}, ${line('1 1, 8 1')})`, true),
	value(`ST_CONTAINS(${ring}, TO_CARTESIANSHAPE("POLYGON((3 3, 6 3, 6 6, 3 6, 3 3))"))`, false),
	value(`ST_INTERSECTS(${ring}, TO_CARTESIANSHAPE("POLYGON((3 3, 6 3, 6 6, 3 6, 3 3))"))`, true),
	value(`ST_INTERSECTS(${line('0 0, 2 2')}, ${line('0 2, 2 0')})`, true),
	value(`ST_DISJOINT(${line('0 0, 2 2')}, ${line('3 0, 5 2')})`, true),
	value(`ST_WITHIN(${point('1 1')}, TO_GEOSHAPE("MULTIPOINT((1 1), (5 5))"))`, true),
	value(`ST_INTERSECTS(null, ${square})`, null),
	value(
		'ST_ENVELOPE(TO_GEOSHAPE("LINESTRING(0 0, 2 3)"))',
		'POLYGON ((0.0 0.0, 2.0 0.0, 2.0 3.0, 0.0 3.0, 0.0 0.0))',
		'r:geo_shape'
	),
	value('ST_GEOMETRYTYPE(TO_GEOSHAPE("MULTIPOINT((0 0), (2 3))"))', 'ST_MultiPoint'),
	value(`ST_GEOMETRYTYPE(${point('1 2')})`, 'ST_Point'),
	value('ST_XMAX(TO_GEOSHAPE("BBOX(1, 2, 4, 3)"))', 2),
	value(`ST_YMIN(${point('3 1')})`, 1),
	value(`ST_NPOINTS(${square})`, 5, 'r:integer'),
	value(`ST_DIMENSION(${square})`, 2),
	value(`ST_DIMENSION(${point('1 2')})`, 0),
	value('ST_ISEMPTY(TO_GEOSHAPE("GEOMETRYCOLLECTION EMPTY"))', true),
	value(`ST_ISEMPTY(${square})`, false),
	value('ST_SIMPLIFY(TO_GEOSHAPE("LINESTRING(0 0, 1 0.01, 2 0)"), 0.1)', 'LINESTRING (0.0 0.0, 2.0 0.0)'),
	value(
		'ST_SIMPLIFYPRESERVETOPOLOGY(TO_GEOSHAPE("POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))"), 9)',
		'POLYGON ((0.0 0.0, 1.0 0.0, 1.0 1.0, 0.0 1.0, 0.0 0.0))'
	),
	value(`ST_GEOHASH(${point('-5.603 42.605')}, 5)`, 'ezs42', 'r:geohash'),
	value(`ST_GEOTILE(${point('12.5683 55.6761')}, 8)`, '8/136/80', 'r:geotile'),
	value(`ST_GEOTILE(${point('12.5683 55.6761')}, 8, ${square})`, null),
	value(`ST_GEOTILE(${point('12.5683 55.6761')}, 30)`, null),
	value(`ST_INTERSECTS(${point('-5.603 42.605')}, TO_GEOHASH("ezs42"))`, true),
	value('TO_STRING(TO_GEOTILE("8/136/80"))', '8/136/80'),
	value('TO_GEOTILE("8/256/0")', null),
	value('TO_STRING(TO_GEOTILE(TO_LONG(TO_GEOTILE("8/136/80"))))', '8/136/80'),
	value('TO_STRING(TO_GEOHASH(TO_LONG(TO_GEOHASH("ezs42ezs42ez"))))', 'ezs42ezs42ez'),
	value('TO_LONG(TO_GEOHASH("u"))', 417),
	value('ST_XMIN(TO_GEOSHAPE(TO_GEOHASH("s")))', 0),
	{
		query: 'ROW r = TO_GEOSHAPE("POLYGON((0 0")',
		rows: [[null]],
		warnings: failed('TO_GEOSHAPE("POLYGON((0 0")', 'Failed to parse WKT: [POLYGON((0 0]')
	},
	{
		query:
			'FROM shelf | STATS c = ST_CENTROID_AGG(TO_GEOSHAPE("LINESTRING(0 0, 2 2)")), e = ST_EXTENT_AGG(TO_GEOPOINT("POINT(1 2)"))',
		columns: 'c:geo_point, e:geo_shape',
		rows: [['POINT (1.0 1.0)', 'BBOX (1.0, 1.0, 2.0, 2.0)']]
	},
	{
		query: `ROW r = ST_BUFFER(${square}, 1)`,
		refused: /line 1:9: cutting and joining shapes is not available on this cluster$/
	},

	value(
		'TO_DATE_RANGE("2026-01-01..2026-02-01")',
		'2026-01-01T00:00:00.000Z..2026-02-01T00:00:00.000Z',
		'r:date_range'
	),
	value('RANGE_CONTAINS(TO_RANGE(1.5, 2.5), 1.5)', true),
	value('RANGE_CONTAINS(TO_RANGE(1.5, 2.5), TO_RANGE(1.6, 2.6))', false),
	value('RANGE_WITHIN("2026-01-15"::date, TO_DATE_RANGE("2026-01-01..2026-02-01"))', true),
	value('RANGE_INTERSECTS(TO_RANGE(1.5, 2.5), TO_RANGE(2.0, 5.0))', true),
	value('RANGE_INTERSECTS(3.0, TO_RANGE(2.0, 5.0))', true),
	value('RANGE_MAX(TO_DATE_RANGE("2026-01-01..2026-02-01"))', '2026-02-01T00:00:00.000Z', 'r:date'),
	value('RANGE_MIN(TO_DOUBLE_RANGE("1..2"))', 1, 'r:double'),
	value('TO_STRING(TO_RANGE(1.5, 2.5))', '1.5..2.5'),
	{
		query: 'ROW r = TO_RANGE(3.5, 2.5)',
		rows: [[null]],
		warnings: failed(
			'TO_RANGE(3.5, 2.5)',
			'the lower bound [3.5] of a range must not be above its upper bound'
		)
	},

	{ query: 'ROW r = TO_DENSE_VECTOR([0.1, 2, 3])', columns: 'r:dense_vector', texts: [['[0.1,2.0,3.0]']] },
	value('TO_DENSE_VECTOR("0102ff")', [1, 2, -1]),
	value('V_COSINE(TO_DENSE_VECTOR([1, 2]), TO_DENSE_VECTOR([1, 2]))', 1, 'r:double'),
	value('V_L1_NORM(TO_DENSE_VECTOR([1, 2]), TO_DENSE_VECTOR([3, 2]))', 2),
	value('V_COSINE(TO_DENSE_VECTOR([1, 2]), TO_DENSE_VECTOR([3, 2, 1]))', null)
];
