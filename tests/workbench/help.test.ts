import { describe, expect, it } from 'vitest';
import type { Run } from '$lib/runs/Run.svelte';
import { givenParams, problemsOf } from '$lib/workbench/editor/help';
import type { Tab } from '$lib/workbench/Tab.svelte';

const run = (problem: object | undefined, warnings: Run['warnings']) => ({ problem, warnings }) as Run;

describe('what an answer says about places in its query', () => {
	it('is why it failed and where a warning arose', () => {
		const places = [{ line: 1, column: 6, message: 'Unknown index [nope]' }];
		expect(problemsOf(run({ places }, []))).toEqual(places);
		expect(
			problemsOf(
				run(undefined, [
					{ text: 'No limit defined' },
					{ text: 'too long', place: { line: 2, column: 3, message: 'too long' } }
				])
			)
		).toEqual([{ line: 2, column: 3, message: 'too long', severity: 'warning' }]);
	});
});

describe('placeholders with a value', () => {
	const given = (params: Tab['params']) => [...givenParams({ params } as Tab)];

	it('are told by name, digits, or their turn', () => {
		expect(
			given([
				{ name: 'low', type: 'integer', value: '5' },
				{ name: 'high', type: 'integer', value: '' },
				{ name: 'none', type: 'null', value: '' }
			])
		).toEqual(['low', 'none']);
		expect(
			given([
				{ name: '', type: 'string', value: '' },
				{ name: '', type: 'string', value: 'x' }
			])
		).toEqual(['2']);
	});
});
