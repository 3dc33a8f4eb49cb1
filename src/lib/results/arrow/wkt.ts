const kinds = [
	'POINT',
	'LINESTRING',
	'POLYGON',
	'MULTIPOINT',
	'MULTILINESTRING',
	'MULTIPOLYGON',
	'GEOMETRYCOLLECTION'
] as const;

/** Well-known binary → well-known text, in two dimensions. Undefined for what it can't read. */
export function wktOf(bytes: Uint8Array): string | undefined {
	try {
		const reader = new Reader(bytes);
		const text = reader.geometry();
		return reader.atEnd ? text : undefined;
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

class Reader {
	readonly #view: DataView;
	#at = 0;
	#little = true;

	constructor(bytes: Uint8Array) {
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}

	get atEnd(): boolean {
		return this.#at === this.#view.byteLength;
	}

	geometry(): string {
		const kind = this.#head();
		const inside = this.#inside(kind);
		return `${kind} ${inside === undefined ? 'EMPTY' : `(${inside})`}`;
	}

	#head(): (typeof kinds)[number] {
		this.#little = this.#view.getUint8(this.#at) === 1;
		const kind = kinds[this.#view.getUint32(this.#at + 1, this.#little) - 1];
		this.#at += 5;
		if (kind === undefined) throw new RangeError('no geometry in two dimensions');
		return kind;
	}

	/** What stands between a geometry's brackets; undefined when it is empty. */
	#inside(kind: (typeof kinds)[number]): string | undefined {
		switch (kind) {
			case 'POINT':
				return this.#position();
			case 'LINESTRING':
				return this.#list(() => this.#position());
			case 'POLYGON':
				return this.#list(() => `(${this.#list(() => this.#position())})`);
			case 'GEOMETRYCOLLECTION':
				return this.#list(() => this.geometry());
			default:
				return this.#list(() => `(${this.#inside(this.#head())})`);
		}
	}

	#list(item: () => string | undefined): string | undefined {
		const length = this.#view.getUint32(this.#at, this.#little);
		this.#at += 4;
		if (length === 0) return undefined;
		return Array.from({ length: Math.min(length, this.#view.byteLength) }, item).join(', ');
	}

	#position(): string | undefined {
		const [x, y] = [0, 8].map((by) => this.#view.getFloat64(this.#at + by, this.#little));
		this.#at += 16;
		return Number.isNaN(x) ? undefined : `${doubleText(x)} ${doubleText(y)}`;
	}
}

/** A double with its point, as Elasticsearch writes it: `44.0`. */
export function doubleText(value: number): string {
	if (Object.is(value, -0)) return '-0.0';
	const text = String(value);
	return /^-?\d+$/.test(text) ? `${text}.0` : text;
}
