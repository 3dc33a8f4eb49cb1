/** What the guard looks at in a request. */
export interface Asked {
	readonly host: string | null;
	readonly origin: string | null;
	readonly fetchSite: string | null;
}

/**
 * Why this request must not be served, or undefined. The Host must be this machine's or an allowed name (against DNS
 * rebinding); an Origin, which browsers send and curl and clients don't, must be the page's own (against CSRF).
 */
export function refusal(asked: Asked, allowedHosts: readonly string[]): string | undefined {
	const host = asked.host?.toLowerCase() ?? '';
	const name = host.replace(/:\d+$/, '');
	if (!isOwn(name) && !allowedHosts.includes(name))
		return `the host [${name}] is not one this workbench serves: add it to WORKBENCH_ALLOWED_HOSTS`;
	if (asked.origin !== null && asked.origin.toLowerCase().replace(/^https?:\/\//, '') !== host)
		return `a page of the origin [${asked.origin}] may not use this workbench`;
	if (asked.fetchSite === 'cross-site') return 'another site may not use this workbench';
	return undefined;
}

const isOwn = (name: string) =>
	name === 'localhost' ||
	name === '[::1]' ||
	name.endsWith('.localhost') ||
	/^127(?:\.\d{1,3}){3}$/.test(name);
