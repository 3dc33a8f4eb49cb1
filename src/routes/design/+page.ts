import { error } from '@sveltejs/kit';

/** Rendered by the server, unlike the workbench, so that a build answers 404 and not a page that says so. */
export const ssr = true;

/** The page is for those who work on the components; a build does not have it. */
export function load(): void {
	if (!import.meta.env.DEV) error(404, 'There is nothing here.');
}
