const URI = /^(?:([a-z][a-z\d+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is;
const AUTHORITY = /^(?:(.*)@)?(\[[^\]]*\]|[^:]*)(?::(\d*))?$/s;
const ILLEGAL = /[\s<>"{}|\\^`]|%(?![\da-f]{2})/i;

/** Parts of a URI by name; what it lacks is absent. */
export type UriParts = Readonly<Partial<Record<UriPart, string>>>;
export type UriPart =
	| 'domain'
	| 'fragment'
	| 'path'
	| 'extension'
	| 'port'
	| 'query'
	| 'scheme'
	| 'user_info'
	| 'username'
	| 'password';

function decoded(text: string | undefined): string | undefined {
	if (!text?.includes('%')) return text;
	return Buffer.from(
		text.replace(/%([\da-f]{2})|[^\x00-\x7f]/gi, (whole, hex: string | undefined) =>
			hex === undefined
				? Buffer.from(whole).toString('latin1')
				: String.fromCharCode(Number.parseInt(hex, 16))
		),
		'latin1'
	).toString();
}

/** The parts of a URI; undefined for what is none. */
export function uriParts(text: string): UriParts | undefined {
	if (ILLEGAL.test(text)) return undefined;
	const [, scheme, authority, path, query, fragment] = URI.exec(text) ?? [];
	const place = authority === undefined ? [] : AUTHORITY.exec(authority);
	if (path === undefined || !place) return undefined;
	const [, user, host, port] = place;
	const colon = user?.indexOf(':') ?? -1;
	const name = path.slice(path.lastIndexOf('/') + 1);
	return {
		domain: host,
		fragment: decoded(fragment),
		path: decoded(path),
		extension: name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : undefined,
		port,
		query: decoded(query),
		scheme,
		user_info: decoded(user),
		username: decoded(colon < 0 ? user : user?.slice(0, colon)),
		password: colon < 0 ? undefined : decoded(user?.slice(colon + 1))
	};
}
