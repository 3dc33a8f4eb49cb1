import type { Rows } from './signature';

/** Signatures of the spatial functions. Kind: scalar. */
export const spatial: Rows = {
	ST_BUFFER: [
		'geometry:cartesian_point|cartesian_shape, distance:double|integer|long, options?:map -> cartesian_shape',
		'geometry:geo_point|geo_shape, distance:double|integer|long, options?:map -> geo_shape'
	],
	ST_CONTAINS: [
		'geomA:cartesian_point|cartesian_shape, geomB:cartesian_point|cartesian_shape -> boolean',
		'geomA:geo_point|geo_shape, geomB:geo_point|geo_shape -> boolean'
	],
	ST_DIFFERENCE: [
		'geomA:cartesian_point|cartesian_shape, geomB:cartesian_point|cartesian_shape -> cartesian_shape',
		'geomA:geo_point|geo_shape, geomB:geo_point|geo_shape -> geo_shape'
	],
	ST_DIMENSION: ['geometry:cartesian_point|cartesian_shape|geo_point|geo_shape -> integer'],
	ST_DISJOINT: [
		'geomA:cartesian_point|cartesian_shape, geomB:cartesian_point|cartesian_shape -> boolean',
		'geomA:geo_point, geomB:geo_point|geo_shape|geohash|geohex|geotile -> boolean',
		'geomA:geo_shape, geomB:geo_point|geo_shape -> boolean',
		'geomA:geohash|geohex|geotile, geomB:geo_point -> boolean'
	],
	ST_DISTANCE: ['geomA:T, geomB:T -> double | cartesian_point geo_point'],
	ST_ENVELOPE: [
		'geometry:cartesian_point|cartesian_shape -> cartesian_shape',
		'geometry:geo_point|geo_shape -> geo_shape'
	],
	ST_GEOHASH: [
		'geometry:geo_point, precision:integer -> geohash',
		'geometry:geo_point, precision:integer, bounds?:geo_shape -> geohash'
	],
	ST_GEOHEX: [
		'geometry:geo_point, precision:integer -> geohex',
		'geometry:geo_point, precision:integer, bounds?:geo_shape -> geohex'
	],
	ST_GEOMETRYTYPE: ['geometry:cartesian_point|cartesian_shape|geo_point|geo_shape -> keyword'],
	ST_GEOTILE: [
		'geometry:geo_point, precision:integer -> geotile',
		'geometry:geo_point, precision:integer, bounds?:geo_shape -> geotile'
	],
	ST_INTERSECTION: [
		'geomA:cartesian_point|cartesian_shape, geomB:cartesian_point|cartesian_shape -> cartesian_shape',
		'geomA:geo_point|geo_shape, geomB:geo_point|geo_shape -> geo_shape'
	],
	ST_INTERSECTS: [
		'geomA:cartesian_point|cartesian_shape, geomB:cartesian_point|cartesian_shape -> boolean',
		'geomA:geo_point, geomB:geo_point|geo_shape|geohash|geohex|geotile -> boolean',
		'geomA:geo_shape, geomB:geo_point|geo_shape -> boolean',
		'geomA:geohash|geohex|geotile, geomB:geo_point -> boolean'
	],
	ST_ISEMPTY: ['geometry:cartesian_point|cartesian_shape|geo_point|geo_shape -> boolean'],
	ST_NPOINTS: ['geometry:cartesian_point|cartesian_shape|geo_point|geo_shape -> integer'],
	ST_SIMPLIFY: [
		'geometry:T, tolerance:double|integer|long -> T | cartesian_point cartesian_shape geo_point geo_shape'
	],
	ST_SIMPLIFYPRESERVETOPOLOGY: [
		'geometry:T, tolerance:double|integer|long -> T | cartesian_point cartesian_shape geo_point geo_shape'
	],
	ST_SYMDIFFERENCE: [
		'geomA:cartesian_point|cartesian_shape, geomB:cartesian_point|cartesian_shape -> cartesian_shape',
		'geomA:geo_point|geo_shape, geomB:geo_point|geo_shape -> geo_shape'
	],
	ST_UNION: [
		'geomA:cartesian_point|cartesian_shape, geomB:cartesian_point|cartesian_shape -> cartesian_shape',
		'geomA:geo_point|geo_shape, geomB:geo_point|geo_shape -> geo_shape'
	],
	ST_WITHIN: [
		'geomA:cartesian_point|cartesian_shape, geomB:cartesian_point|cartesian_shape -> boolean',
		'geomA:geo_point|geo_shape, geomB:geo_point|geo_shape -> boolean'
	],
	ST_X: ['point:cartesian_point|geo_point -> double'],
	ST_XMAX: ['point:cartesian_point|cartesian_shape|geo_point|geo_shape -> double'],
	ST_XMIN: ['point:cartesian_point|cartesian_shape|geo_point|geo_shape -> double'],
	ST_Y: ['point:cartesian_point|geo_point -> double'],
	ST_YMAX: ['point:cartesian_point|cartesian_shape|geo_point|geo_shape -> double'],
	ST_YMIN: ['point:cartesian_point|cartesian_shape|geo_point|geo_shape -> double']
};
