import { isRecord } from '$lib/protocol/parse';

/** px of the fixed pane of each split; two of them for results that lie below and to the right. */
export interface Sizes {
	readonly rail: number;
	readonly request: number;
	readonly editor: number;
	readonly requestHeight: number;
	readonly editorWidth: number;
}

/** How the panes lie. */
export interface Layout {
	readonly sizes: Sizes;
	readonly rail: boolean;
	/** Whether the request panes are shown. */
	readonly request: boolean;
	/** Where the results lie, seen from the editor. */
	readonly side: 'below' | 'right';
}

export const initialSizes: Sizes = {
	rail: 264,
	request: 348,
	editor: 312,
	requestHeight: 280,
	editorWidth: 620
};

export const initialLayout: Layout = { sizes: initialSizes, rail: true, request: true, side: 'below' };

/** What of `saved` is a layout, over the one at first. */
export function readLayout(saved: unknown): Layout {
	if (!isRecord(saved)) return initialLayout;
	const sizes = isRecord(saved.sizes) ? saved.sizes : {};
	const known = Object.entries(initialSizes).map(([pane, initial]) => {
		const size = sizes[pane];
		return [pane, typeof size === 'number' && size > 0 ? size : initial];
	});
	return {
		sizes: Object.fromEntries(known) as Sizes,
		rail: saved.rail !== false,
		request: saved.request !== false,
		side: saved.side === 'right' ? 'right' : 'below'
	};
}
