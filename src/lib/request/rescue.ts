import { isRecord } from '$lib/protocol/parse';

/**
 * The members of an object of which only the beginning of its JSON is there: all that are whole, or else the beginning of
 * the first one's text. Undefined when not even that can be read.
 */
export function rescueObject(json: string): Record<string, unknown> | undefined {
	const whole = parse(json);
	if (whole) return whole;
	const { commas, open } = scan(json);
	for (const comma of commas.toReversed()) {
		const members = parse(`${json.slice(0, comma)}}`);
		if (members) return members;
	}
	return open ? parse(`${json.replace(/\\(?:u[0-9a-fA-F]{0,3})?$/, '')}"}`) : undefined;
}

/** Where members of the outer object end, and whether the text ends inside a string. */
function scan(json: string): { readonly commas: readonly number[]; readonly open: boolean } {
	const commas: number[] = [];
	let depth = 0;
	let open = false;
	for (let at = 0; at < json.length; at++) {
		const char = json[at];
		if (open && char === '\\') at++;
		else if (char === '"') open = !open;
		else if (open) continue;
		else if (char === '{' || char === '[') depth++;
		else if (char === '}' || char === ']') depth--;
		else if (char === ',' && depth === 1) commas.push(at);
	}
	return { commas, open };
}

function parse(json: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(json);
		return isRecord(value) ? value : undefined;
	} catch {
		return undefined;
	}
}
