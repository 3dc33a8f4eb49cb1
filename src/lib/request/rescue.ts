import { isRecord } from '$lib/protocol/parse';

/**
 * The members of an object of which only the beginning of its JSON is there: all that are whole, or else the beginning of
 * the first one's text. Undefined when not even that can be read.
 */
export function rescueObject(json: string): Record<string, unknown> | undefined {
	const complete = parse(json) ?? parse(`${json}}`);
	if (complete) return complete;
	const { commas, open, whole: length } = scan(json);
	for (const comma of commas.toReversed()) {
		const members = parse(`${json.slice(0, comma)}}`);
		if (members) return members;
	}
	return open ? parse(`${json.slice(0, length)}"}`) : undefined;
}

interface Scan {
	/** Where members of the outer object end. */
	readonly commas: readonly number[];
	/** The text ends inside a string. */
	readonly open: boolean;
	/** Its length without an escape that is cut. */
	readonly whole: number;
}

function scan(json: string): Scan {
	const commas: number[] = [];
	let depth = 0;
	let open = false;
	let whole = json.length;
	for (let at = 0; at < json.length; at++) {
		const char = json[at];
		if (open && char === '\\') {
			const length = json[at + 1] === 'u' ? 6 : 2;
			if (at + length > json.length) whole = at;
			at += length - 1;
		} else if (char === '"') open = !open;
		else if (open) continue;
		else if (char === '{' || char === '[') depth++;
		else if (char === '}' || char === ']') depth--;
		else if (char === ',' && depth === 1) commas.push(at);
	}
	return { commas, open, whole };
}

function parse(json: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(json);
		return isRecord(value) ? value : undefined;
	} catch {
		return undefined;
	}
}
