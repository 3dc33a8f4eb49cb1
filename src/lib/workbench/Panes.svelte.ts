import type { Preferences } from './Preferences.svelte';

/** px of a window in which the side panes lie over the others, one at a time, instead of beside them. */
const NARROW = 760;

/** A pane at the side that can be put away. */
export type SidePane = 'rail' | 'request';

/** Which panes are on screen: those of the layout, as far as the window has room for them. */
export class Panes {
	narrow = $state(false);
	/** In a narrow window, the side pane that lies over the others. */
	drawer: SidePane | undefined = $state();
	/** What fills the window alone. */
	full: 'query' | 'results' | undefined = $state();
	readonly #preferences: Preferences;

	constructor(preferences: Preferences) {
		this.#preferences = preferences;
	}

	/** Where the results lie, seen from the editor. */
	get side(): 'below' | 'right' {
		return this.narrow ? 'below' : this.#preferences.layout.side;
	}

	shows(pane: SidePane): boolean {
		if (this.full !== undefined && (pane === 'rail' || this.full === 'results')) return false;
		return this.narrow ? this.drawer === pane : this.#preferences.layout[pane];
	}

	/** Shows a side pane that is away, or puts it away. */
	toggle(pane: SidePane): void {
		const shown = this.shows(pane);
		if (!shown && (pane === 'rail' || this.full === 'results')) this.full = undefined;
		if (this.narrow) this.drawer = shown ? undefined : pane;
		else this.#preferences.arrange({ [pane]: !shown });
	}

	/** Has the results lie at the other side of the editor. */
	swap(): void {
		this.full = undefined;
		this.#preferences.arrange({ side: this.side === 'below' ? 'right' : 'below' });
	}

	toggleFull(part: 'query' | 'results'): void {
		this.drawer = undefined;
		this.full = this.full === part ? undefined : part;
	}

	/** Takes what lies over the rest away, else the full screen. Gives whether there was anything to leave. */
	leave(): boolean {
		if (this.drawer !== undefined) this.drawer = undefined;
		else if (this.full !== undefined) this.full = undefined;
		else return false;
		return true;
	}

	/** The window has another width, in px. */
	fit(width: number): void {
		this.narrow = width < NARROW;
		if (!this.narrow) this.drawer = undefined;
	}

	reset(): void {
		this.full = this.drawer = undefined;
		this.#preferences.resetLayout();
	}
}
