import type { Param, Parsed, Span } from '$lib/esql/syntax/ast';
import { mixedStyles, placeholders, type Placeholder } from '$lib/esql/analysis/placeholders';
import { maximumLength, parse } from '$lib/esql/syntax/parse';

/** A placeholder that takes one value: one per name or position, one per `?`. */
export interface Slot {
	/** `''` for `?`, digits for `?1`, else the name. */
	readonly name: string;
	/** `??` stands for it somewhere. */
	readonly identifier: boolean;
	/** Where it stands, in order. */
	readonly uses: readonly Param[];
}

export interface Slots {
	/** In order of appearance. */
	readonly all: readonly Slot[];
	/** A sentence when the query mixes `?`, `?1` and `?name`. */
	readonly mixed: string | undefined;
}

let last: { readonly query: string; readonly slots: Slots } | undefined;

/** The slots of a query; none in a text that is too long for Elasticsearch. The latest answer is remembered. */
export function slotsOf(query: string): Slots {
	if (last?.query !== query) {
		const readable = query.includes('?') && query.length <= maximumLength;
		const found = readable ? placeholders(questioning(parse(query))) : [];
		last = { query, slots: { all: merge(found), mixed: mixedStyles(found) } };
	}
	return last.slots;
}

/** A query without the commands that have no question mark: long ones are looked through with every key. */
function questioning(parsed: Parsed): Parsed {
	const { text, query } = parsed;
	const asks = ({ from, to }: Span) => {
		const at = text.indexOf('?', from);
		return at >= 0 && at < to;
	};
	return {
		...parsed,
		query: { ...query, commands: query.commands.filter(asks), settings: query.settings.filter(asks) }
	};
}

/** `?a` and `??a` take the same value. */
function merge(found: readonly Placeholder[]): Slot[] {
	const slots: Slot[] = [];
	for (const { name, identifier, uses } of found) {
		const at = name === '' ? -1 : slots.findIndex((slot) => slot.name === name);
		if (at < 0) slots.push({ name, identifier, uses });
		else {
			const known = slots[at];
			const all = [...known.uses, ...uses].sort((a, b) => a.from - b.from);
			slots[at] = { name, identifier: identifier || known.identifier, uses: all };
		}
	}
	return slots;
}
