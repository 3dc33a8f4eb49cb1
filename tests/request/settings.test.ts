import { describe, expect, it } from 'vitest';
import {
	isEditable,
	readApproximation,
	settingJson,
	withApproximation,
	withSetting
} from '$lib/request/settings';

describe('settings', () => {
	it('are changed one at a time, the others with every digit', () => {
		const settings = '{"a": 9007199254740993, "b": [1.0]}';
		expect(withSetting(settings, 'c', 'true')).toBe('{"a": 9007199254740993, "b": [1.0], "c": true}');
		expect(withSetting(settings, 'a', undefined)).toBe('{"b": [1.0]}');
		expect(withSetting('{"a": 1}', 'a', undefined)).toBe('');
		expect(withSetting('', 'a', '"x"')).toBe('{"a": "x"}');
		expect(settingJson(settings, 'a')).toBe('9007199254740993');
	});

	it('stay as they are while they are no object', () => {
		for (const broken of ['{', '[1]', 'x']) {
			expect(isEditable(broken)).toBe(false);
			expect(withSetting(broken, 'a', '1')).toBe(broken);
		}
	});

	it.each([
		['', { on: false, rows: '', confidence: '' }],
		['{"approximation": true}', { on: true, rows: '', confidence: '' }],
		[
			'{"approximation": {"rows": 10000, "confidence_level": 0.90}}',
			{ on: true, rows: '10000', confidence: '0.90' }
		]
	])('%s asks for an approximation of %j', (settings, approximation) => {
		expect(readApproximation(settings)).toEqual(approximation);
		expect(withApproximation(settings, approximation)).toBe(settings);
	});

	it('keep what is no number as text', () => {
		expect(withApproximation('', { on: true, rows: 'many', confidence: '' })).toBe(
			'{"approximation": {"rows": "many"}}'
		);
		expect(withApproximation('{"approximation": false}', { on: false, rows: '', confidence: '' })).toBe('');
	});
});
