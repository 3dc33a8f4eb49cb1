const kinds = [
	'point',
	'linestring',
	'polygon',
	'multipoint',
	'multilinestring',
	'multipolygon',
	'geometrycollection'
];

/** Coordinates of one geometry, or lists of what is inside it. */
type Nested = readonly number[] | readonly Nested[];

const TOKEN = /\s*(?:([a-zA-Z]+)|([(),])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?))/y;

/** Well-known text → well-known binary, little-endian, in two dimensions. Undefined for what it can't read. */
export function wkbOf(text: string): Buffer | undefined {
	const reader = new Reader(text);
	const bytes = reader.geometry();
	return reader.atEnd ? bytes : undefined;
}

class Reader {
	#at = 0;

	constructor(readonly text: string) {}

	get atEnd(): boolean {
		return this.text.slice(this.#at).trim() === '';
	}

	geometry(): Buffer | undefined {
		const kind = kinds.indexOf(this.#next(1)?.toLowerCase() ?? '') + 1;
		if (kind === 0) return undefined;
		if (this.#empty()) return header(kind, kind === 1 ? pointBytes([NaN, NaN]) : count(0));
		if (kind === kinds.length) return this.#collection(kind);
		const body = this.#nested();
		return body && geometryBytes(kind, body);
	}

	#collection(kind: number): Buffer | undefined {
		const parts: Buffer[] = [];
		if (!this.#is('(')) return undefined;
		do {
			const part = this.geometry();
			if (!part) return undefined;
			parts.push(part);
		} while (this.#is(','));
		return this.#is(')') ? header(kind, count(parts.length), ...parts) : undefined;
	}

	/** `(1 2, 3 4)`, `((…), (…))`, as deep as it is written. */
	#nested(): Nested | undefined {
		if (!this.#is('(')) return undefined;
		const items: Nested[] = [];
		do {
			const item = this.#nested() ?? this.#coordinates();
			if (!item) return undefined;
			items.push(item);
		} while (this.#is(','));
		return this.#is(')') ? items : undefined;
	}

	#coordinates(): readonly number[] | undefined {
		const numbers: number[] = [];
		for (let next = this.#next(3); next !== undefined; next = this.#next(3)) numbers.push(Number(next));
		return numbers.length === 2 || numbers.length === 3 ? numbers.slice(0, 2) : undefined;
	}

	#empty(): boolean {
		const before = this.#at;
		if (this.#next(1)?.toLowerCase() === 'empty') return true;
		this.#at = before;
		return false;
	}

	#is(mark: string): boolean {
		const before = this.#at;
		if (this.#next(2) === mark) return true;
		this.#at = before;
		return false;
	}

	/** The next token, where it is a word (1), a mark (2) or a number (3). */
	#next(group: 1 | 2 | 3): string | undefined {
		TOKEN.lastIndex = this.#at;
		const match = TOKEN.exec(this.text);
		const found = match?.[group];
		if (match && found !== undefined) this.#at = TOKEN.lastIndex;
		return found;
	}
}

const isPoint = (nested: Nested): nested is readonly number[] => typeof nested[0] === 'number';
const inside = (nested: Nested): readonly Nested[] => (isPoint(nested) ? [] : nested);

/** How deep coordinates lie in a geometry of each kind, from `point`. */
const depths = [1, 1, 2, 1, 2, 3];

function geometryBytes(kind: number, body: Nested): Buffer | undefined {
	const points = kind === 4 ? inside(body).map(unwrapped) : body;
	if (!fits(points, depths[kind - 1])) return undefined;
	const items = inside(points);
	if (kind === 1)
		return items.length === 1 && isPoint(items[0]) ? header(1, pointBytes(items[0])) : undefined;
	if (kind <= 3) return header(kind, listBytes(items));
	const parts = items.map((item) =>
		isPoint(item) ? header(1, pointBytes(item)) : header(kind - 3, listBytes(item))
	);
	return header(kind, count(parts.length), ...parts);
}

/** `MULTIPOINT ((1 2), (3 4))` is `MULTIPOINT (1 2, 3 4)`. */
function unwrapped(item: Nested): Nested {
	const [only] = inside(item);
	return only !== undefined && isPoint(only) ? only : item;
}

const fits = (nested: Nested, depth: number): boolean =>
	depth === 0 ? isPoint(nested) : !isPoint(nested) && inside(nested).every((item) => fits(item, depth - 1));

function listBytes(items: readonly Nested[]): Buffer {
	const parts = items.map((item) => (isPoint(item) ? pointBytes(item) : listBytes(item)));
	return Buffer.concat([count(items.length), ...parts]);
}

function header(kind: number, ...parts: readonly Buffer[]): Buffer {
	return Buffer.concat([Buffer.from([1]), count(kind), ...parts]);
}

function count(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}

function pointBytes([x, y]: readonly number[]): Buffer {
	const bytes = Buffer.alloc(16);
	bytes.writeDoubleLE(x, 0);
	bytes.writeDoubleLE(y, 8);
	return bytes;
}
