import { boundNames, scalarOf, type ClauseTest, type FilterClause } from '$lib/request/clause';
import { testDsl } from '$lib/request/filter';

/** A clause in words. */
export interface ClauseWords {
	/** Empty for one of Query DSL. */
	readonly field: string;
	readonly relation: string;
	readonly value: string;
}

const signs = { gte: '≥', gt: '>', lte: '≤', lt: '<' } as const;

/** A JSON scalar as people write it: text without its quotes. */
export function plainText(scalar: string): string {
	return scalar.startsWith('"') ? (JSON.parse(scalar) as string) : scalar;
}

export function clauseWords(row: FilterClause): ClauseWords {
	const { negate } = row;
	switch (row.kind) {
		case 'is':
			return { field: row.field, relation: negate ? 'is not' : 'is', value: plainText(row.value) };
		case 'oneOf':
			return {
				field: row.field,
				relation: negate ? 'is none of' : 'is one of',
				value: row.values.map(plainText).join(', ')
			};
		case 'range': {
			const bounds = boundNames.flatMap((name) => {
				const bound = row[name];
				return bound === undefined ? [] : [`${signs[name]} ${plainText(bound)}`];
			});
			return { field: row.field, relation: negate ? 'is not' : 'is', value: bounds.join(' and ') };
		}
		case 'exists':
			return { field: row.field, relation: negate ? 'has no value' : 'has a value', value: '' };
		case 'match': {
			const relation = `${negate ? 'has not' : 'has'} the ${row.phrase ? 'phrase' : 'words'}`;
			return { field: row.field, relation, value: row.text };
		}
		case 'dsl':
			return { field: '', relation: negate ? 'not' : '', value: row.text.replace(/\s+/g, ' ') };
	}
}

/** The whole clause as one sentence, for titles and accessible names. */
export function clauseSentence(row: FilterClause): string {
	const { field, relation, value } = clauseWords(row);
	return [field, relation, value].filter((part) => part !== '').join(' ');
}

export type ClauseFormKind = 'is' | 'oneOf' | 'range' | 'exists' | 'words' | 'phrase' | 'dsl';

export const clauseFormKinds: readonly { readonly id: ClauseFormKind; readonly label: string }[] = [
	{ id: 'is', label: 'is' },
	{ id: 'oneOf', label: 'is one of' },
	{ id: 'range', label: 'is between' },
	{ id: 'exists', label: 'has a value' },
	{ id: 'words', label: 'has the words' },
	{ id: 'phrase', label: 'has the phrase' },
	{ id: 'dsl', label: 'Query DSL' }
];

/** What is typed into the form of a clause. `text` holds one value per line for `oneOf`. */
export interface ClauseDraft {
	readonly kind: ClauseFormKind;
	readonly field: string;
	readonly text: string;
	readonly from: string;
	readonly to: string;
}

export const emptyDraft: ClauseDraft = { kind: 'is', field: '', text: '', from: '', to: '' };

/** The form's view of a clause; ranges with other bounds than `≥` and `<` are edited as DSL. */
export function draftOf(row: FilterClause): ClauseDraft {
	const field = row.kind === 'dsl' ? '' : row.field;
	switch (row.kind) {
		case 'is':
			return { ...emptyDraft, kind: 'is', field, text: plainText(row.value) };
		case 'oneOf':
			return { ...emptyDraft, kind: 'oneOf', field, text: row.values.map(plainText).join('\n') };
		case 'range':
			if (row.gt !== undefined || row.lte !== undefined)
				return { ...emptyDraft, kind: 'dsl', text: testDsl(row) };
			return {
				...emptyDraft,
				kind: 'range',
				field,
				from: row.gte === undefined ? '' : plainText(row.gte),
				to: row.lt === undefined ? '' : plainText(row.lt)
			};
		case 'exists':
			return { ...emptyDraft, kind: 'exists', field };
		case 'match':
			return { ...emptyDraft, kind: row.phrase ? 'phrase' : 'words', field, text: row.text };
		case 'dsl':
			return { ...emptyDraft, kind: 'dsl', text: row.text };
	}
}

/** The test that a form asks for, or a sentence that says what is missing. `type` is the field's. */
export function testOfDraft(draft: ClauseDraft, type: string | undefined): ClauseTest | string {
	const { kind, text } = draft;
	const field = draft.field.trim();
	const scalar = (value: string) => scalarOf(type ?? guess(value), value.trim());
	if (kind === 'dsl') return text.trim() === '' ? 'Type a query' : { kind, text };
	if (field === '') return 'Choose a field';
	switch (kind) {
		case 'is':
			return text.trim() === '' ? 'Type a value' : { kind, field, value: scalar(text) };
		case 'oneOf': {
			const values = text.split(/\r?\n/).filter((line) => line.trim() !== '');
			return values.length === 0
				? 'Type the values, one per line'
				: { kind, field, values: values.map(scalar) };
		}
		case 'range': {
			const { from, to } = draft;
			if (from.trim() === '' && to.trim() === '') return 'Type one bound or both';
			return {
				kind,
				field,
				...(from.trim() === '' ? {} : { gte: scalar(from) }),
				...(to.trim() === '' ? {} : { lt: scalar(to) })
			};
		}
		case 'exists':
			return { kind, field };
		case 'words':
		case 'phrase':
			return text.trim() === ''
				? 'Type the words'
				: { kind: 'match', field, text, phrase: kind === 'phrase' };
	}
}

/** A type for a value of a field that is not known. */
function guess(value: string): string {
	if (/^(?:true|false)$/.test(value.trim())) return 'boolean';
	return /^-?\d+(?:\.\d+)?$/.test(value.trim()) ? 'double' : 'keyword';
}
