import { indexInsertion, quoteField, quoteIndex } from './insertion';
import type { Field } from '$lib/esql/analysis/schema';
import { fieldWord, indexWord } from './kind-words';
import type { Subject } from './rows';

/** What a click on it puts into the query; undefined for what only opens. */
export function insertionOf(subject: Subject, query: string): string | undefined {
	switch (subject.kind) {
		case 'index':
			return indexInsertion(subject.pattern, query);
		case 'field':
			return quoteField(subject.field.name);
		case 'enriched':
			return quoteField(subject.name);
		case 'policy':
			return query.trim() === '' ? undefined : `| ENRICH ${quoteIndex(subject.policy.name)}`;
		default:
			return undefined;
	}
}

/** Whether it stands for a query. */
export function isView(subject: Subject): boolean {
	return subject.kind === 'index' && subject.index.kind === 'view';
}

export function nameOf(subject: Subject): string {
	switch (subject.kind) {
		case 'index':
			return subject.index.name;
		case 'field':
			return subject.field.name;
		case 'policy':
			return subject.policy.name;
		case 'enriched':
		case 'remote':
			return subject.name;
		case 'group':
			return subject.title;
		case 'note':
			return subject.text;
	}
}

/** The word beside the name. */
export function tagOf(subject: Subject): string {
	switch (subject.kind) {
		case 'index':
			return indexWord(subject.index);
		case 'field':
			return fieldWord(subject.field);
		case 'policy':
			return subject.policy.kind === 'match' ? '' : subject.policy.kind.replace('_', ' ');
		default:
			return '';
	}
}

/** What to know before using it; empty where nothing is special. `siblings` are the fields of the same index. */
export function hintOf(subject: Subject, siblings: readonly Field[]): string {
	switch (subject.kind) {
		case 'field':
			return fieldHint(subject.field, siblings);
		case 'index':
			if (subject.index.mode === 'lookup') return 'Join it with LOOKUP JOIN.';
			if (subject.index.mode === 'time_series') return 'Read it with TS for rates and gauges over time.';
			return subject.index.kind === 'view' ? 'A query with a name; it reads like an index.' : '';
		case 'policy':
			return `Matches ${subject.policy.matchField}, adds ${subject.policy.fields.length} fields.`;
		default:
			return '';
	}
}

function fieldHint({ name, type, originalTypes = [] }: Field, siblings: readonly Field[]): string {
	if (originalTypes.length > 1)
		return `Mapped as ${originalTypes.join(' and ')} in different indices: cast it (${quoteField(name)}::keyword) to use it.`;
	if (type === 'unsupported') return `ES|QL shows no values of type ${originalTypes.join()}.`;
	if (type !== 'text') return '';
	const exact = siblings.find((other) => other.type === 'keyword' && other.name.startsWith(`${name}.`));
	return exact
		? `Words are matched here (MATCH or “:”). Group, sort and compare by ${exact.name}.`
		: 'Words are matched here (MATCH or “:”); it is compared and sorted as a whole, unanalysed.';
}

/** Numbers, from 1, of the lines of a query in which a name is written as the language needs it. */
export function linesWith(name: string, query: string): readonly number[] {
	const written = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const alone = new RegExp(`(?<![\\w@.\`])${written}(?![\\w@.\`])`);
	return query.split('\n').flatMap((line, at) => (alone.test(line) ? [at + 1] : []));
}
