/**
 * An exact JSON reader for tests, written apart from the product's: recursive over text, numbers kept as sent.
 * It stands for "what the cluster said".
 */
export type Exact =
	| { readonly kind: 'null' }
	| { readonly kind: 'scalar'; readonly text: string }
	| { readonly kind: 'string'; readonly value: string }
	| { readonly kind: 'array'; readonly items: readonly Exact[]; readonly source: string }
	| {
			readonly kind: 'object';
			readonly entries: readonly (readonly [string, Exact])[];
			readonly source: string;
	  };

const token = /\s*("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[[\]{}:,])\s*/y;

export function exact(text: string): Exact {
	token.lastIndex = 0;
	const value = read(text, next(text));
	if (token.lastIndex !== text.length) throw new Error(`trailing text at ${token.lastIndex}`);
	return value;
}

/** A value as the grid's `Cell` must show it. */
export function asCell(value: Exact): null | string | string[] | { json: string } {
	switch (value.kind) {
		case 'null':
			return null;
		case 'scalar':
			return value.text;
		case 'string':
			return value.value;
		case 'object':
			return { json: value.source };
		case 'array':
			return value.items.map((item) => {
				if (item.kind === 'null') return 'null';
				if (item.kind === 'scalar') return item.text;
				return item.kind === 'string' ? item.value : item.source;
			});
	}
}

export function get(object: Exact, key: string): Exact | undefined {
	if (object.kind !== 'object') throw new Error('not an object');
	return object.entries.find(([name]) => name === key)?.[1];
}

export function items(array: Exact | undefined): readonly Exact[] {
	if (array?.kind !== 'array') throw new Error('not an array');
	return array.items;
}

let tokenStart = 0;

function next(text: string): string {
	const match = token.exec(text);
	if (!match) throw new Error('not JSON');
	tokenStart = match.index + match[0].indexOf(match[1]);
	return match[1];
}

function read(text: string, first: string): Exact {
	const start = tokenStart;
	if (first === 'null') return { kind: 'null' };
	if (first[0] === '"') return { kind: 'string', value: JSON.parse(first) as string };
	if (first === '[') {
		const list: Exact[] = [];
		for (let t = next(text); t !== ']'; t = next(text)) list.push(read(text, t === ',' ? next(text) : t));
		return { kind: 'array', items: list, source: text.slice(start, tokenStart + 1) };
	}
	if (first === '{') {
		const entries: (readonly [string, Exact])[] = [];
		for (let t = next(text); t !== '}'; t = next(text)) {
			const key = JSON.parse(t === ',' ? next(text) : t) as string;
			next(text);
			entries.push([key, read(text, next(text))]);
		}
		return { kind: 'object', entries, source: text.slice(start, tokenStart + 1) };
	}
	return { kind: 'scalar', text: first };
}
