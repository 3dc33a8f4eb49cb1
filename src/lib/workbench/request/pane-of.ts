import type { RequestPane } from '../Tab.svelte';

const panes: readonly { readonly id: RequestPane; readonly label: string }[] = [
	{ id: 'params', label: 'Params' },
	{ id: 'filter', label: 'Filter' },
	{ id: 'options', label: 'Options' }
];

/** The request pane where a problem's path (`params[0].value`, `filter`, `options.keepAlive`) is put right. */
export function paneOf(path: string): { readonly id: RequestPane; readonly label: string } | undefined {
	return panes.find(({ id }) => path.startsWith(id));
}
