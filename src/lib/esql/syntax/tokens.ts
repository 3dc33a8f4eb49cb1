import { ExternalTokenizer, type InputStream, type Stack } from '@lezer/lr';
import * as terms from './esql.grammar.terms';
import { keywords } from './keywords';

const backquote = 96;

const isSpace = (code: number) => code === 32 || code === 9 || code === 10 || code === 13;
const isDigit = (code: number) => code >= 48 && code <= 57;
const isLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
const isBody = (code: number) => isLetter(code) || isDigit(code) || code === 95;

const set = (characters: string) => new Set([...characters].map((character) => character.charCodeAt(0)));
const notInSource = set(':"=|,[]/()\\ \t\r\n');
const notInPolicy = set('\\/?"<>| ,#\t\r\n:');

/** Length of the unquoted name at `start`, or 0. `_` and `@` may begin a name but not be one. */
function nameLength(input: InputStream, start: number, star: boolean): number {
	const first = input.peek(start);
	const sign = first === 95 || first === 64;
	if (!sign && !isLetter(first) && !(star && first === 42)) return 0;
	let end = start + 1;
	for (let code = input.peek(end); isBody(code) || (star && code === 42); code = input.peek(end)) end++;
	return sign && end === start + 1 ? 0 : end - start;
}

function quotedLength(input: InputStream, start: number): number {
	if (input.peek(start) !== backquote) return 0;
	for (let end = start + 1; ; end++) {
		const code = input.peek(end);
		if (code < 0) return 0;
		if (code !== backquote) continue;
		if (input.peek(end + 1) !== backquote) return end === start + 1 ? 0 : end + 1 - start;
		end++;
	}
}

function sourceLength(input: InputStream): number {
	for (let end = 0; ; end++) {
		const code = input.peek(end);
		if (code === 47) {
			const next = input.peek(end + 1);
			if (next === 42 || next === 47) return end;
		} else if (code < 0 || notInSource.has(code)) return end;
	}
}

function patternLength(input: InputStream): number {
	let end = 0;
	for (;;) {
		const length = nameLength(input, end, true) || quotedLength(input, end);
		if (length === 0) return end;
		end += length;
	}
}

function policyLength(input: InputStream): number {
	let end = 0;
	let colon = false;
	for (;;) {
		const code = input.peek(end);
		if (code === 58 && !colon && end > 0 && !notInPolicy.has(input.peek(end + 1))) colon = true;
		else if (code < 0 || notInPolicy.has(code)) return end;
		end++;
	}
}

/** Offset after the quoted text at `start`, or -1 when nothing closes it. */
function quoteEnd(input: InputStream, start: number): number {
	const quote = input.peek(start);
	for (let end = start + 1; ; end++) {
		const code = input.peek(end);
		if (code < 0) return -1;
		if (code === 92 && quote !== backquote) end++;
		else if (code === quote) return end + 1;
	}
}

/** Foreign text up to the pipe, closing parenthesis or unclosed quote that ends it; comments belong to it. */
function opaqueLength(input: InputStream): number {
	let depth = 0;
	let last = 0;
	for (let end = 0; ;) {
		const code = input.peek(end);
		if (code < 0 || code === 124) return last;
		if (code === 41 && depth-- === 0) return last;
		if (code === 40) depth++;
		if (code === 34 || code === 39 || code === backquote) {
			const after = quoteEnd(input, end);
			if (after < 0) return last;
			end = last = after;
			continue;
		}
		end++;
		if (!isSpace(code)) last = end;
	}
}

function text(input: InputStream, length: number): string {
	let result = '';
	for (let at = 0; at < length; at++) result += String.fromCharCode(input.peek(at));
	return result;
}

/** `IN (from, to)` is a list of columns, `IN (FROM a)` a subquery: told apart by what follows the word. */
function beginsSubquery(input: InputStream, length: number): boolean {
	let at = length;
	while (isSpace(input.peek(at))) at++;
	const next = input.peek(at);
	return at > length && next >= 0 && !',).=!>+%:|'.includes(String.fromCharCode(next));
}

