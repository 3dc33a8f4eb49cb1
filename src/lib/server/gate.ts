import { createHash, timingSafeEqual } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import type { GateConfig } from './config';

/** What the gate looks at in a request. */
export interface Knock {
	/** Where the connection comes from. */
	readonly address: string;
	readonly header: (name: string) => string | null;
}

export type Entry =
	/** `user`: whom a reverse proxy named. */
	| { readonly kind: 'in'; readonly user: string | undefined }
	/** `challenge`: the WWW-Authenticate header that lets a browser ask for the password. */
	| {
			readonly kind: 'out';
			readonly status: 401 | 403;
			readonly reason: string;
			readonly challenge?: string;
	  };

export type Gate = (knock: Knock) => Entry;

/** Who may use the workbench at all. */
export function gateOf(config: GateConfig): Gate {
	switch (config.kind) {
		case 'open':
			return () => ({ kind: 'in', user: undefined });
		case 'token':
			return tokenGate(config.token);
		case 'proxy':
			return proxyGate(config);
	}
}

function tokenGate(token: string): Gate {
	const right = digest(token);
	return ({ header }) => {
		const given = password(header('authorization'));
		if (given !== undefined && timingSafeEqual(digest(given), right)) return { kind: 'in', user: undefined };
		return {
			kind: 'out',
			status: 401,
			reason: 'this workbench asks for its password: any user name, and the token it was started with',
			challenge: 'Basic realm="ES|QL Workbench", charset="UTF-8"'
		};
	};
}

function proxyGate({ header: name, addresses, users }: Extract<GateConfig, { kind: 'proxy' }>): Gate {
	const proxies = new BlockList();
	for (const address of addresses) {
		const [ip, bits] = address.split('/');
		const family = isIP(ip) === 6 ? 'ipv6' : 'ipv4';
		if (bits === undefined) proxies.addAddress(ip, family);
		else proxies.addSubnet(ip, Number(bits), family);
	}
	return ({ address, header }) => {
		const ip = address.replace(/^::ffff:(?=\d+\.)/i, '');
		if (isIP(ip) === 0 || !proxies.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4'))
			return { kind: 'out', status: 403, reason: `only the reverse proxy may ask, not [${ip}]` };
		const user = header(name)?.trim();
		if (!user)
			return { kind: 'out', status: 401, reason: `the reverse proxy named no user in the header [${name}]` };
		if (users.length > 0 && !users.includes(user))
			return { kind: 'out', status: 403, reason: `the user [${user}] may not use this workbench` };
		return { kind: 'in', user };
	};
}

/** The password of a Basic header, or the token of a Bearer one. */
function password(authorization: string | null): string | undefined {
	const [, scheme, value] = /^(basic|bearer) +(\S+)$/i.exec(authorization ?? '') ?? [];
	if (scheme === undefined) return undefined;
	if (scheme.toLowerCase() === 'bearer') return value;
	const text = Buffer.from(value, 'base64').toString('utf8');
	return text.slice(text.indexOf(':') + 1);
}

const digest = (text: string) => createHash('sha256').update(text).digest();
