/** What a query-string (Lucene) or KQL query asks for. */
export type Query =
	| { readonly kind: 'and' | 'or'; readonly items: readonly Query[] }
	| { readonly kind: 'not'; readonly item: Query }
	| { readonly kind: 'all' }
	| { readonly kind: 'exists'; readonly field: string }
	| { readonly kind: 'text'; readonly field?: string; readonly text: string; readonly phrase: boolean }
	| {
			readonly kind: 'range';
			readonly field?: string;
			readonly from?: string;
			readonly to?: string;
			readonly open: readonly [boolean, boolean];
	  };

export type Dialect = 'lucene' | 'kql';

/** Says what is wrong with a query string. */
export class QueryStringError extends Error {}

const TOKEN =
	/\s*(?:("(?:[^"\\]|\\.)*")|([()])|([[{]\s*(?:"[^"]*"|\S+)\s+TO\s+(?:"[^"]*"|[^\s\]}]+)\s*[\]}])|(&&|\|\||[+!-](?=\S))|(>=|<=|[<>:])|((?:\\.|[^\s()"\\:<>])+))/gy;

type Token = {
	readonly kind: 'phrase' | 'paren' | 'range' | 'sign' | 'operator' | 'word';
	readonly text: string;
};
const KINDS = ['phrase', 'paren', 'range', 'sign', 'operator', 'word'] as const;

function tokens(text: string): Token[] {
	const found: Token[] = [];
	TOKEN.lastIndex = 0;
	const end = text.trimEnd().length;
	while (TOKEN.lastIndex < end) {
		const at = TOKEN.lastIndex;
		const match = TOKEN.exec(text);
		if (!match) throw new QueryStringError(`Failed to parse query [${text}] at [${at}]`);
		const index = match.slice(1).findIndex((part) => part !== undefined);
		found.push({ kind: KINDS[index], text: match[index + 1] });
	}
	return found;
}

const unescape = (text: string) => text.replace(/\\(.)/g, '$1');
const bare = (text: string) => unescape(text.replace(/^"|"$/g, ''));

/** Recursive descent over `or` > `and` > `not` > clause. */
class Reader {
	#at = 0;
	readonly #tokens: Token[];

	constructor(
		readonly text: string,
		readonly dialect: Dialect
	) {
		this.#tokens = tokens(text);
	}

	whole(): Query {
		if (this.#tokens.length === 0) return { kind: 'all' };
		const query = this.#or(undefined);
		if (this.#at < this.#tokens.length) throw this.#error();
		return query;
	}

	#error() {
		return new QueryStringError(`Failed to parse query [${this.text}]`);
	}

	#word(...names: readonly string[]): boolean {
		const token = this.#tokens[this.#at];
		const matches =
			token?.kind === 'word' || token?.kind === 'sign'
				? names.includes(this.dialect === 'kql' ? token.text.toLowerCase() : token.text)
				: false;
		if (matches) this.#at++;
		return matches;
	}

	#or(field: string | undefined): Query {
		const items = [this.#and(field)];
		while (this.#word(...(this.dialect === 'kql' ? ['or'] : ['OR', '||']))) items.push(this.#and(field));
		return items.length === 1 ? items[0] : { kind: 'or', items };
	}

	#and(field: string | undefined): Query {
		const items = [this.#clauses(field)];
		while (this.#word(...(this.dialect === 'kql' ? ['and'] : ['AND', '&&'])))
			items.push(this.#clauses(field));
		return items.length === 1 ? items[0] : { kind: 'and', items };
	}

	/** Clauses side by side: any of them, but `+` ones must and `-` ones must not match. */
	#clauses(field: string | undefined): Query {
		const optional: Query[] = [];
		const required: Query[] = [];
		do {
			if (this.#word('+')) required.push(this.#clause(field));
			else if (this.#word('-', '!', 'NOT', 'not')) required.push({ kind: 'not', item: this.#clause(field) });
			else optional.push(this.#clause(field));
		} while (this.#startsClause());
		if (required.length > 0) return required.length === 1 ? required[0] : { kind: 'and', items: required };
		return optional.length === 1 ? optional[0] : { kind: 'or', items: optional };
	}

	#startsClause(): boolean {
		const token = this.#tokens[this.#at];
		if (!token || token.text === ')') return false;
		return !['AND', 'OR', '&&', '||', ...(this.dialect === 'kql' ? ['and', 'or'] : [])].includes(token.text);
	}

	#clause(field: string | undefined): Query {
		const token = this.#tokens[this.#at++];
		if (!token) throw this.#error();
		if (token.text === '(') {
			const inside = this.#or(field);
			if (this.#tokens[this.#at++]?.text !== ')') throw this.#error();
			return inside;
		}
		if (token.kind === 'phrase') return { kind: 'text', field, text: bare(token.text), phrase: true };
		if (token.kind === 'range') return this.#range(field, token.text);
		if (token.kind !== 'word') throw this.#error();
		const next = this.#tokens[this.#at];
		if (next?.kind === 'operator') {
			this.#at++;
			return this.#fieldClause(unescape(token.text), next.text);
		}
		if (token.text === '*' && field === undefined) return { kind: 'all' };
		return { kind: 'text', field, text: unescape(token.text.replace(/[~^][\d.]*$/, '')), phrase: false };
	}

	#fieldClause(field: string, operator: string): Query {
		const value = this.#tokens[this.#at];
		if (!value) throw this.#error();
		if (operator !== ':') {
			this.#at++;
			const bound = bare(value.text);
			const open = operator.length === 1;
			return operator.startsWith('>')
				? { kind: 'range', field, from: bound, open: [open, true] }
				: { kind: 'range', field, to: bound, open: [true, open] };
		}
		if (value.kind === 'operator') {
			this.#at++;
			return this.#fieldClause(field, value.text);
		}
		if (value.kind === 'word' && value.text === '*') {
			this.#at++;
			return { kind: 'exists', field };
		}
		return this.#clause(field);
	}

	#range(field: string | undefined, text: string): Query {
		const match = /^([[{])\s*("[^"]*"|\S+)\s+TO\s+("[^"]*"|[^\s\]}]+)\s*([\]}])$/.exec(text);
		if (!match) throw this.#error();
		const bound = (part: string) => (part === '*' ? undefined : bare(part));
		return {
			kind: 'range',
			field,
			from: bound(match[2]),
			to: bound(match[3]),
			open: [match[1] === '{', match[4] === '}']
		};
	}
}

export const parseQueryString = (text: string, dialect: Dialect): Query => new Reader(text, dialect).whole();
