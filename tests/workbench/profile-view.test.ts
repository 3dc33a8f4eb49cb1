import { describe, expect, it } from 'vitest';
import { readView } from '$lib/request/view';
import { plainProfileState, readProfileState } from '$lib/workbench/profile/profile-view';

describe('the Profile pane in a view', () => {
	it('comes back as it was, without the driver, which is one of its run alone', () => {
		const selection = { steps: ['0/1', '2/0'], node: 'hq/es-1', driver: 7 };
		const plain = plainProfileState({ view: 'flow', selection });
		expect(readView({ profile: plain }).profile).toEqual(plain);
		expect(readProfileState(plain)).toEqual({
			view: 'flow',
			selection: { steps: ['0/1', '2/0'], node: 'hq/es-1' }
		});
	});

	it('takes no room in a link while nothing is selected', () => {
		expect(plainProfileState({ view: 'timeline', selection: { steps: [] } })).toBeUndefined();
		expect(readProfileState(undefined)).toBeUndefined();
	});

	it('leaves out what a link should not say', () => {
		expect(readProfileState({ view: 'x', steps: [1, '0/1', null], node: 3 })).toEqual({
			view: 'timeline',
			selection: { steps: ['0/1'] }
		});
		expect(readProfileState('driver:3')).toBeUndefined();
	});
});
