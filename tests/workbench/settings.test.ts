import { describe, expect, it } from 'vitest';
import { initialLayout, readLayout } from '$lib/workbench/layout';
import { editorFields, lookFields, runFields, valueFields } from '$lib/workbench/settings/fields';
import { clashes, initialKeys, isKeys, isTaken, readKeys, remapped } from '$lib/workbench/settings/key-map';
import { lookOf } from '$lib/workbench/settings/look';
import { initialSettings, readSettings, settingNames, settingTable } from '$lib/workbench/settings/settings';
import { readSettingsFile, writeSettingsFile } from '$lib/workbench/settings/settings-file';

describe('stored settings', () => {
	it.each([
		[undefined],
		[null],
		['text'],
		[[1, 2]],
		[{ theme: 'pink', budget: 7, keys: 'x', timeZone: 'Moon/Base' }]
	])('%j gives the settings as at first', (saved) => expect(readSettings(saved)).toEqual(initialSettings));

	it('keeps what is sound beside what is not', () => {
		const read = readSettings({ theme: 'dark', density: 'roomy', budget: 512, timeZone: 'Asia/Tokyo' });
		expect(read).toEqual({ ...initialSettings, theme: 'dark', budget: 512, timeZone: 'Asia/Tokyo' });
	});

	it('reads every setting it has at first', () => {
		for (const name of settingNames)
			expect(settingTable[name].read(initialSettings[name]), name).toEqual(initialSettings[name]);
	});

	it('offers only values that it takes', () => {
		for (const { name, options } of [...lookFields, ...editorFields, ...runFields, ...valueFields])
			for (const [value] of options) expect(settingTable[name].read(value), name).toBe(value);
	});

	it('takes no font that could end the rule it stands in', () => {
		for (const font of ["a'; x: y", 'url(x)', 'a}b', 'a,b', 'x'.repeat(61)])
			expect(settingTable.codeFont.read(font), font).toBeUndefined();
		expect(settingTable.codeFont.read('Fira Code')).toBe('Fira Code');
	});
});

describe('the look', () => {
	it('is nothing for settings as at first', () => expect(lookOf(initialSettings)).toEqual({}));

	it('says what differs', () => {
		const settings = readSettings({
			theme: 'dark',
			contrast: 'more',
			density: 'cosy',
			codeSize: 16,
			codeFont: 'Hack'
		});
		expect(lookOf(settings)).toEqual({
			theme: 'dark',
			contrast: 'more',
			density: 'cosy',
			'--size-code': '16px',
			'--font-code': "'Hack', var(--font-mono)"
		});
	});
});

describe('a file of settings', () => {
	it('gives back what was written', () => {
		const settings = readSettings({ theme: 'light', atOnce: 5, keys: { run: ['Mod+R'], palette: [] } });
		expect(readSettingsFile(writeSettingsFile(settings))).toEqual({ kind: 'settings', settings, count: 3 });
	});

	it('names each thing that is wrong and takes nothing', () => {
		const settings = { theme: 'pink', speed: 3, keys: { run: ['Mod+'] }, density: 'cosy' };
		expect(
			readSettingsFile(JSON.stringify({ kind: 'esql-workbench-settings', version: 1, settings }))
		).toEqual({
			kind: 'refused',
			reasons: [
				'“theme” must be one of system, light, dark; it is "pink".',
				'“speed” is not a setting.',
				'“keys” must be actions of this page with keys such as Mod+Shift+K; it is {"run":["Mod+"]}.'
			]
		});
	});

	it.each([
		['', 'does not hold settings'],
		['[]', 'does not hold settings'],
		['{"kind":"esql-workbench-settings","version":2,"settings":{}}', 'version 2'],
		['{"kind":"esql-workbench-settings","version":1,"settings":[1]}', 'must be an object'],
		[
			'{"kind":"esql-workbench-settings","version":1,"settings":{"__proto__":1}}',
			'“__proto__” is not a setting'
		]
	])('refuses %s', (text, reason) => {
		const read = readSettingsFile(text);
		expect(read.kind === 'refused' && read.reasons.join(' ')).toContain(reason);
	});
});

describe('keys', () => {
	it('are all well named at first, and none has two actions', () => {
		const all = Object.entries(initialKeys).map(([id, keys]) => ({ id, keys }));
		expect(all.flatMap(({ keys }) => keys).filter((keys) => !isKeys(keys))).toEqual([]);
		expect(all.filter(({ id }) => clashes(id, all).length > 0)).toEqual([]);
		expect(all.filter(({ keys }) => keys.some(isTaken))).toEqual([]);
	});

	it.each([[''], ['Mod+'], ['Mod Shift K'], ['Hyper+K'], [7], ['mod+k+j'], ['<b>']])('%j is no key', (keys) =>
		expect(isKeys(keys)).toBe(false)
	);

	it('of unknown actions are refused', () => {
		expect(readKeys({ fly: ['F9'] })).toBeUndefined();
		expect(readKeys({ run: 'F9' })).toBeUndefined();
		expect(readKeys({ run: ['F9'], comment: [] })).toEqual({ run: ['F9'], comment: [] });
	});

	it('clash whatever their spelling', () => {
		const actions = [
			{ id: 'one', keys: ['Mod+Shift+K'] },
			{ id: 'two', keys: ['Shift+Ctrl+K'] },
			{ id: 'three', keys: ['Mod+K'] }
		];
		expect(clashes('one', actions)).toEqual(['two']);
		expect(clashes('three', actions)).toEqual([]);
	});

	it('are noted only where they differ from those at first', () => {
		const moved = remapped({}, 'run', ['F9']);
		expect(moved).toEqual({ run: ['F9'] });
		expect(remapped(moved, 'run', [...initialKeys.run])).toEqual({});
		expect(remapped(moved, 'run', undefined)).toEqual({});
		expect(remapped(moved, 'share', [])).toEqual({ run: ['F9'], share: [] });
	});
});

describe('a stored layout', () => {
	it.each([[undefined], [{ sizes: { rail: -3, editor: 'wide' }, rail: 1, side: 'up' }]])(
		'%j is as at first',
		(saved) => expect(readLayout(saved)).toEqual(initialLayout)
	);

	it('is read', () => {
		expect(readLayout({ sizes: { rail: 300 }, request: false, side: 'right' })).toEqual({
			sizes: { ...initialLayout.sizes, rail: 300 },
			rail: true,
			request: false,
			side: 'right'
		});
	});
});
