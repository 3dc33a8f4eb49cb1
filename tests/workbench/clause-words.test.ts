import { describe, expect, it } from 'vitest';
import { clause, type ClauseTest } from '$lib/request/clause';
import {
	clauseSentence,
	draftOf,
	emptyDraft,
	testOfDraft,
	type ClauseDraft
} from '$lib/workbench/request/clause-words';

describe('clauseSentence', () => {
	it.each([
		[clause({ kind: 'is', field: 'a', value: '"x y"' }), 'a is x y'],
		[clause({ kind: 'is', field: 'a', value: '5' }, { negate: true }), 'a is not 5'],
		[clause({ kind: 'oneOf', field: 'a', values: ['"x"', '2'] }, { negate: true }), 'a is none of x, 2'],
		[clause({ kind: 'range', field: 'a', gte: '1', lt: '"now"' }), 'a is ≥ 1 and < now'],
		[clause({ kind: 'exists', field: 'a' }, { negate: true }), 'a has no value'],
		[clause({ kind: 'match', field: 'a', text: 'x y', phrase: true }), 'a has the phrase x y'],
		[clause({ kind: 'dsl', text: '{\n  "ids": {}\n}' }, { negate: true }), 'not { "ids": {} }']
	] as const)('%j', (row, sentence) => {
		expect(clauseSentence(row)).toBe(sentence);
	});
});

describe('the form of a clause', () => {
	const tests: readonly (readonly [ClauseTest, string])[] = [
		[{ kind: 'is', field: 'a', value: '9007199254740993' }, 'long'],
		[{ kind: 'is', field: 'a', value: '"007"' }, 'keyword'],
		[{ kind: 'oneOf', field: 'a', values: ['"x"', '"y z"'] }, 'keyword'],
		[{ kind: 'range', field: 'a', gte: '1', lt: '2.50' }, 'double'],
		[{ kind: 'range', field: 'a', gte: '"now-1d"' }, 'date'],
		[{ kind: 'exists', field: 'a' }, 'keyword'],
		[{ kind: 'match', field: 'a', text: 'x y', phrase: false }, 'text'],
		[{ kind: 'dsl', text: '{"ids": {}}' }, 'keyword']
	];

	it.each(tests)('gives %j back', (test, type) => {
		expect(testOfDraft(draftOf(clause(test)), type)).toEqual(test);
	});

	it('edits other bounds as Query DSL', () => {
		expect(draftOf(clause({ kind: 'range', field: 'a', gt: '1' }))).toMatchObject({
			kind: 'dsl',
			text: '{"range":{"a":{"gt":1}}}'
		});
	});

	it('guesses where the field is not known', () => {
		const draft: ClauseDraft = { ...emptyDraft, field: 'a' };
		expect(testOfDraft({ ...draft, text: '12' }, undefined)).toEqual({ kind: 'is', field: 'a', value: '12' });
		expect(testOfDraft({ ...draft, text: 'true' }, undefined)).toEqual({
			kind: 'is',
			field: 'a',
			value: 'true'
		});
		expect(testOfDraft({ ...draft, text: 'x' }, undefined)).toEqual({ kind: 'is', field: 'a', value: '"x"' });
	});

	it.each([
		[emptyDraft, 'Choose a field'],
		[{ ...emptyDraft, field: 'a' }, 'Type a value'],
		[{ ...emptyDraft, field: 'a', kind: 'oneOf', text: ' \n ' }, 'Type the values'],
		[{ ...emptyDraft, field: 'a', kind: 'range' }, 'Type one bound'],
		[{ ...emptyDraft, kind: 'dsl' }, 'Type a query']
	] as const)('says what is missing', (draft, sentence) => {
		expect(testOfDraft(draft, 'keyword')).toContain(sentence);
	});
});
