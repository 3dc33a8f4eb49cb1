export type Position = readonly [x: number, y: number];
/** A closed ring: its last position is its first. */
export type Ring = readonly Position[];

/** One part of a geometry. A polygon is its shell and then its holes. */
export type Part =
	| { readonly kind: 'point'; readonly at: Position }
	| { readonly kind: 'line'; readonly line: readonly Position[] }
	| { readonly kind: 'polygon'; readonly rings: readonly Ring[] };

/** A geometry as the parts that it is made of; `name` is that of Well-Known Text, in capitals. */
export interface Shape {
	readonly name: string;
	readonly parts: readonly Part[];
}

/** Least and greatest coordinates. */
export interface Box {
	readonly west: number;
	readonly east: number;
	readonly south: number;
	readonly north: number;
}

/** Every position of a part, a polygon's closing ones too. */
export function positionsOf(part: Part): readonly Position[] {
	switch (part.kind) {
		case 'point':
			return [part.at];
		case 'line':
			return part.line;
		case 'polygon':
			return part.rings.flat();
	}
}

/** The box around a shape; undefined for an empty one. */
export function boxOf({ parts }: Shape): Box | undefined {
	const all = parts.flatMap(positionsOf);
	if (all.length === 0) return undefined;
	let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
	for (const [x, y] of all) {
		west = Math.min(west, x);
		east = Math.max(east, x);
		south = Math.min(south, y);
		north = Math.max(north, y);
	}
	return { west, east, south, north };
}

/** The polygon of a box, anticlockwise from its south-west corner. */
export const boxRing = ({ west, east, south, north }: Box): Ring => [
	[west, south],
	[east, south],
	[east, north],
	[west, north],
	[west, south]
];
