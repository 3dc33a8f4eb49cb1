import { describe, expect, it } from 'vitest';
import { clampSize, keyedSize } from '$lib/ui/split';

const limits = { min: 160, rest: 200, total: 1000 };

describe('clampSize', () => {
	it('keeps both panes usable', () => {
		expect(clampSize(40, limits)).toBe(160);
		expect(clampSize(900, limits)).toBe(800);
		expect(clampSize(300, limits)).toBe(300);
	});

	it('prefers the least size of the fixed pane where there is no room for both', () => {
		expect(clampSize(300, { ...limits, total: 250 })).toBe(160);
	});

	it('trusts the wish before the first layout', () =>
		expect(clampSize(264, { ...limits, total: 0 })).toBe(264));
});

describe('keyedSize', () => {
	it('grows a first pane to the right and a second pane to the left', () => {
		const row = { direction: 'row', ...limits } as const;
		expect(keyedSize('ArrowRight', 300, { ...row, fixed: 'first' })).toBe(324);
		expect(keyedSize('ArrowRight', 300, { ...row, fixed: 'second' })).toBe(276);
		expect(keyedSize('ArrowLeft', 300, { ...row, fixed: 'second' })).toBe(324);
	});

	it('goes to the limits with Home and End, and leaves other keys alone', () => {
		const column = { direction: 'column', fixed: 'first', ...limits } as const;
		expect(keyedSize('Home', 300, column)).toBe(160);
		expect(keyedSize('End', 300, column)).toBe(800);
		expect(keyedSize('ArrowLeft', 300, column)).toBeUndefined();
		expect(keyedSize('a', 300, column)).toBeUndefined();
	});
});