function followsPipe(input: InputStream): boolean {
	let at = -1;
	while (isSpace(input.peek(at))) at--;
	return input.peek(at) === 124;
}

function word(input: InputStream, stack: Stack, length: number): number {
	const keyword = keywords.get(text(input, length).toLowerCase());
	if (keyword && stack.canShift(keyword.term)) {
		if (!stack.canShift(terms.Identifier) || keyword.reserved || beginsSubquery(input, length))
			return keyword.term;
		return keyword.command ? terms.Identifier : keyword.term;
	}
	// After an error a pipe may seem out of place; what follows it is still a command, and there the tree recovers.
	if (keyword?.command && followsPipe(input) && !stack.canShift(terms.UnknownWord)) return keyword.term;
	if (stack.canShift(terms.UnknownWord)) return terms.UnknownWord;
	if (stack.canShift(terms.Word)) return terms.Word;
	return keyword?.reserved ? keyword.term : terms.Identifier;
}

/** Everything that is spelt with letters. What a word is depends on where it stands. */
export const names = new ExternalTokenizer(
	(input, stack) => {
		const { next } = input;
		if (next < 0 || isSpace(next) || next === 124) return;
		if (next === 47 && (input.peek(1) === 47 || input.peek(1) === 42)) return;
		const accept = (term: number, length: number) => length > 0 && input.acceptToken(term, length);
		if (stack.canShift(terms.OpaqueText)) return void accept(terms.OpaqueText, opaqueLength(input));
		if (stack.canShift(terms.Source)) {
			const length = sourceLength(input);
			if (length > 0 && text(input, length).toLowerCase() !== 'metadata') accept(terms.Source, length);
			return;
		}
		if (stack.canShift(terms.PatternPart)) return void accept(terms.PatternPart, patternLength(input));
		if (stack.canShift(terms.PolicyName)) return void accept(terms.PolicyName, policyLength(input));
		const length = nameLength(input, 0, false);
		if (length > 0) accept(word(input, stack, length), length);
	},
	{ contextual: true }
);

function tripleEnd(input: InputStream): number {
	for (let end = 3; ; end++) {
		const code = input.peek(end);
		if (code < 0 || code === 10 || code === 13) return -1;
		if (code !== 34 || input.peek(end + 1) !== 34 || input.peek(end + 2) !== 34) continue;
		end += 3;
		for (let more = 0; more < 2 && input.peek(end) === 34; more++) end++;
		return end;
	}
}

function stringEnd(input: InputStream): number {
	for (let end = 1; ; end++) {
		const code = input.peek(end);
		if (code < 0 || code === 10 || code === 13) return -1;
		if (code === 34) return end + 1;
		if (code === 92) end++;
	}
}

export const strings = new ExternalTokenizer((input) => {
	if (input.next !== 34) return;
	const triple = input.peek(1) === 34 && input.peek(2) === 34;
	const end = triple ? tripleEnd(input) : stringEnd(input);
	if (end > 0) return void input.acceptToken(terms.String, end);
	let line = 1;
	for (let code = input.peek(line); code >= 0 && code !== 10 && code !== 13; code = input.peek(line)) line++;
	input.acceptToken(terms.UnterminatedString, line);
});

/** Block comments nest. */
export function readComment(input: InputStream): void {
	if (input.next !== 47 || input.peek(1) !== 42) return;
	let depth = 1;
	for (let end = 2; ;) {
		const code = input.peek(end);
		if (code < 0) return void input.acceptToken(terms.UnterminatedComment, end);
		const next = input.peek(end + 1);
		if (code === 47 && next === 42) {
			depth++;
			end += 2;
		} else if (code === 42 && next === 47) {
			depth--;
			end += 2;
			if (depth === 0) return void input.acceptToken(terms.BlockComment, end);
		} else end++;
	}
}

export const comments = new ExternalTokenizer(readComment);
