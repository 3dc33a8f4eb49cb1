import { mixedStyles, placeholders, type Placeholder } from '$lib/esql/analysis/placeholders';
import { maximumLength, parse } from '$lib/esql/syntax/parse';

/** A placeholder that takes one value: one per name or position, one per `?`. */
export interface Slot {
	/** `''` for `?`, digits for `?1`, else the name. */
	readonly name: string;
	/** `??` stands for it somewhere. */
	readonly identifier: boolean;
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
		const found = readable ? placeholders(parse(query)) : [];
		last = { query, slots: { all: merge(found), mixed: mixedStyles(found) } };
	}
	return last.slots;
}

/** `?a` and `??a` take the same value. */
function merge(found: readonly Placeholder[]): Slot[] {
	const slots: Slot[] = [];
	for (const { name, identifier } of found) {
		const at = name === '' ? -1 : slots.findIndex((slot) => slot.name === name);
		if (at < 0) slots.push({ name, identifier });
		else if (identifier) slots[at] = { name, identifier };
	}
	return slots;
}
