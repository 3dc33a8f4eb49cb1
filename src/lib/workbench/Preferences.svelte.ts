import type { Notation } from '$lib/results/notation';
import type { BrowserStorage } from './BrowserStorage.svelte';
import { initialKeys, type KeyedAction } from './settings/key-map';
import { initialLayout, readLayout, type Layout, type Sizes } from './layout';
import { lookOf, wear } from './settings/look';
import {
	initialSettings,
	readSettings,
	type Closing,
	type Leaving,
	type SettingName,
	type Settings
} from './settings/settings';
import { parseJson } from './stored';

const key = 'workbench:preferences';
/** Read by `app.html` before the first paint. */
const lookKey = 'workbench:look';

/** How this person likes the page; kept in this browser. */
export class Preferences {
	settings: Settings = $state.raw(initialSettings);
	layout: Layout = $state.raw(initialLayout);
	/** How values of answers are shown. */
	readonly notation: Notation = $derived.by(() => {
		const { timeZone, dates, numbers } = this.settings;
		const own = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
		return { timeZone: timeZone === 'browser' ? own() : timeZone, dates, numbers };
	});
	readonly #storage: BrowserStorage;

	constructor(storage: BrowserStorage) {
		this.#storage = storage;
		const saved = parseJson(storage.read(key));
		this.settings = readSettings(saved);
		this.layout = readLayout(saved);
	}

	set<Name extends SettingName>(name: Name, value: Settings[Name]): void {
		this.replace({ ...this.settings, [name]: value });
	}

	/** Takes all settings at once, as a file or a reset brings them. */
	replace(settings: Settings): void {
		const look = lookOf(settings);
		wear(document.documentElement, lookOf(this.settings), look);
		this.settings = settings;
		const plain = Object.keys(look).length === 0;
		this.#storage.write(lookKey, plain ? undefined : JSON.stringify(look));
		this.#save();
	}

	arrange(change: Partial<Layout>): void {
		this.layout = { ...this.layout, ...change };
		this.#save();
	}

	setSize(pane: keyof Sizes, size: number): void {
		this.arrange({ sizes: { ...this.layout.sizes, [pane]: Math.round(size) } });
	}

	resetLayout(): void {
		this.arrange(initialLayout);
	}

	/** The keys that perform an action now. */
	keysOf(id: KeyedAction): readonly string[] {
		return this.settings.keys[id] ?? initialKeys[id];
	}

	get budget(): number {
		return this.settings.budget;
	}

	get atOnce(): number {
		return this.settings.atOnce;
	}

	get closing(): Closing {
		return this.settings.closing;
	}

	get leaving(): Leaving {
		return this.settings.leaving;
	}

	#save(): void {
		this.#storage.write(key, JSON.stringify({ ...this.settings, ...this.layout }));
	}
}
