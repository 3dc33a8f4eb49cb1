import { doubleText } from '../double';
import type { Part, Position, Ring, Shape } from './shape';
import { boxRing } from './shape';

type Nested = Position | readonly Nested[];

class Malformed extends Error {}

/** Reads Well-Known Text; positions may have a third number, which is dropped. */
class Reader {
	#at = 0;

	constructor(readonly text: string) {}

	#blanks(): void {
		while (/\s/.test(this.text[this.#at] ?? '')) this.#at++;
	}

	#take(pattern: RegExp): string | undefined {
		this.#blanks();
		const sticky = new RegExp(pattern.source, 'iy');
		sticky.lastIndex = this.#at;
		const found = sticky.exec(this.text)?.[0];
		if (found !== undefined) this.#at += found.length;
		return found;
	}

	#demand(pattern: RegExp): string {
		const found = this.#take(pattern);
		if (found === undefined) throw new Malformed();
		return found;
	}

	#number(): number {
		const value = Number(this.#demand(/[-+]?[\d.]+(?:e[-+]?\d+)?/));
		if (!Number.isFinite(value)) throw new Malformed();
		return value;
	}

	#list<T>(item: () => T): readonly T[] {
		this.#demand(/\(/);
		const items = [item()];
		while (this.#take(/,/)) items.push(item());
		this.#demand(/\)/);
		return items;
	}

	#position(): Position {
		const [x, y] = [this.#number(), this.#number()];
		this.#take(/[-+]?[\d.]+(?:e[-+]?\d+)?/);
		return [x, y];
	}

	#positions = (): readonly Position[] => this.#list(() => this.#position());

	#ring = (): Ring => {
		const ring = this.#positions();
		const [first, last] = [ring[0], ring[ring.length - 1]];
		if (ring.length < 4 || first[0] !== last[0] || first[1] !== last[1]) throw new Malformed();
		return ring;
	};

	#line = (): Part => {
		const line = this.#positions();
		if (line.length < 2) throw new Malformed();
		return { kind: 'line', line };
	};

	#polygon = (): Part => ({ kind: 'polygon', rings: this.#list(this.#ring) });

	#point = (at: Position): Part => ({ kind: 'point', at });

	/** A point of MULTIPOINT, which may stand in parentheses of its own. */
	#loosePoint = (): Part => {
		const wrapped = this.#take(/\(/) !== undefined;
		const at = this.#position();
		if (wrapped) this.#demand(/\)/);
		return this.#point(at);
	};

	#box(): Part {
		const [west, east, north, south] = this.#list(() => this.#number());
		if (south === undefined) throw new Malformed();
		return { kind: 'polygon', rings: [boxRing({ west, east, south, north })] };
	}

	shape(): Shape {
		const name = this.#demand(/[a-z]+/).toUpperCase();
		this.#take(/z\b/);
		if (this.#take(/empty\b/)) return { name, parts: [] };
		return { name, parts: this.#parts(name) };
	}

	#parts(name: string): readonly Part[] {
		switch (name) {
			case 'POINT':
				return this.#list(() => this.#point(this.#position()));
			case 'LINESTRING':
				return [this.#line()];
			case 'POLYGON':
				return [this.#polygon()];
			case 'MULTIPOINT':
				return this.#list(this.#loosePoint);
			case 'MULTILINESTRING':
				return this.#list(this.#line);
			case 'MULTIPOLYGON':
				return this.#list(this.#polygon);
			case 'BBOX':
			case 'ENVELOPE':
				return [this.#box()];
			case 'GEOMETRYCOLLECTION':
				return this.#list(() => this.shape().parts).flat();
			default:
				throw new Malformed();
		}
	}

	end(): void {
		this.#blanks();
		if (this.#at < this.text.length) throw new Malformed();
	}
}

/** The geometry of a Well-Known Text; null where it is none. */
export function parseWkt(text: string): Shape | null {
	const reader = new Reader(text);
	try {
		const shape = reader.shape();
		reader.end();
		return shape;
	} catch (error) {
		if (error instanceof Malformed) return null;
		throw error;
	}
}

const isPosition = (nested: Nested): nested is Position => typeof nested[0] === 'number';

function nestedText(nested: Nested): string {
	if (isPosition(nested)) return nested.map(doubleText).join(' ');
	return `(${nested.map(nestedText).join(', ')})`;
}

function partNested(part: Part): Nested {
	return part.kind === 'point' ? part.at : part.kind === 'line' ? part.line : part.rings;
}

const singular: Readonly<Record<Part['kind'], string>> = {
	point: 'POINT',
	line: 'LINESTRING',
	polygon: 'POLYGON'
};

const partText = (part: Part): string => {
	const text = nestedText(partNested(part));
	return `${singular[part.kind]} ${part.kind === 'point' ? `(${text})` : text}`;
};

/** Well-Known Text of a geometry. */
export function wktText({ name, parts }: Shape): string {
	if (parts.length === 0) return `${name} EMPTY`;
	if (name === 'GEOMETRYCOLLECTION') return `${name} (${parts.map(partText).join(', ')})`;
	if (name.startsWith('MULTI')) return `${name} ${nestedText(parts.map(partNested))}`;
	return partText(parts[0]);
}
