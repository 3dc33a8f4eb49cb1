import type { Rules } from './rule';
import { refused, scalar } from './rule';

const axis = (name: 'x' | 'y') =>
	scalar(([point], { types, emit, node }) => {
		if (types[0] === 'geo_point' || types[0] === 'cartesian_point') return `(${point}).${name}`;
		return emit.refuse(node, 'shapes can be shown but not computed with on this cluster');
	});

const EARTH_RADIUS = 6_371_008.7714;

/** Great-circle distance in metres for geo points, plane distance for cartesian ones. */
const distance = scalar(([a, b], { types }) => {
	if (types[0] === 'cartesian_point')
		return `sqrt(pow((${a}).x - (${b}).x, 2) + pow((${a}).y - (${b}).y, 2))`;
	const half = (name: 'x' | 'y') => `pow(sin(radians((${b}).${name} - (${a}).${name}) / 2), 2)`;
	const haversine = `${half('y')} + cos(radians((${a}).y)) * cos(radians((${b}).y)) * ${half('x')}`;
	return `(${2 * EARTH_RADIUS} * asin(sqrt(least(1, ${haversine}))))`;
});

const shapes = refused('geometry of shapes is not available on this cluster');

export const spatial: Rules = {
	ST_X: axis('x'),
	ST_Y: axis('y'),
	ST_XMAX: axis('x'),
	ST_XMIN: axis('x'),
	ST_YMAX: axis('y'),
	ST_YMIN: axis('y'),
	ST_DISTANCE: distance,
	ST_BUFFER: shapes,
	ST_CONTAINS: shapes,
	ST_DIFFERENCE: shapes,
	ST_DISJOINT: shapes,
	ST_INTERSECTION: shapes,
	ST_INTERSECTS: shapes,
	ST_SIMPLIFY: shapes,
	ST_SIMPLIFYPRESERVETOPOLOGY: shapes,
	ST_SYMDIFFERENCE: shapes,
	ST_UNION: shapes,
	ST_WITHIN: shapes,
	ST_GEOHEX: refused('geohex cells are not available on this cluster')
};
