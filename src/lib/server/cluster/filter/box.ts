import { isJsonArray, isJsonObject, type JsonValue } from '$lib/protocol/json';
import type { Clause } from './clause';
import { fractionalNumber } from './constant';
import { ignore, isSought, Members, objectOf, parsing, textOf } from './members';

interface Point {
	readonly lat: number;
	readonly lon: number;
}

/** `geo_bounding_box`: two corners, four sides, or `BBOX (left, right, top, bottom)`. */
export function boundingBox(body: JsonValue): Clause {
	const members = new Members('geo_bounding_box', objectOf('geo_bounding_box', body));
	ignore(members, 'validation_method', 'ignore_unmapped', 'type');
	const options = ['validation_method', 'ignore_unmapped', 'type', 'boost', '_name'];
	const names = [...members.object.keys()].filter((name) => !options.includes(name));
	if (names.length !== 1)
		return parsing('failed to parse [geo_bounding_box] query: it names no field, or several');
	const [field] = names;
	const box = new Members('geo_bounding_box', objectOf('geo_bounding_box', members.get(field)));
	const sides = sidesOf(box);
	box.end();
	const { top, bottom } = sides;
	if (top < bottom)
		return parsing(`failed to parse bounding box: top is below bottom corner: ${top} vs. ${bottom}`);
	return { kind: 'box', field, ...sides };
}

type Sides = Pick<Extract<Clause, { kind: 'box' }>, 'top' | 'left' | 'bottom' | 'right'>;

function sidesOf(box: Members): Sides {
	const wkt = box.text('wkt');
	if (wkt !== undefined) return wktSides(wkt);
	const corners = [
		['top_left', 'bottom_right'],
		['bottom_left', 'top_right']
	] as const;
	for (const [first, second] of corners) {
		const [a, b] = [box.get(first), box.get(second)];
		if (a === undefined || b === undefined) continue;
		const [left, right] = [pointOf(a), pointOf(b)];
		const [top, bottom] = first === 'top_left' ? [left.lat, right.lat] : [right.lat, left.lat];
		return { top, bottom, left: left.lon, right: right.lon };
	}
	const side = (name: string) => {
		const value = box.get(name);
		return isSought(value)
			? fractionalNumber(value)
			: parsing(`failed to parse bounding box: [${name}] is missing`);
	};
	return { top: side('top'), left: side('left'), bottom: side('bottom'), right: side('right') };
}

function wktSides(text: string): Sides {
	const numbers = /^\s*BBOX\s*\(([^()]*)\)\s*$/i.exec(text)?.[1].split(',').map(Number) ?? [];
	if (numbers.length !== 4 || numbers.some(Number.isNaN))
		return parsing(`failed to parse WKT bounding box: [${text}]`);
	const [left, right, top, bottom] = numbers;
	return { top, left, bottom, right };
}

/** `{lat, lon}`, `[lon, lat]`, `"lat,lon"` or `POINT (lon lat)`. */
function pointOf(value: JsonValue): Point {
	if (isJsonObject(value)) return numbers(value.get('lat'), value.get('lon'));
	if (isJsonArray(value)) return numbers(value[1], value[0]);
	const text = isSought(value) ? textOf(value) : '';
	const wkt = /^\s*POINT\s*\(\s*(\S+)\s+(\S+)\s*\)\s*$/i.exec(text);
	if (wkt) return numbers(wkt[2], wkt[1]);
	const [lat, lon] = text.split(',');
	return numbers(lat, lon?.trim());
}

function numbers(lat: JsonValue | undefined, lon: JsonValue | undefined): Point {
	if (!isSought(lat) || !isSought(lon))
		return parsing('failed to parse geo point: it needs a latitude and a longitude');
	return { lat: fractionalNumber(lat), lon: fractionalNumber(lon) };
}
