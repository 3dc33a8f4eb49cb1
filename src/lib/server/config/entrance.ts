import { isIP } from 'node:net';
import type { GateConfig, SessionConfig } from './config';
import { type Env, list, number, type Say } from './environment';

const shortestSecret = 16;

/** Who may come in. An address that other machines reach needs a gate. */
export function readGate(env: Env, say: Say): GateConfig {
	const header = env.WORKBENCH_PROXY_USER_HEADER;
	const token = env.WORKBENCH_TOKEN;
	if (header && token)
		say('WORKBENCH_TOKEN and WORKBENCH_PROXY_USER_HEADER are both set: keep one way of coming in.');
	if (token) {
		if (token.length < shortestSecret || !/^[\x21-\x7e]+$/.test(token))
			say(`WORKBENCH_TOKEN must be at least ${shortestSecret} printable characters without spaces.`);
		return { kind: 'token', token };
	}
	if (header) return proxy(header, env, say);
	for (const name of ['WORKBENCH_PROXY_ADDRESSES', 'WORKBENCH_ALLOWED_USERS'] as const) {
		if (env[name])
			say(`${name} is set, but WORKBENCH_PROXY_USER_HEADER is not: set the header too, or unset ${name}.`);
	}
	const host = env.HOST || '127.0.0.1';
	if (!isOwnAddress(host))
		say(
			`HOST is ${host}, which other machines can reach, but nothing guards the workbench: set WORKBENCH_TOKEN, or WORKBENCH_PROXY_USER_HEADER behind a reverse proxy that signs people in.`
		);
	return { kind: 'open' };
}

function proxy(header: string, env: Env, say: Say): GateConfig {
	if (!/^[\w-]+$/.test(header)) say(`WORKBENCH_PROXY_USER_HEADER is "${header}", which is no header name.`);
	const addresses = list(env, 'WORKBENCH_PROXY_ADDRESSES');
	for (const address of addresses) {
		const [ip, bits, more] = address.split('/');
		const size = isIP(ip) === 4 ? 32 : 128;
		if (isIP(ip) === 0 || more !== undefined || (bits !== undefined && !(Number(bits) <= size)))
			say(`WORKBENCH_PROXY_ADDRESSES has "${address}", which is no address or subnet.`);
	}
	return {
		kind: 'proxy',
		header: header.toLowerCase(),
		addresses: addresses.length > 0 ? addresses : ['127.0.0.1', '::1'],
		users: list(env, 'WORKBENCH_ALLOWED_USERS')
	};
}

const isOwnAddress = (host: string) =>
	host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

export function readSession(env: Env, say: Say): SessionConfig {
	const secrets = list(env, 'WORKBENCH_SECRET');
	if (secrets.some((secret) => secret.length < shortestSecret))
		say(`WORKBENCH_SECRET must be at least ${shortestSecret} characters.`);
	const hours = number(env, 'WORKBENCH_SESSION_HOURS', 12, say, (n) => n > 0 && n <= 720);
	return { secrets, lasts: hours * 3_600_000 };
}
