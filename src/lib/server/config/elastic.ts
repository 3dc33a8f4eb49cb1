import type { Auth, Credentials, ElasticConfig, Limits, Tls } from './config';
import { absolute, message, type ReadFile, type Say } from './environment';

/** What is said of one cluster, in the environment or in a file. */
export interface Draft {
	readonly id: string;
	readonly label?: string;
	readonly urls: readonly string[];
	readonly apiKey?: string;
	readonly username?: string;
	readonly password?: string;
	readonly bearer?: string;
	readonly auth?: string;
	readonly caFile?: string;
	readonly fingerprint?: string;
	readonly certFile?: string;
	readonly keyFile?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly indexPattern?: string;
	readonly limits: Limits;
}

/** How to call a draft's member in a sentence. */
export type Namer = (member: keyof Draft) => string;

const waysIn = ['apiKey', 'username', 'bearer'] as const;

/** A draft → the cluster; undefined when it has no usable URL. Whatever is wrong is said. */
export function elastic(draft: Draft, name: Namer, readFile: ReadFile, say: Say): ElasticConfig | undefined {
	const urls = draft.urls.flatMap((text) => baseUrl(text, name('urls'), say) ?? []);
	const auth = authOf(draft, name, say);
	const tls = tlsOf(draft, name, readFile, say);
	const [first] = urls;
	if (first === undefined) return undefined;
	return {
		kind: 'elasticsearch',
		id: draft.id,
		label: draft.label ?? new URL(first).host,
		urls,
		auth,
		tls,
		headers: draft.headers ?? {},
		indexPattern: draft.indexPattern,
		limits: draft.limits
	};
}

function authOf(draft: Draft, name: Namer, say: Say): Auth {
	const given = waysIn.filter((member) => draft[member]);
	if (given.length > 1) say(`${given.map(name).join(' and ')} are both set: keep one way of signing in.`);
	if (draft.username && draft.password === undefined)
		say(`${name('password')} is missing: ${name('username')} needs it.`);
	if (draft.password && !draft.username) say(`${name('username')} is missing: ${name('password')} needs it.`);
	for (const member of ['apiKey', 'bearer'] as const) {
		if (draft[member] && !/^[\x21-\x7e]+$/.test(draft[member]))
			say(`${name(member)} has a character that cannot stand in a header.`);
	}
	switch (draft.auth || 'service') {
		case 'service':
			return { kind: 'service', credentials: credentials(draft) };
		case 'personal':
			if (given.length > 0)
				say(`${given.map(name).join(' and ')} is set, but ${name('auth')} is personal: unset one of them.`);
			return { kind: 'personal' };
		default:
			say(`${name('auth')} is "${draft.auth}", but must be service or personal.`);
			return { kind: 'personal' };
	}
}

function credentials(draft: Draft): Credentials {
	if (draft.apiKey) return { kind: 'apiKey', key: draft.apiKey };
	if (draft.bearer) return { kind: 'bearer', token: draft.bearer };
	if (draft.username) return { kind: 'basic', username: draft.username, password: draft.password ?? '' };
	return { kind: 'none' };
}

function tlsOf(draft: Draft, name: Namer, readFile: ReadFile, say: Say): Tls {
	const pem = (member: 'caFile' | 'certFile' | 'keyFile', what: string): string | undefined => {
		const path = draft[member];
		if (!path) return undefined;
		try {
			const text = readFile(absolute(path));
			if (new RegExp(`-----BEGIN [A-Z ]*${what}-----`).test(text)) return text;
			say(`${name(member)} names ${path}, which holds no PEM ${what.toLowerCase()}.`);
		} catch (error) {
			say(`${name(member)} names ${path}, which cannot be read: ${message(error)}.`);
		}
		return undefined;
	};
	const ca = pem('caFile', 'CERTIFICATE');
	const cert = pem('certFile', 'CERTIFICATE');
	const key = pem('keyFile', 'PRIVATE KEY');
	if (draft.certFile && !draft.keyFile) say(`${name('keyFile')} is missing: ${name('certFile')} needs it.`);
	if (draft.keyFile && !draft.certFile) say(`${name('certFile')} is missing: ${name('keyFile')} needs it.`);
	return {
		ca,
		fingerprint: fingerprint(draft.fingerprint, name, say),
		client: cert && key ? { cert, key } : undefined
	};
}

function fingerprint(text: string | undefined, name: Namer, say: Say): string | undefined {
	if (!text) return undefined;
	const digits = text.replaceAll(/[:\s]/g, '').toUpperCase();
	if (!/^[0-9A-F]{64}$/.test(digits)) {
		say(`${name('fingerprint')} must be the 64 hexadecimal digits of a SHA-256 fingerprint.`);
		return undefined;
	}
	return digits.replaceAll(/(..)(?!$)/g, '$1:');
}

function baseUrl(text: string, name: string, say: Say): string | undefined {
	let url: URL;
	try {
		url = new URL(text);
	} catch {
		say(`${name} is not a URL: "${text}". Write it like https://localhost:9200.`);
		return undefined;
	}
	if (url.protocol !== 'http:' && url.protocol !== 'https:') {
		say(`${name} must start with http:// or https://, not ${url.protocol}//.`);
		return undefined;
	}
	if (url.username || url.password) {
		say(`${name} must not hold a user name or password: use the variables or keys made for them.`);
		return undefined;
	}
	if (url.search || url.hash) {
		say(`${name} must not have a query or fragment.`);
		return undefined;
	}
	return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
