import { expect, it } from 'vitest';
import { copyText } from '$lib/workbench/results/copy';

it.each([
	[null, ''],
	['', ''],
	['9007199254740993', '9007199254740993'],
	[['1', '2'], '1\n2'],
	[{ json: '{"a": 1.50}' }, '{"a": 1.50}']
])('%j is copied as %j', (cell, text) => expect(copyText(cell)).toBe(text));
