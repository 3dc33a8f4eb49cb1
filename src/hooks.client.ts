interface Rules {
	createHTML(text: string): string | null;
	createScriptURL(url: string): string | null;
}

interface TrustedTypes {
	createPolicy(name: string, rules: Rules): unknown;
}

/** Not every browser has them. */
const { trustedTypes } = window as { readonly trustedTypes?: TrustedTypes };

/**
 * What the page's Trusted Types let through: scripts and workers of this site, and no text as HTML but the empty one, with
 * which libraries clear an element. Svelte's own templates have a policy of their own.
 */
trustedTypes?.createPolicy('default', {
	createHTML: (text) => (text === '' ? text : null),
	createScriptURL: (url) => (new URL(url, location.href).origin === location.origin ? url : null)
});
