import type { ElasticColumn } from '$lib/protocol/elastic';
import type { Arrangement, Predicate, Scope, SortKey } from '$lib/results/questions';
import { count, counted } from '../status/words';

const LONGEST = 40;

/** What a predicate asks, for a chip: `host.name is web-1`. */
export function predicateWords(predicate: Predicate, columns: readonly ElasticColumn[]): string {
	const { name } = columns[predicate.column] ?? { name: 'a column that is gone' };
	const not = predicate.not === true;
	switch (predicate.kind) {
		case 'is': {
			const values = predicate.values.map(shorten).join(', ');
			return `${name} is ${not ? 'not ' : ''}${predicate.values.length > 1 ? `one of ${values}` : values}`;
		}
		case 'null':
			return `${name} is ${not ? 'not ' : ''}null`;
		case 'contains':
			return `${name} ${not ? 'does not hold' : 'holds'} “${shorten(predicate.text)}”`;
		case 'range': {
			const from =
				predicate.from && `${predicate.from.inclusive ? '≥' : '>'} ${shorten(predicate.from.value)}`;
			const to = predicate.to && `${predicate.to.inclusive ? '≤' : '<'} ${shorten(predicate.to.value)}`;
			return `${name} ${not ? 'not ' : ''}${[from, to].filter(Boolean).join(' and ')}`;
		}
	}
}

/** `sorted by a ↑, b ↓`. */
export function sortWords(keys: readonly SortKey[], columns: readonly ElasticColumn[]): string {
	return `sorted by ${keys
		.map(
			({ column, descending }) =>
				`${columns[column]?.name ?? 'a column that is gone'} ${descending ? '↓' : '↑'}`
		)
		.join(', ')}`;
}

/** What the arrangement speaks of: always rows read, never all documents. */
export function scopeWords({ text, predicates }: Arrangement, { rows, of }: Scope): string {
	const filtered = text !== '' || predicates.length > 0;
	return filtered ? `${count(rows)} of ${counted(of, 'row')} read` : `over ${counted(of, 'row')} read`;
}

function shorten(text: string): string {
	if (text === '') return 'an empty string';
	return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
