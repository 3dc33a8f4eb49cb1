import { indexInsertion, quoteField, quoteIndex } from './insertion';
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
		case 'index': {
			const { kind, mode } = subject.index;
			if (mode === 'lookup' || mode === 'time_series') return mode.replace('_', ' ');
			return kind === 'index' ? '' : kind.replace('_', ' ');
		}
		case 'field':
			return subject.field.type;
		case 'policy':
			return subject.policy.kind === 'match' ? '' : subject.policy.kind.replace('_', ' ');
		default:
			return '';
	}
}

/** Numbers, from 1, of the lines of a query in which a field is named. */
export function linesWith(field: string, query: string): readonly number[] {
	const written = quoteField(field).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const alone = new RegExp(`(?<![\\w@.\`])${written}(?![\\w@.\`])`);
	return query.split('\n').flatMap((line, at) => (alone.test(line) ? [at + 1] : []));
}
