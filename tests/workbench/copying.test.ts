import { expect, it } from 'vitest';
import { paramName, paramValue } from '$lib/workbench/results/copying';

it.each([
	['host.name', 'host_name'],
	['@timestamp', 'timestamp'],
	['2xx', 'p_2xx'],
	['?', '_']
])('a column %s makes the param %s', (name, param) => {
	expect(paramName(name)).toBe(param);
	expect(param).toMatch(/^[a-z_]\w*$/i);
});

it.each([
	['("a")', '"a"'],
	['("a, b")', '"a, b"'],
	['("a", "b")', '["a", "b"]'],
	['(1, 9007199254740993)', '[1, 9007199254740993]'],
	['(1)', '1'],
	['()', 'null']
])('the list %s is the value %s', (list, value) => expect(paramValue(list)).toBe(value));
