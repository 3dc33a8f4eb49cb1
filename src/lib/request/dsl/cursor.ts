import type { DslPath } from './place';

/** Where a cursor is in the text of a filter, whole or not. */
export interface DslCursor {
	/** Of the object or list around it; for a value, with the key or position it stands at. */
	readonly path: DslPath;
	readonly role: 'key' | 'value' | 'other';
	/** The word or string that the cursor touches, with its quotes; empty where there is none. */
	readonly from: number;
	readonly to: number;
	/** Whether a colon follows the word. */
	readonly named: boolean;
}

interface Level {
	readonly list: boolean;
	key: string;
	index: number;
	/** What may come next. */
	next: 'key' | 'colon' | 'value' | 'comma';
}

const token = /"(?:[^"\\\n]|\\.)*"?|[{}[\],:]|[^\s{}[\],:"]+/gy;
const blank = /\s*/y;

/** The cursor at an offset, by reading the text up to it. */
export function dslCursor(text: string, offset: number): DslCursor {
	const levels: Level[] = [];
	for (let at = skip(text, 0); at < offset;) {
		token.lastIndex = at;
		const part = token.exec(text)?.[0] ?? text[at];
		const end = at + part.length;
		const isWord = !/^[{}[\],:]$/.test(part);
		const isOpen = part.startsWith('"') && (part.length === 1 || !part.endsWith('"'));
		if (isWord && (offset < end || (offset === end && (isOpen || !part.startsWith('"')))))
			return cursorIn(levels, at, end, /^\s*:/.test(text.slice(end)));
		read(part, levels);
		at = skip(text, end);
	}
	return cursorIn(levels, offset, offset, false);
}

/** The path of the key or value that an offset touches, as `dslDoc` wants it; undefined between them. */
export function dslPathAt(text: string, offset: number): (DslCursor & { readonly name: string }) | undefined {
	const cursor = dslCursor(text, offset + 1);
	const word = text.slice(cursor.from, cursor.to);
	return cursor.role === 'key' && word !== '' ? { ...cursor, name: word.replace(/^"|"$/g, '') } : undefined;
}

function cursorIn(levels: readonly Level[], from: number, to: number, named: boolean): DslCursor {
	const around = levels.slice(0, -1).map(keyOf);
	const last = levels.at(-1);
	if (!last) return { path: [], role: 'value', from, to, named };
	if (last.next === 'key') return { path: around, role: 'key', from, to, named };
	return { path: [...around, keyOf(last)], role: last.next === 'value' ? 'value' : 'other', from, to, named };
}

function keyOf({ list, key, index }: Level): string | number {
	return list ? index : key;
}

function read(part: string, levels: Level[]): void {
	const level = levels.at(-1);
	switch (part) {
		case '{':
		case '[':
			levels.push({ list: part === '[', key: '', index: 0, next: part === '[' ? 'value' : 'key' });
			return;
		case '}':
		case ']': {
			levels.pop();
			const outer = levels.at(-1);
			if (outer) outer.next = 'comma';
			return;
		}
		case ':':
			if (level) level.next = 'value';
			return;
		case ',':
			if (!level) return;
			level.next = level.list ? 'value' : 'key';
			level.index++;
			return;
	}
	if (!level) return;
	if (level.next === 'key') {
		level.key = part.replace(/^"|"$/g, '');
		level.next = 'colon';
	} else level.next = 'comma';
}

function skip(text: string, at: number): number {
	blank.lastIndex = at;
	return at + (blank.exec(text)?.[0].length ?? 0);
}
