import type { JsonValue } from '$lib/protocol/json';
import type { Clause } from './clause';
import { fieldList, overFields } from './fieldlist';
import { operatorOf } from './match';
import { ignore, Members, objectOf, textOf } from './members';
import { wordClause } from './strings';

const TOKEN = /"((?:[^"\\]|\\.)*)"|([()|+])|(-(?=\S))|((?:\\.|[^\s()|+"\\])+)/g;

type Token =
	| { readonly kind: 'phrase' | 'word'; readonly text: string }
	| { readonly kind: '(' | ')' | '|' | '+' | '-' };

type Mark = Exclude<Token['kind'], 'phrase' | 'word'>;

/** `simple_query_string`: `+` and, `|` or, `-` not, `"phrase"`, `prefix*`, brackets. Never a syntax error, as in Elasticsearch. */
export function simpleQueryString(body: JsonValue): Clause {
	const members = new Members('simple_query_string', objectOf('simple_query_string', body));
	const text = textOf(members.sought('query'));
	const fields = fieldList(members);
	const operator = operatorOf(members, 'default_operator');
	ignore(members, 'analyze_wildcard', 'lenient', 'analyzer', 'flags', 'quote_field_suffix');
	ignore(members, 'auto_generate_synonyms_phrase_query', 'fuzzy_max_expansions', 'fuzzy_prefix_length');
	members.end();
	const tokens = Array.from(text.matchAll(TOKEN), tokenOf);
	return new Reader(tokens, fields, operator).whole();
}

const unescape = (text: string) => text.replace(/\\(.)/g, '$1');

function tokenOf([, phrase, mark, minus, word]: RegExpExecArray): Token {
	if (phrase !== undefined) return { kind: 'phrase', text: unescape(phrase) };
	if (mark !== undefined) return { kind: mark as Mark };
	if (minus !== undefined) return { kind: '-' };
	return { kind: 'word', text: unescape(word.replace(/~\d*$/, '')) };
}

class Reader {
	#at = 0;

	constructor(
		readonly tokens: readonly Token[],
		readonly fields: readonly string[],
		readonly operator: 'or' | 'and'
	) {}

	/** Without a word nothing matches. */
	whole(): Clause {
		return this.#clauses() ?? { kind: 'none' };
	}

	/** Up to a closing bracket or the end; `|` and `+` hold for the word before and the word after. */
	#clauses(): Clause | undefined {
		let found: Clause | undefined;
		let joint: 'or' | 'and' = this.operator;
		while (this.#at < this.tokens.length) {
			const token = this.tokens[this.#at++];
			if (token.kind === ')') break;
			if (token.kind === '|') joint = 'or';
			else if (token.kind === '+') joint = 'and';
			else {
				const next = this.#clause(token);
				if (next) found = found ? joined(found, next, joint) : next;
				joint = this.operator;
			}
		}
		return found;
	}

	#clause(token: Token): Clause | undefined {
		if (token.kind === '(') return this.#clauses();
		if (token.kind === '-') {
			const next = this.tokens.at(this.#at++);
			const inner = next && this.#clause(next);
			return inner && { kind: 'bool', all: [], any: [], none: [inner], required: 0 };
		}
		if (token.kind !== 'word' && token.kind !== 'phrase') return undefined;
		const { kind, text } = token;
		return overFields(this.fields, (field) => wordClause(field, text, kind === 'phrase'));
	}
}

const joined = (a: Clause, b: Clause, joint: 'or' | 'and'): Clause =>
	joint === 'or'
		? { kind: 'bool', all: [], any: [a, b], none: [], required: 1 }
		: { kind: 'bool', all: [a, b], any: [], none: [], required: 0 };
