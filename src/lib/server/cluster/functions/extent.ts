import { isPoint } from '../sql/types';
import type { Value } from '../sql/value';
import type { Rules } from './rule';
import { aggregate, approximate } from './rule';

type Axis = 'x' | 'y';
type Side = 'west' | 'east' | 'south' | 'north';

const SIDES: Readonly<Record<Side, readonly [pick: 'min' | 'max', axis: Axis]>> = {
	west: ['min', 'x'],
	east: ['max', 'x'],
	south: ['min', 'y'],
	north: ['max', 'y']
};

const reach = (item: string, side: Side, isShape: boolean) =>
	isShape ? `esql_geo_${side}(${item})` : `(${item}).${SIDES[side][1]}`;

/** SQL aggregate: how far the values reach to one side. */
function limit(x: Value, side: Side): string {
	const [pick] = SIDES[side];
	const one = (item: string) => reach(item, side, !isPoint(x.type));
	return x.multi
		? `${pick}(list_${pick}(list_transform(${x.sql}, lambda p: ${one('p')})))`
		: `${pick}(${one(x.sql)})`;
}

/** One coordinate of a point, or of the middle of a shape's box. */
function middle(item: string, axis: Axis, isShape: boolean): string {
	if (!isShape) return `(${item}).${axis}`;
	const [low, high]: readonly Side[] = axis === 'x' ? ['west', 'east'] : ['south', 'north'];
	return `((${reach(item, low, true)} + ${reach(item, high, true)}) / 2)`;
}

const centroid = aggregate(([x]) => {
	const total = (axis: Axis) => {
		const one = (item: string) => middle(item, axis, !isPoint(x.type));
		return x.multi ? `sum(list_sum(list_transform(${x.sql}, lambda p: ${one('p')})))` : `sum(${one(x.sql)})`;
	};
	return {
		parts: [total('x'), total('y'), x.multi ? `sum(len(${x.sql}))` : `count(${x.sql})`],
		finish: ([sumX, sumY, n]) => `CASE WHEN ${n} > 0 THEN {'x': ${sumX} / ${n}, 'y': ${sumY} / ${n}} END`,
		multi: false
	};
});

const extent = aggregate(([x]) => {
	const text = (sql: string) => `esql_double_text(${sql})`;
	return {
		parts: (['west', 'east', 'north', 'south'] as const).map((side) => limit(x, side)),
		finish: (sides) => `('BBOX (' || ${sides.map(text).join(" || ', ' || ")} || ')')`,
		multi: false
	};
});

/** Aggregates over places. */
export const extents: Rules = {
	ST_CENTROID_AGG: approximate(centroid, 'a shape counts as the middle of its box'),
	ST_EXTENT_AGG: extent
};
