import { mixedStyles, placeholders, type PlaceholderStyle } from '$lib/esql/analysis/placeholders';
import type { Param } from '$lib/esql/syntax/ast';
import { maximumLength, parse } from '$lib/esql/syntax/parse';
import { scanParams } from './scan';

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
		const all = readable ? slotsFrom(scanParams(query) ?? parsedParams(query)) : [];
		last = {
			query,
			slots: { all, mixed: mixedStyles(all.map((slot) => ({ ...slot, style: styleOf(slot.name) }))) }
		};
	}
	return last.slots;
}

/** How the query names a placeholder: `?`, `?1` or `?name`. */
export function styleOf(name: string): PlaceholderStyle {
	if (name === '') return 'anonymous';
	return /^\d+$/.test(name) ? 'positional' : 'named';
}

function parsedParams(query: string): readonly Param[] {
	const uses = placeholders(parse(query)).flatMap(({ uses }) => uses);
	return uses.sort((a, b) => a.from - b.from);
}

/** `?a` and `??a` take the same value. */
function slotsFrom(params: readonly Param[]): readonly Slot[] {
	const slots: { readonly name: string; identifier: boolean; readonly uses: Param[] }[] = [];
	const byName = new Map<string, (typeof slots)[number]>();
	for (const param of params) {
		const name = param.key ?? '';
		const known = name === '' ? undefined : byName.get(name);
		if (known) {
			known.identifier ||= param.identifier;
			known.uses.push(param);
		} else {
			const slot = { name, identifier: param.identifier, uses: [param] };
			byName.set(name, slot);
			slots.push(slot);
		}
	}
	return slots;
}

/** Finds the slot of each row in turn: by name, and for `?` by order. */
export function slotFinder(slots: readonly Slot[]): (name: string) => Slot | undefined {
	const anonymous = slots.filter((slot) => slot.name === '');
	const byName = new Map(slots.map((slot) => [slot.name, slot]));
	let taken = 0;
	return (name) => (name === '' ? anonymous[taken++] : byName.get(name));
}
