import { describe, expect, it } from 'vitest';
import { readConfig } from '$lib/server/config';

const files: Record<string, string> = {
	'/ca.pem': '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----',
	'/not.pem': 'hello',
	'/broken.json': '{',
	'/two.json': JSON.stringify({
		clusters: [
			{ id: 'prod', label: 'Production', url: 'https://es.example:9200/', apiKey: '${PROD_KEY}' },
			{ id: 'eu', url: 'http://eu.example/es', username: 'u', password: 'p' }
		]
	}),
	'/wrong.json': JSON.stringify({
		clusters: [
			{ id: 'Demo!', url: 'x' },
			{ id: 'a', url: 'http://a', port: 1 },
			{ id: 'a', url: 'http://b', label: 3 },
			7,
			{ id: 'c' }
		]
	}),
	'/key.pem': '-----BEGIN EC PRIVATE KEY-----\nx\n-----END EC PRIVATE KEY-----',
	'/full.json': JSON.stringify({
		clusters: [
			{
				id: 'full',
				url: ['https://one.example/', 'https://two.example'],
				auth: 'personal',
				fingerprint: 'ab'.repeat(32),
				certFile: '/ca.pem',
				keyFile: '/key.pem',
				headers: { 'X-Tenant': '${TENANT}' },
				indexPattern: 'logs-*',
				limits: { openRequests: 4, keepAlive: '1h' }
			}
		]
	}),
	'/odd.json': JSON.stringify({
		clusters: [
			{
				id: 'odd',
				url: ['http://a', 7],
				auth: 'both',
				headers: { Authorization: 'x', 'x y': 'z', 'x-line': 'a\nb' },
				limits: { openRequests: 0, more: 1, keepAlive: 'soon' }
			},
			{ id: 'two', url: 'http://a', auth: 'personal', apiKey: 'k', limits: 7, headers: 'x' }
		]
	}),
	'/empty.json': '{"clusters": []}',
	'/remotes.json': JSON.stringify({ eu: { indices: 'logs-*', delay_ms: 500 } }),
	'/wrong-remotes.json': JSON.stringify({ eu: { indices: 'logs-*', delay: 1 } })
};

const token = 'a-long-enough-token';

function read(env: Record<string, string>) {
	return readConfig(env, (path) => {
		if (path in files) return files[path];
		throw new Error('no such file');
	});
}

const config = (env: Record<string, string>) => {
	const result = read(env);
	if (result.kind === 'invalid') throw new Error(result.problems.join('\n'));
	return result.config;
};

const problems = (env: Record<string, string>) => {
	const result = read(env);
	return result.kind === 'invalid' ? result.problems : [];
};

