import type { Part, Position, Shape } from './shape';

function distance([px, py]: Position, [ax, ay]: Position, [bx, by]: Position): number {
	const [dx, dy] = [bx - ax, by - ay];
	const length = dx * dx + dy * dy;
	const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / length));
	return Math.hypot(px - ax - along * dx, py - ay - along * dy);
}

/** Douglas and Peucker: the positions that are farther than the tolerance from the line without them. */
function thinned(line: readonly Position[], tolerance: number): readonly Position[] {
	const keep = new Set([0, line.length - 1]);
	const open: [number, number][] = [[0, line.length - 1]];
	for (let span = open.pop(); span; span = open.pop()) {
		const [from, to] = span;
		let [far, at] = [-1, -1];
		for (let index = from + 1; index < to; index++) {
			const d = distance(line[index], line[from], line[to]);
			if (d > far) [far, at] = [d, index];
		}
		if (far <= tolerance) continue;
		keep.add(at);
		open.push([from, at], [at, to]);
	}
	return line.filter((_, index) => keep.has(index));
}

function simplified(part: Part, tolerance: number, preserve: boolean): Part | undefined {
	switch (part.kind) {
		case 'point':
			return part;
		case 'line':
			return { kind: 'line', line: thinned(part.line, tolerance) };
		case 'polygon': {
			const rings = part.rings.map((ring) => {
				const thin = thinned(ring, tolerance);
				return thin.length < 4 && preserve ? ring : thin;
			});
			const [shell, ...holes] = rings;
			return shell.length < 4
				? undefined
				: { kind: 'polygon', rings: [shell, ...holes.filter((hole) => hole.length >= 4)] };
		}
	}
}

/** The shape with fewer positions; `preserve` keeps rings that would vanish. */
export function simplify({ name, parts }: Shape, tolerance: number, preserve: boolean): Shape {
	return {
		name,
		parts: parts.map((part) => simplified(part, tolerance, preserve)).filter((part) => part !== undefined)
	};
}
