import { describe, expect, it } from 'vitest';
import { columnChanges, countOf, sampleOf, stagesOf } from '$lib/workbench/steps/stages';

describe('the steps of a pipeline', () => {
	it('are its commands, each with the query up to it', () => {
		const text = 'SET x = 1;\nFROM a // all | of it\n| WHERE b == "x | y"\n  // end\n| LIMIT 5';
		const stages = stagesOf(text);
		expect(stages.map(({ title }) => title)).toEqual(['FROM a', 'WHERE b == "x | y"', 'LIMIT 5']);
		expect(stages[0].query).toBe('SET x = 1;\nFROM a');
		expect(stages.at(-1)?.query).toBe(text);
		expect(stages.map(({ from }) => text.slice(from, from + 4))).toEqual(['FROM', 'WHER', 'LIMI']);
	});

	it('are asked for few rows, or counted, behind whatever ends the text', () => {
		const [stage] = stagesOf('ROW a = 1 // | LIMIT 3');
		expect(sampleOf(stage)).toBe('ROW a = 1\n| LIMIT 20');
		expect(countOf(stage)).toBe('ROW a = 1\n| STATS rows = COUNT(*)');
	});

	it.each(['', '// nothing', '|'])('of %j are none', (text) => {
		expect(stagesOf(text).filter(({ title }) => title !== '')).toEqual([]);
	});
});

describe('columnChanges', () => {
	const columns = (...names: string[]) =>
		names.map((name) => ({ name: name.split(':')[0], type: name.split(':')[1] ?? 'long' }));

	it('names what is new, gone, of another type or elsewhere', () => {
		expect(columnChanges(columns('a', 'b', 'c'), columns('b', 'a', 'c:keyword', 'd'))).toEqual({
			added: ['d'],
			removed: [],
			retyped: ['c: long → keyword'],
			moved: true
		});
		expect(columnChanges(columns('a', 'b'), columns('b'))).toEqual({
			added: [],
			removed: ['a'],
			retyped: [],
			moved: false
		});
	});
});
