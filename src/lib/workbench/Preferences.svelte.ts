import { isRecord } from '$lib/protocol/parse';
import type { BrowserStorage } from './BrowserStorage.svelte';
import { parseJson } from './stored';

export type Theme = 'system' | 'light' | 'dark';

/** px of the fixed pane of each split. */
export interface Sizes {
	readonly rail: number;
	readonly request: number;
	readonly editor: number;
}

export const initialSizes: Sizes = { rail: 264, request: 348, editor: 312 };

/** Byte budgets of one answer, in MB, that a person can choose from. */
export const budgets: readonly number[] = [64, 256, 512, 1024];

/** How many queries of one cluster may run at a time. */
export const crowds: readonly number[] = [2, 5, 10, 20, 50];

/** What happens to the running query of a tab that is closed. */
export type Closing = 'ask' | 'cancel' | 'keep';
/** What happens to running queries when the page is left; `keep` finds them again when it is opened. */
export type Leaving = 'keep' | 'cancel';

const key = 'workbench:preferences';
/** Read by `app.html` before the first paint. */
const themeKey = 'theme';

/** How this person likes the screen; kept in this browser. */
export class Preferences {
	theme: Theme = $state('system');
	sizes: Sizes = $state.raw(initialSizes);
	rail = $state(true);
	/** MB of one answer that are read before reading ends. */
	budget = $state(256);
	atOnce = $state(10);
	closing: Closing = $state('ask');
	leaving: Leaving = $state('keep');
	/** Where dates are shown: `UTC`, `browser`, or an IANA name. */
	timeZone = $state('UTC');
	readonly #storage: BrowserStorage;

	constructor(storage: BrowserStorage) {
		this.#storage = storage;
		const theme = storage.read(themeKey);
		if (theme === 'light' || theme === 'dark') this.theme = theme;
		const saved = parseJson(storage.read(key));
		if (!isRecord(saved)) return;
		if (typeof saved.rail === 'boolean') this.rail = saved.rail;
		if (budgets.includes(Number(saved.budget))) this.budget = Number(saved.budget);
		if (crowds.includes(Number(saved.atOnce))) this.atOnce = Number(saved.atOnce);
		if (saved.closing === 'cancel' || saved.closing === 'keep') this.closing = saved.closing;
		if (typeof saved.timeZone === 'string' && isZone(saved.timeZone)) this.timeZone = saved.timeZone;
		if (saved.leaving === 'cancel') this.leaving = saved.leaving;
		this.sizes = readSizes(saved.sizes);
	}

	setTheme(theme: Theme): void {
		this.theme = theme;
		this.#storage.write(themeKey, theme === 'system' ? undefined : theme);
		if (theme === 'system') delete document.documentElement.dataset.theme;
		else document.documentElement.dataset.theme = theme;
	}

	setSize(pane: keyof Sizes, size: number): void {
		this.sizes = { ...this.sizes, [pane]: Math.round(size) };
		this.#save();
	}

	toggleRail(): void {
		this.rail = !this.rail;
		this.#save();
	}

	setBudget(budget: number): void {
		this.budget = budget;
		this.#save();
	}

	setAtOnce(count: number): void {
		this.atOnce = count;
		this.#save();
	}

	setClosing(closing: Closing): void {
		this.closing = closing;
		this.#save();
	}

	setLeaving(leaving: Leaving): void {
		this.leaving = leaving;
		this.#save();
	}

	setTimeZone(timeZone: string): void {
		this.timeZone = timeZone;
		this.#save();
	}

	/** The zone in which dates are shown: `UTC` or an IANA name. */
	get shownZone(): string {
		if (this.timeZone !== 'browser') return this.timeZone;
		return Intl.DateTimeFormat().resolvedOptions().timeZone;
	}

	resetLayout(): void {
		this.sizes = initialSizes;
		this.rail = true;
		this.#save();
	}

	#save(): void {
		const { rail, budget, sizes, atOnce, closing, leaving, timeZone } = this;
		this.#storage.write(key, JSON.stringify({ rail, budget, sizes, atOnce, closing, leaving, timeZone }));
	}
}

function readSizes(saved: unknown): Sizes {
	if (!isRecord(saved)) return initialSizes;
	const size = (pane: keyof Sizes) => {
		const value = saved[pane];
		return typeof value === 'number' && value > 0 ? value : initialSizes[pane];
	};
	return { rail: size('rail'), request: size('request'), editor: size('editor') };
}

function isZone(name: string): boolean {
	if (name === 'browser' || name === 'UTC') return true;
	try {
		return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}
