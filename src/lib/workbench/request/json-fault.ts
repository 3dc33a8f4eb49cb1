/** The first place where a text stops being JSON. Offsets in UTF-16 units; line and column from 1, in code points. */
export interface JsonFault {
	readonly from: number;
	readonly to: number;
	readonly line: number;
	readonly column: number;
	readonly message: string;
}

type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma' | 'end';

const words: Readonly<Record<Expected, string>> = {
	value: 'a value',
	'value or ]': 'a value or ]',
	name: 'a name in double quotes',
	'name or }': 'a name in double quotes or }',
	colon: 'a colon',
	comma: 'a comma or the closing bracket',
	end: 'nothing more'
};

const blank = /[\t\n\r ]*/y;
const token =
	/[{}[\]:,]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;
const junk = /"[^\n]*|[^\s{}[\]:,"]+|./suy;

/** Where and why a text is not JSON; undefined when it is. The same words in every browser. */
export function jsonFault(text: string): JsonFault | undefined {
	const open: string[] = [];
	let expected: Expected = 'value';
	let at = 0;
	for (;;) {
		at += lengthOf(blank, text, at);
		if (at >= text.length) break;
		const length = lengthOf(token, text, at);
		const next: Expected | undefined =
			length === 0 ? undefined : step(text.slice(at, at + length), expected, open);
		if (next === undefined) return unexpected(text, at, expected);
		expected = next;
		at += length;
	}
	if (expected === 'end') return undefined;
	const end = text.trimEnd().length;
	return fault(text, Math.max(0, end - 1), end, `The JSON ends too early: expected ${words[expected]}`);
}

/** What is expected after a token; undefined when the token has no place here. */
function step(part: string, expected: Expected, open: string[]): Expected | undefined {
	const wantsValue = expected === 'value' || expected === 'value or ]';
	const after = (): Expected => (open.length === 0 ? 'end' : 'comma');
	switch (part) {
		case '{':
		case '[':
			if (!wantsValue) return undefined;
			open.push(part);
			return part === '{' ? 'name or }' : 'value or ]';
		case '}':
		case ']': {
			const mayClose = expected === 'comma' || expected === (part === '}' ? 'name or }' : 'value or ]');
			if (!mayClose || open.at(-1) !== (part === '}' ? '{' : '[')) return undefined;
			open.pop();
			return after();
		}
		case ':':
			return expected === 'colon' ? 'value' : undefined;
		case ',':
			if (expected !== 'comma') return undefined;
			return open.at(-1) === '{' ? 'name' : 'value';
	}
	if (wantsValue) return after();
	return part.startsWith('"') && (expected === 'name' || expected === 'name or }') ? 'colon' : undefined;
}

function unexpected(text: string, at: number, expected: Expected): JsonFault {
	const found = text.slice(at, at + lengthOf(junk, text, at));
	const shown = found.length > 20 ? `${found.slice(0, 20)}…` : found;
	return fault(text, at, at + found.length, `Expected ${words[expected]}, found ${shown}`);
}

function fault(text: string, from: number, to: number, message: string): JsonFault {
	const before = text.slice(0, from).split('\n');
	return { from, to, line: before.length, column: Array.from(before.at(-1) ?? '').length + 1, message };
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0].length ?? 0;
}
