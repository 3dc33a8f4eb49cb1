import { identity } from './identity';

/** Value of one Warning header. Quotes and backslashes are escaped; `%` and all beyond printable ASCII are percent-encoded. */
export function warningHeader(text: string): string {
	const encoded = text
		.toWellFormed()
		.replace(/%|[^\x20-\x7e]/gu, (character) => encodeURIComponent(character))
		.replace(/["\\]/g, '\\$&');
	return `299 Elasticsearch-${identity.version}-${identity.buildHash} "${encoded}"`;
}
