import { isRange } from '../sql/types';
import type { EsType } from '$lib/esql/analysis/schema';
import { rangeSql } from '../sql/range';
import type { Rules } from './rule';
import { approximate, scalar } from './rule';

const unsettled = 'a range holds its lower bound but not its upper one';

const low = (x: string, type: EsType) => (isRange(type) ? `(${x}).low` : x);
const high = (x: string, type: EsType) => (isRange(type) ? `(${x}).high` : x);

/** `inner` lies inside the range `outer`. */
function inside(outer: string, inner: string, innerType: EsType): string {
	const end = isRange(innerType) ? `(${inner}).high <= (${outer}).high` : `${inner} < (${outer}).high`;
	return `(${low(inner, innerType)} >= (${outer}).low AND ${end})`;
}

function overlap([a, b]: readonly string[], { types: [left, right] }: { readonly types: readonly EsType[] }) {
	if (isRange(left) && isRange(right)) return `((${a}).low < (${b}).high AND (${b}).low < (${a}).high)`;
	if (isRange(left)) return inside(a, b, right);
	return isRange(right) ? inside(b, a, left) : `(${a} = ${b})`;
}

/** Ranges and what lies in them. */
export const ranges: Rules = {
	RANGE_CONTAINS: approximate(
		scalar(([a, b], { types }) => inside(a, b, types[1])),
		unsettled
	),
	RANGE_INTERSECTS: approximate(scalar(overlap), unsettled),
	RANGE_MAX: scalar(([x], { types }) => high(x, types[0])),
	RANGE_MIN: scalar(([x], { types }) => low(x, types[0])),
	RANGE_WITHIN: approximate(
		scalar(([a, b], { types }) => inside(b, a, types[0])),
		unsettled
	),
	TO_RANGE: scalar(
		([from, to]) => rangeSql(from, to),
		'java.lang.IllegalArgumentException: the lower bound [{}] of a range must not be above its upper bound'
	)
};
