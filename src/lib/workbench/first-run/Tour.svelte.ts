import { mount, unmount } from 'svelte';
import type { BrowserStorage } from '../BrowserStorage.svelte';
import type { Workbench } from '../Workbench.svelte';
import { rememberedStep, tourSteps } from './tour';

const key = 'workbench:tour';

/** A walk over the page that is in nobody's way; where it was left is kept in this browser. */
export class Tour {
	step = $state(0);
	/** The card is on screen. */
	shown = $state(false);
	/** It was ended before: it need not be offered again. */
	over = $state(false);
	readonly #storage: BrowserStorage;
	#hide: (() => void) | undefined;

	constructor(storage: BrowserStorage) {
		this.#storage = storage;
		const step = rememberedStep(storage.read(key));
		this.over = step === undefined;
		this.step = step ?? 0;
	}

	/** Shows the card where it was left, or from the beginning. */
	async start(): Promise<void> {
		if (this.shown) return;
		this.shown = true;
		const { default: TourCard } = await import('./TourCard.svelte');
		const card = mount(TourCard, { target: document.body, props: { tour: this } });
		this.#hide = () => void unmount(card);
	}

	go(step: number): void {
		if (step >= tourSteps.length) return this.end();
		this.step = Math.max(0, step);
		this.#storage.write(key, String(this.step));
	}

	/** Takes the card away for good; it can be started again. */
	end(): void {
		this.#hide?.();
		this.#hide = undefined;
		this.shown = false;
		this.over = true;
		this.step = 0;
		this.#storage.write(key, 'over');
	}
}

const all = new WeakMap<Workbench, Tour>();

/** The tour of a page. */
export function tourOf(workbench: Workbench): Tour {
	const known = all.get(workbench);
	if (known) return known;
	const made = new Tour(workbench.storage);
	all.set(workbench, made);
	return made;
}
