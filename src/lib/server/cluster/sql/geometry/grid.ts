import type { Box } from './shape';

export type Grid = 'geohash' | 'geotile';

const DIGITS = '0123456789bcdefghjkmnpqrstuvwxyz';
/** Web Mercator ends where the map is square. */
const MAX_LATITUDE = 85.0511287798066;

function geohash(x: number, y: number, precision: number): string {
	let { west, east, south, north }: Box = { west: -180, east: 180, south: -90, north: 90 };
	let [hash, digit] = ['', 0];
	for (let bit = 0; bit < precision * 5; bit++) {
		if (bit % 2 === 0) {
			const middle = (west + east) / 2;
			digit = digit * 2 + Number(x >= middle);
			if (x >= middle) west = middle;
			else east = middle;
		} else {
			const middle = (south + north) / 2;
			digit = digit * 2 + Number(y >= middle);
			if (y >= middle) south = middle;
			else north = middle;
		}
		if (bit % 5 === 4) {
			hash += DIGITS[digit];
			digit = 0;
		}
	}
	return hash;
}

function geohashBox(hash: string): Box | undefined {
	let { west, east, south, north }: Box = { west: -180, east: 180, south: -90, north: 90 };
	let bit = 0;
	for (const char of hash.toLowerCase()) {
		const digit = DIGITS.indexOf(char);
		if (digit < 0) return undefined;
		for (let mask = 16; mask > 0; mask >>= 1, bit++) {
			const upper = (digit & mask) !== 0;
			const middle = bit % 2 === 0 ? (west + east) / 2 : (south + north) / 2;
			if (bit % 2 === 0) [west, east] = upper ? [middle, east] : [west, middle];
			else [south, north] = upper ? [middle, north] : [south, middle];
		}
	}
	return hash === '' ? undefined : { west, east, south, north };
}

function geotile(x: number, y: number, zoom: number): string {
	const tiles = 2 ** zoom;
	const latitude = (Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, y)) * Math.PI) / 180;
	const column = Math.floor(((x + 180) / 360) * tiles);
	const row = Math.floor(((1 - Math.log(Math.tan(latitude) + 1 / Math.cos(latitude)) / Math.PI) / 2) * tiles);
	const held = (index: number) => Math.max(0, Math.min(tiles - 1, index));
	return `${zoom}/${held(column)}/${held(row)}`;
}

function geotileBox(tile: string): Box | undefined {
	const [, z, column, row] = (/^(\d+)\/(\d+)\/(\d+)$/.exec(tile) ?? []).map(Number);
	const tiles = 2 ** z;
	if (z === undefined || z > 29 || column >= tiles || row >= tiles) return undefined;
	const latitude = (index: number) =>
		(Math.atan(Math.sinh(Math.PI * (1 - (2 * index) / tiles))) * 180) / Math.PI;
	return {
		west: (column / tiles) * 360 - 180,
		east: ((column + 1) / tiles) * 360 - 180,
		north: latitude(row),
		south: latitude(row + 1)
	};
}

/** The finest cells that Elasticsearch has. */
export const finest: Readonly<Record<Grid, number>> = { geohash: 12, geotile: 29 };

/** The name of the cell that a position is in. */
export const cellOf = (grid: Grid, x: number, y: number, precision: number): string =>
	grid === 'geohash' ? geohash(x, y, precision) : geotile(x, y, precision);

/** The area of a cell; undefined where the text names none. */
export const cellBox = (grid: Grid, cell: string): Box | undefined =>
	grid === 'geohash' ? (cell.length <= 12 ? geohashBox(cell) : undefined) : geotileBox(cell);

/** The whole number of 64 bits for a cell: precision and place, as Elasticsearch packs them. */
export function cellNumber(grid: Grid, cell: string): bigint | undefined {
	if (!cellBox(grid, cell)) return undefined;
	if (grid === 'geotile') {
		const [zoom, column, row] = cell.split('/').map(BigInt);
		return (zoom << 58n) | (column << 29n) | row;
	}
	const digits = [...cell.toLowerCase()].map((char) => BigInt(DIGITS.indexOf(char)));
	const place = digits.reduce((bits, digit) => (bits << 5n) | digit, 0n);
	return BigInt.asIntN(64, (place << 4n) | BigInt(cell.length));
}

/** The cell of such a number; undefined where it stands for none. */
export function cellName(grid: Grid, number: bigint): string | undefined {
	const bits = BigInt.asUintN(64, number);
	if (grid === 'geotile') {
		const part = (shift: bigint) => (bits >> shift) & ((1n << 29n) - 1n);
		const tile = `${bits >> 58n}/${part(29n)}/${part(0n)}`;
		return cellBox(grid, tile) && tile;
	}
	const length = Number(bits & 15n);
	if (length < 1 || length > finest.geohash) return undefined;
	const place = bits >> 4n;
	return Array.from(
		{ length },
		(_, at) => DIGITS[Number((place >> BigInt(5 * (length - 1 - at))) & 31n)]
	).join('');
}
