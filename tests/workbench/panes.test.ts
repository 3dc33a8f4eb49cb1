import { beforeEach, describe, expect, it } from 'vitest';
import { BrowserStorage } from '$lib/workbench/BrowserStorage.svelte';
import { Panes } from '$lib/workbench/Panes.svelte';
import { Preferences } from '$lib/workbench/Preferences.svelte';

let preferences: Preferences;
let panes: Panes;
const shown = () => [panes.shows('rail'), panes.shows('request')];

beforeEach(() => {
	preferences = new Preferences(new BrowserStorage());
	panes = new Panes(preferences);
});

describe('in a wide window', () => {
	it('side panes are as the layout has them', () => {
		panes.fit(1440);
		expect(shown()).toEqual([true, true]);
		panes.toggle('rail');
		expect(shown()).toEqual([false, true]);
		expect(preferences.layout.rail).toBe(false);
	});

	it('full screen hides them without touching the layout', () => {
		panes.toggleFull('query');
		expect(shown()).toEqual([false, true]);
		panes.toggleFull('results');
		expect(shown()).toEqual([false, false]);
		expect(preferences.layout).toMatchObject({ rail: true, request: true });
		panes.toggle('request');
		expect([panes.full, ...shown()]).toEqual([undefined, true, true]);
	});

	it('Escape leaves the full screen once', () => {
		panes.toggleFull('results');
		expect([panes.leave(), panes.leave()]).toEqual([true, false]);
	});
});

describe('in a narrow window', () => {
	beforeEach(() => panes.fit(390));

	it('one side pane at most lies over the rest, and the layout stays', () => {
		expect(shown()).toEqual([false, false]);
		panes.toggle('rail');
		panes.toggle('request');
		expect(shown()).toEqual([false, true]);
		expect(panes.leave()).toBe(true);
		expect(shown()).toEqual([false, false]);
		panes.fit(1440);
		expect(shown()).toEqual([true, true]);
	});

	it('results lie below whatever was chosen', () => {
		preferences.arrange({ side: 'right' });
		expect(panes.side).toBe('below');
		panes.fit(1440);
		expect(panes.side).toBe('right');
	});
});