describe('configuration', () => {
	it('is the demo cluster when nothing is set', () => {
		expect(config({}).clusters).toMatchObject([
			{
				kind: 'demo',
				id: 'demo',
				maxRows: 10_000,
				maxStored: 10_485_760,
				remotes: [],
				scale: 1,
				dataDir: undefined
			}
		]);
	});

	it('is one cluster from the environment, with each way to sign in', () => {
		const url = 'https://es.example:9200/path/';
		const credentials = (env: Record<string, string>) => {
			const [cluster] = config({ ELASTICSEARCH_URL: url, ...env }).clusters;
			return cluster.kind === 'elasticsearch' && cluster.auth.kind === 'service'
				? cluster.auth.credentials
				: undefined;
		};
		expect(config({ ELASTICSEARCH_URL: url }).clusters).toMatchObject([
			{
				kind: 'elasticsearch',
				id: 'elasticsearch',
				label: 'es.example:9200',
				urls: ['https://es.example:9200/path']
			}
		]);
		expect(credentials({})).toEqual({ kind: 'none' });
		expect(credentials({ ELASTICSEARCH_API_KEY: 'k' })).toEqual({ kind: 'apiKey', key: 'k' });
		expect(credentials({ ELASTICSEARCH_USERNAME: 'u', ELASTICSEARCH_PASSWORD: 'p' })).toEqual({
			kind: 'basic',
			username: 'u',
			password: 'p'
		});
		expect(credentials({ ELASTICSEARCH_BEARER: 't' })).toEqual({ kind: 'bearer', token: 't' });
	});

	it('reads a certificate authority', () => {
		expect(
			config({ ELASTICSEARCH_URL: 'https://x', ELASTICSEARCH_CA_FILE: '/ca.pem' }).clusters
		).toMatchObject([{ tls: { ca: files['/ca.pem'] } }]);
	});

	it('reads several clusters from a file, secrets from the environment', () => {
		expect(config({ WORKBENCH_CONFIG: '/two.json', PROD_KEY: 'secret' }).clusters).toMatchObject([
			{
				id: 'prod',
				label: 'Production',
				urls: ['https://es.example:9200'],
				auth: { kind: 'service', credentials: { kind: 'apiKey', key: 'secret' } }
			},
			{
				id: 'eu',
				label: 'eu.example',
				urls: ['http://eu.example/es'],
				auth: { credentials: { kind: 'basic' } }
			}
		]);
	});

	it('reads all that a file may say of a cluster', () => {
		const [cluster] = config({
			WORKBENCH_CONFIG: '/full.json',
			TENANT: 'a',
			WORKBENCH_MAX_KEEP_ALIVE: '5d'
		}).clusters;
		expect(cluster).toEqual({
			kind: 'elasticsearch',
			id: 'full',
			label: 'one.example',
			urls: ['https://one.example', 'https://two.example'],
			auth: { kind: 'personal' },
			tls: {
				ca: undefined,
				fingerprint: Array(32).fill('AB').join(':'),
				client: { cert: files['/ca.pem'], key: files['/key.pem'] }
			},
			headers: { 'x-tenant': 'a' },
			indexPattern: 'logs-*',
			limits: { openRequests: 4, requestsPerMinute: 12_000, responseBytes: 0, keepAlive: 3_600_000 }
		});
	});

	it('stands open on this machine only, else asks for a token or believes a proxy', () => {
		expect(config({ HOST: '127.0.0.1' }).gate).toEqual({ kind: 'open' });
		expect(config({ HOST: '0.0.0.0', WORKBENCH_TOKEN: token }).gate).toEqual({ kind: 'token', token });
		expect(
			config({
				HOST: '::',
				WORKBENCH_PROXY_USER_HEADER: 'X-User',
				WORKBENCH_PROXY_ADDRESSES: '10.0.0.0/8, ::1',
				WORKBENCH_ALLOWED_USERS: 'ann,bob'
			}).gate
		).toEqual({
			kind: 'proxy',
			header: 'x-user',
			addresses: ['10.0.0.0/8', '::1'],
			users: ['ann', 'bob']
		});
		expect(config({ WORKBENCH_SECRET: `${token},${token}2`, WORKBENCH_SESSION_HOURS: '1' }).session).toEqual({
			secrets: [token, `${token}2`],
			lasts: 3_600_000
		});
	});

	it('adds the demo cluster where it is asked for or has files to show', () => {
		const ids = (env: Record<string, string>) =>
			config({ ELASTICSEARCH_URL: 'http://x', ...env }).clusters.map((cluster) => cluster.id);
		expect(ids({})).toEqual(['elasticsearch']);
		expect(ids({ WORKBENCH_DEMO: 'true' })).toEqual(['demo', 'elasticsearch']);
		expect(ids({ WORKBENCH_DATA: '/files' })).toEqual(['demo', 'elasticsearch']);
	});

	it('reads limits and host names', () => {
		const read = config({
			WORKBENCH_DEMO_MAX_ROWS: '1_000_000',
			WORKBENCH_DEMO_MAX_STORED: '2_000_000',
			WORKBENCH_DEMO_SCALE: '0.5',
			WORKBENCH_ALLOWED_HOSTS: 'Workbench.example, b'
		});
		expect(read).toMatchObject({
			clusters: [{ maxRows: 1_000_000, maxStored: 2_000_000, scale: 0.5 }],
			allowedHosts: ['workbench.example', 'b']
		});
	});

	it('reads simulated remotes', () => {
		const remotes = (setting: string) => {
			const [cluster] = config({ WORKBENCH_DEMO_REMOTES: setting }).clusters;
			return cluster.kind === 'demo' ? cluster.remotes.map(({ name, delay }) => [name, delay]) : [];
		};
		expect(remotes('true')).toEqual([
			['eu', 0],
			['us', 3000],
			['ap', 0]
		]);
		expect(remotes('/remotes.json')).toEqual([['eu', 500]]);
		expect(remotes('false')).toEqual([]);
	});

	it.each([
		[
			{ WORKBENCH_DEMO_REMOTES: '/wrong-remotes.json' },
			'WORKBENCH_DEMO_REMOTES: /wrong-remotes.json: eu.delay is not known'
		],
		[{ WORKBENCH_DEMO_REMOTES: '/gone' }, 'WORKBENCH_DEMO_REMOTES names /gone, which cannot be read'],
		[{ ELASTICSEARCH_URL: 'es.example' }, 'ELASTICSEARCH_URL is not a URL'],
		[{ ELASTICSEARCH_URL: 'ftp://x' }, 'ELASTICSEARCH_URL must start with http'],
		[{ ELASTICSEARCH_URL: 'http://u:p@x' }, 'ELASTICSEARCH_URL must not hold a user name'],
		[{ ELASTICSEARCH_URL: 'http://x?a=1' }, 'ELASTICSEARCH_URL must not have a query'],
		[{ ELASTICSEARCH_API_KEY: 'k' }, 'ELASTICSEARCH_API_KEY is set, but ELASTICSEARCH_URL is not'],
		[
			{ ELASTICSEARCH_URL: 'http://x', ELASTICSEARCH_API_KEY: 'k', ELASTICSEARCH_BEARER: 't' },
			'ELASTICSEARCH_API_KEY and ELASTICSEARCH_BEARER are both set'
		],
		[{ ELASTICSEARCH_URL: 'http://x', ELASTICSEARCH_USERNAME: 'u' }, 'ELASTICSEARCH_PASSWORD is missing'],
		[{ ELASTICSEARCH_URL: 'http://x', ELASTICSEARCH_PASSWORD: 'p' }, 'ELASTICSEARCH_USERNAME is missing'],
		[
			{ ELASTICSEARCH_URL: 'http://x', ELASTICSEARCH_API_KEY: 'a\nb' },
			'ELASTICSEARCH_API_KEY has a character'
		],
		[
			{ ELASTICSEARCH_URL: 'http://x', ELASTICSEARCH_CA_FILE: '/gone' },
			'ELASTICSEARCH_CA_FILE names /gone, which cannot be read'
		],
		[
			{ ELASTICSEARCH_URL: 'http://x', ELASTICSEARCH_CA_FILE: '/not.pem' },
			'ELASTICSEARCH_CA_FILE names /not.pem, which holds no PEM'
		],
		[{ WORKBENCH_CONFIG: '/gone' }, 'WORKBENCH_CONFIG names /gone'],
		[{ WORKBENCH_CONFIG: '/broken.json' }, 'WORKBENCH_CONFIG names /broken.json'],
		[{ WORKBENCH_CONFIG: '/empty.json' }, 'WORKBENCH_CONFIG: /empty.json must hold'],
		[
			{ WORKBENCH_CONFIG: '/two.json' },
			'WORKBENCH_CONFIG: clusters[0].apiKey takes its value from PROD_KEY, which is not set'
		],
		[{ WORKBENCH_DEMO_MAX_ROWS: '0' }, 'WORKBENCH_DEMO_MAX_ROWS is "0"'],
		[{ WORKBENCH_DEMO_MAX_ROWS: '1000001' }, 'WORKBENCH_DEMO_MAX_ROWS is "1000001"'],
		[{ WORKBENCH_DEMO_MAX_STORED: '-1' }, 'WORKBENCH_DEMO_MAX_STORED is "-1"'],
		[{ WORKBENCH_DEMO_SCALE: '2' }, 'WORKBENCH_DEMO_SCALE is "2"'],
		[{ WORKBENCH_DEMO: 'yes' }, 'WORKBENCH_DEMO is "yes"'],
		[{ PORT: 'http' }, 'PORT is "http"'],
		[{ ELASTICSEARCH_URL: 'http://x', ELASTICSEARCH_AUTH: 'mine' }, 'ELASTICSEARCH_AUTH is "mine"'],
		[
			{ ELASTICSEARCH_URL: 'http://x', ELASTICSEARCH_AUTH: 'personal', ELASTICSEARCH_API_KEY: 'k' },
			'ELASTICSEARCH_API_KEY is set, but ELASTICSEARCH_AUTH is personal'
		],
		[{ ELASTICSEARCH_URL: 'http://x', ELASTICSEARCH_FINGERPRINT: 'ab:cd' }, 'ELASTICSEARCH_FINGERPRINT must'],
		[
			{ ELASTICSEARCH_URL: 'http://x', ELASTICSEARCH_CERT_FILE: '/ca.pem' },
			'ELASTICSEARCH_KEY_FILE is missing'
		],
		[
			{ ELASTICSEARCH_URL: 'http://x', ELASTICSEARCH_KEY_FILE: '/key.pem' },
			'ELASTICSEARCH_CERT_FILE is missing'
		],
		[{ HOST: '0.0.0.0' }, 'HOST is 0.0.0.0, which other machines can reach'],
		[{ HOST: 'workbench.example' }, 'HOST is workbench.example'],
		[{ WORKBENCH_TOKEN: 'short' }, 'WORKBENCH_TOKEN must be at least 16'],
		[{ WORKBENCH_TOKEN: token, WORKBENCH_PROXY_USER_HEADER: 'x' }, 'are both set'],
		[{ WORKBENCH_PROXY_USER_HEADER: 'x y' }, 'which is no header name'],
		[
			{ WORKBENCH_PROXY_USER_HEADER: 'x-user', WORKBENCH_PROXY_ADDRESSES: '10.0.0.0/64' },
			'WORKBENCH_PROXY_ADDRESSES has "10.0.0.0/64"'
		],
		[{ WORKBENCH_ALLOWED_USERS: 'ann' }, 'WORKBENCH_ALLOWED_USERS is set, but'],
		[{ WORKBENCH_SECRET: 'short' }, 'WORKBENCH_SECRET must be at least 16'],
		[{ WORKBENCH_SESSION_HOURS: '0' }, 'WORKBENCH_SESSION_HOURS is "0"'],
		[{ WORKBENCH_MAX_OPEN_REQUESTS: '0' }, 'WORKBENCH_MAX_OPEN_REQUESTS is "0"'],
		[{ WORKBENCH_MAX_KEEP_ALIVE: 'soon' }, 'WORKBENCH_MAX_KEEP_ALIVE is "soon"'],
		[{ WORKBENCH_LOG_QUERIES: 'all' }, 'WORKBENCH_LOG_QUERIES is "all"']
	])('refuses %j with a sentence that names the variable', (env, sentence) => {
		expect(problems(env as unknown as Record<string, string>)).toEqual([expect.stringContaining(sentence)]);
	});

	it('tells everything that is wrong with a file at once', () => {
		expect(problems({ WORKBENCH_CONFIG: '/wrong.json' })).toEqual([
			expect.stringContaining('clusters[0].id must be'),
			expect.stringContaining('clusters[1].port is not known'),
			expect.stringContaining('clusters[2].label must be a string'),
			expect.stringContaining('clusters[3] must be an object'),
			expect.stringContaining('clusters[4].url is missing'),
			expect.stringContaining('two clusters have the id "a"')
		]);
	});

	it('tells everything that is odd in a file, by its path', () => {
		expect(problems({ WORKBENCH_CONFIG: '/odd.json' })).toEqual([
			expect.stringContaining('clusters[0].url[1] must be a string'),
			expect.stringContaining('clusters[0].headers.Authorization is not a header'),
			expect.stringContaining('clusters[0].headers.x y is not a header'),
			expect.stringContaining('clusters[0].headers.x-line must be a string'),
			expect.stringContaining('clusters[0].limits.openRequests must be a number from 1'),
			expect.stringContaining('clusters[0].limits.more is not known'),
			expect.stringContaining('clusters[0].limits.keepAlive must be a time'),
			expect.stringContaining('clusters[0].auth is "both"'),
			expect.stringContaining('clusters[1].limits must be an object'),
			expect.stringContaining('clusters[1].headers must be an object'),
			expect.stringContaining('clusters[1].apiKey is set, but WORKBENCH_CONFIG: clusters[1].auth is personal')
		]);
	});
});
