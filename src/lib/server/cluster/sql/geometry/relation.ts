import type { Part, Position, Ring, Shape } from './shape';
import { positionsOf } from './shape';

type Segment = readonly [Position, Position];

const side = ([ax, ay]: Position, [bx, by]: Position, [px, py]: Position): number =>
	Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax));

const between = (a: number, b: number, x: number): boolean => Math.min(a, b) <= x && x <= Math.max(a, b);

const onSegment = ([a, b]: Segment, p: Position): boolean =>
	side(a, b, p) === 0 && between(a[0], b[0], p[0]) && between(a[1], b[1], p[1]);

/** They share a position. */
function touch(one: Segment, other: Segment): boolean {
	return (
		cross(one, other) ||
		onSegment(one, other[0]) ||
		onSegment(one, other[1]) ||
		onSegment(other, one[0]) ||
		onSegment(other, one[1])
	);
}

/** Each passes from one side of the other to its other side. */
function cross([a, b]: Segment, [c, d]: Segment): boolean {
	return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

const segments = (line: readonly Position[]): readonly Segment[] =>
	line.slice(1).map((end, index): Segment => [line[index], end]);

function edgesOf(part: Part): readonly Segment[] {
	switch (part.kind) {
		case 'point':
			return [[part.at, part.at]];
		case 'line':
			return segments(part.line);
		case 'polygon':
			return part.rings.flatMap(segments);
	}
}

function inRing(ring: Ring, [x, y]: Position): boolean {
	let inside = false;
	for (const [[ax, ay], [bx, by]] of segments(ring))
		if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
	return inside;
}

/** On the part or inside it. */
function covers(part: Part, p: Position): boolean {
	if (edgesOf(part).some((edge) => onSegment(edge, p))) return true;
	if (part.kind !== 'polygon') return false;
	const [shell, ...holes] = part.rings;
	return inRing(shell, p) && !holes.some((hole) => inRing(hole, p));
}

function partsMeet(a: Part, b: Part): boolean {
	if (a.kind === 'point') return covers(b, a.at);
	if (b.kind === 'point') return covers(a, b.at);
	const others = edgesOf(b);
	if (edgesOf(a).some((edge) => others.some((other) => touch(edge, other)))) return true;
	return covers(a, positionsOf(b)[0]) || covers(b, positionsOf(a)[0]);
}

/** The shapes have a position in common. */
export const intersects = (a: Shape, b: Shape): boolean =>
	a.parts.some((part) => b.parts.some((other) => partsMeet(part, other)));

const middle = ([[ax, ay], [bx, by]]: Segment): Position => [(ax + bx) / 2, (ay + by) / 2];

function partWithin(part: Part, shape: Shape): boolean {
	if (part.kind === 'point') return shape.parts.some((other) => covers(other, part.at));
	return shape.parts.some((other) => {
		if (other.kind === 'point' || (part.kind === 'polygon' && other.kind !== 'polygon')) return false;
		const edges = edgesOf(part);
		const borders = edgesOf(other);
		if (!edges.every((edge) => covers(other, edge[0]) && covers(other, middle(edge)))) return false;
		if (!covers(other, edges[edges.length - 1][1])) return false;
		if (edges.some((edge) => other.kind === 'polygon' && borders.some((border) => cross(edge, border))))
			return false;
		if (part.kind !== 'polygon' || other.kind !== 'polygon') return true;
		return !other.rings.slice(1).some((hole) => covers(part, hole[0]) && !onBorder(part, hole[0]));
	});
}

const onBorder = (part: Part, p: Position): boolean => edgesOf(part).some((edge) => onSegment(edge, p));

/** No position of `a` is outside `b`. Each part of `a` has to be inside one part of `b`. */
export const within = (a: Shape, b: Shape): boolean =>
	a.parts.length > 0 && a.parts.every((part) => partWithin(part, b));
