/** A cell by its place on screen: the row of the view, and the position among the columns shown. */
export interface Spot {
	readonly row: number;
	readonly column: number;
}

/** A rectangle between two corners, both inside. `head` is the corner that moves. */
export interface Span {
	readonly anchor: Spot;
	readonly head: Spot;
}

/** Rectangles in the order in which they were made; the last one is being made. */
export type Selection = readonly Span[];

/** Rows and columns `top … bottom - 1`, `left … right - 1`. */
export interface Rectangle {
	readonly top: number;
	readonly bottom: number;
	readonly left: number;
	readonly right: number;
}

/** How much there is to select. */
export interface Extent {
	readonly rows: number;
	readonly columns: number;
}

export function single(spot: Spot): Selection {
	return [{ anchor: spot, head: spot }];
}

/** Moves the free corner of the last rectangle. */
export function extend(selection: Selection, head: Spot): Selection {
	const last = selection.at(-1);
	return last === undefined ? single(head) : [...selection.slice(0, -1), { anchor: last.anchor, head }];
}

/** One more rectangle; a cell that is a rectangle of its own already is taken away again. */
export function add(selection: Selection, spot: Spot): Selection {
	const alone = ({ anchor, head }: Span) => same(anchor, spot) && same(head, spot);
	return selection.some(alone) ? selection.filter((span) => !alone(span)) : [...selection, ...single(spot)];
}

/** Whole rows from one to another. */
export function wholeRows(from: number, to: number, { columns }: Extent): Selection {
	return [{ anchor: { row: from, column: 0 }, head: { row: to, column: columns - 1 } }];
}

export function wholeColumn(column: number, { rows }: Extent): Selection {
	return rows === 0 ? [] : [{ anchor: { row: 0, column }, head: { row: rows - 1, column } }];
}

export function everything({ rows, columns }: Extent): Selection {
	if (rows === 0 || columns === 0) return [];
	return [{ anchor: { row: 0, column: 0 }, head: { row: rows - 1, column: columns - 1 } }];
}

export function rectangle({ anchor, head }: Span): Rectangle {
	return {
		top: Math.min(anchor.row, head.row),
		bottom: Math.max(anchor.row, head.row) + 1,
		left: Math.min(anchor.column, head.column),
		right: Math.max(anchor.column, head.column) + 1
	};
}

export function holds(selection: Selection, { row, column }: Spot): boolean {
	return selection.some((span) => {
		const { top, bottom, left, right } = rectangle(span);
		return row >= top && row < bottom && column >= left && column < right;
	});
}

/** The same cells as rectangles that nowhere overlap, so that no cell counts twice. */
export function disjoint(selection: Selection): readonly Rectangle[] {
	const kept: Rectangle[] = [];
	for (const span of selection) {
		let pieces = [rectangle(span)];
		for (const other of kept) pieces = pieces.flatMap((piece) => without(piece, other));
		kept.push(...pieces);
	}
	return kept;
}

export function cellCount(rectangles: readonly Rectangle[]): number {
	return rectangles.reduce((sum, { top, bottom, left, right }) => sum + (bottom - top) * (right - left), 0);
}

/** The rows that the selection touches, at most `limit` of them. */
export function touchedRows(selection: Selection, limit: number): readonly number[] {
	const rows = new Set<number>();
	for (const span of selection) {
		const { top, bottom } = rectangle(span);
		for (let row = top; row < bottom && rows.size < limit; row++) rows.add(row);
	}
	return [...rows].sort((a, b) => a - b);
}

function without(piece: Rectangle, hole: Rectangle): Rectangle[] {
	const top = Math.max(piece.top, hole.top);
	const bottom = Math.min(piece.bottom, hole.bottom);
	const left = Math.max(piece.left, hole.left);
	const right = Math.min(piece.right, hole.right);
	if (top >= bottom || left >= right) return [piece];
	return [
		{ ...piece, bottom: top },
		{ top, bottom, left: piece.left, right: left },
		{ top, bottom, left: right, right: piece.right },
		{ ...piece, top: bottom }
	].filter((rest) => rest.top < rest.bottom && rest.left < rest.right);
}

function same(a: Spot, b: Spot): boolean {
	return a.row === b.row && a.column === b.column;
}
