/** A placeholder that takes one value: one per name or position, one per `?`. `identifier` marks the `??` forms. */
export interface Slot {
	/** `''` for `?`, digits for `?1`, else the name. */
	readonly name: string;
	readonly identifier: boolean;
}

const skipped = /"""[^]*?"""|"(?:[^"\\\n]|\\.)*"|`(?:[^`]|``)*`|\/\/[^\n]*|\/\*[^]*?\*\//.source;
const pattern = new RegExp(`${skipped}|(\\?\\??)([A-Za-z_]\\w*|\\d+)?`, 'g');

/** The slots of a query, in order of appearance. */
export function slotsOf(query: string): readonly Slot[] {
	const slots: Slot[] = [];
	for (const [, marks, name = ''] of query.matchAll(pattern)) {
		if (marks === undefined) continue;
		const at = name === '' ? -1 : slots.findIndex((slot) => slot.name === name);
		if (at < 0) slots.push({ name, identifier: marks === '??' });
		else if (marks === '??') slots[at] = { name, identifier: true };
	}
	return slots;
}
