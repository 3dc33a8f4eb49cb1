import { describe, expect, it } from 'vitest';
import { samePlace } from '$lib/workbench/editor/formatting';

describe('samePlace', () => {
	const before = 'from a|where  x>1';
	const after = 'FROM a\n| WHERE x > 1';

	it.each([...'a|wx>1'])('the cursor behind %j stays behind it', (character) => {
		const place = samePlace(before, before.indexOf(character) + 1, after);
		expect(after.slice(0, place).toLowerCase().endsWith(character)).toBe(true);
	});

	it('does not fall off either end', () => {
		expect(samePlace(before, 0, after)).toBe(0);
		expect(samePlace(before, before.length, after)).toBe(after.length);
		expect(samePlace(`${before}|`, before.length + 1, after)).toBe(after.length);
	});
});
