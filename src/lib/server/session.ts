import { randomBytes } from 'node:crypto';
import type { Credentials, SessionConfig } from './config';
import { type Seal, sealOf } from './seal';

/** What one browser carries, sealed, in its cookie. */
export interface Session {
	readonly id: string;
	/** Epoch milliseconds after which it is forgotten. */
	readonly expiresAt: number;
	readonly signedIn: Readonly<Record<string, SignIn>>;
}

/** A person's own credentials for one cluster, and the epoch milliseconds until which they are used. */
export interface SignIn {
	readonly credentials: Credentials;
	readonly until: number;
}

/** Milliseconds that a browser keeps its session after the page was last opened; its queries stay its own for as long. */
const kept = 30 * 86_400_000;

/** Bytes that a browser keeps of one cookie, attributes included. */
const largestCookie = 4096;

/** Reads and writes session cookies. Nothing of a session is kept in the server. */
export class Sessions {
	readonly #seals: readonly Seal[];
	readonly #lasts: number;

	/** `secrets`: the first seals, any opens. */
	constructor({ secrets, lasts }: SessionConfig) {
		this.#seals = secrets.map((secret) => sealOf(secret, 'session'));
		this.#lasts = lasts;
	}

	begin(now = Date.now()): Session {
		return { id: randomBytes(16).toString('base64url'), expiresAt: now + kept, signedIn: {} };
	}

	/** The same session, kept from now on, without the sign-ins that have ended. */
	renew(session: Session, now = Date.now()): Session {
		const signedIn = Object.entries(session.signedIn).filter(([, { until }]) => until > now);
		return { ...session, expiresAt: now + kept, signedIn: Object.fromEntries(signedIn) };
	}

	/** The session with a person's credentials for a cluster. */
	signIn(session: Session, cluster: string, credentials: Credentials, now = Date.now()): Session {
		const signedIn = { ...session.signedIn, [cluster]: { credentials, until: now + this.#lasts } };
		return this.renew({ ...session, signedIn }, now);
	}

	/** The session without them. */
	signOut(session: Session, cluster: string): Session {
		const left = Object.entries(session.signedIn).filter(([id]) => id !== cluster);
		return { ...session, signedIn: Object.fromEntries(left) };
	}

	/** The session in a request's Cookie header; undefined when there is none that is ours and still holds. */
	read(cookies: string | null, port: string, now = Date.now()): Session | undefined {
		const name = cookieName(port);
		for (const cookie of (cookies ?? '').split(';')) {
			const at = cookie.indexOf('=');
			if (cookie.slice(0, at).trim() !== name) continue;
			const value = cookie.slice(at + 1).trim();
			for (const seal of this.#seals) {
				const text = seal.open(value);
				const session = text === undefined ? undefined : (JSON.parse(text) as Session);
				if (session && session.expiresAt > now) return session;
			}
		}
		return undefined;
	}

	/** The Set-Cookie header that hands a session to the browser; undefined when it is too large to be kept. */
	write(session: Session, port: string, secure: boolean, now = Date.now()): string | undefined {
		const seconds = Math.max(0, Math.round((session.expiresAt - now) / 1000));
		const cookie = [
			`${cookieName(port)}=${this.#seals[0].close(JSON.stringify(session))}`,
			'Path=/api',
			`Max-Age=${seconds}`,
			'HttpOnly',
			'SameSite=Strict',
			...(secure ? ['Secure'] : [])
		].join('; ');
		return cookie.length > largestCookie ? undefined : cookie;
	}
}

/** The credentials that a session may use now. */
export function credentialsFor(
	session: Session | undefined,
	cluster: string,
	now = Date.now()
): Credentials | undefined {
	const found = session && Object.hasOwn(session.signedIn, cluster) ? session.signedIn[cluster] : undefined;
	return found && found.until > now ? found.credentials : undefined;
}

/** Cookies of one host are shared by its ports, so each port has its own name. */
const cookieName = (port: string) => `workbench-session${port === '' ? '' : `-${port}`}`;
