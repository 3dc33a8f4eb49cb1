import { isAbsolute, resolve } from 'node:path';
import { type RemoteConfig, remotesOf } from './cluster/remotes';

/** How the relay proves itself to one Elasticsearch. */
export type Credentials =
	| { readonly kind: 'none' }
	| { readonly kind: 'apiKey'; readonly key: string }
	| { readonly kind: 'basic'; readonly username: string; readonly password: string }
	| { readonly kind: 'bearer'; readonly token: string };

export interface ElasticConfig {
	readonly kind: 'elasticsearch';
	/** What stands in the relay's path: lower-case letters, digits, `-` and `_`. */
	readonly id: string;
	readonly label: string;
	/** Base URL without a trailing slash; may have a path. */
	readonly url: string;
	readonly credentials: Credentials;
	/** PEM text of the certificate authority to trust. */
	readonly ca: string | undefined;
}

export interface DemoConfig {
	readonly kind: 'demo';
	readonly id: 'demo';
	readonly label: string;
	/** Folder of CSV, NDJSON, JSON and Parquet files to offer as indices. */
	readonly dataDir: string | undefined;
	/** Where the generated data sets are kept. */
	readonly cacheDir: string;
	/** Rows that one answer may have, 1 … 1,000,000. */
	readonly maxRows: number;
	/** Bytes that an answer may have to be kept for later reads. */
	readonly maxStored: number;
	/** Simulated remote clusters. */
	readonly remotes: readonly RemoteConfig[];
	/** Share of the generated data sets' documents, 0 < scale ≤ 1. */
	readonly scale: number;
}

export type ClusterConfig = ElasticConfig | DemoConfig;

export interface Config {
	readonly clusters: readonly ClusterConfig[];
	/** Names besides this machine's own that the Host header may carry, lower-case, without port. */
	readonly allowedHosts: readonly string[];
}

export type Configured =
	| { readonly kind: 'config'; readonly config: Config }
	/** Sentences, each naming the variable or the path in the file that is wrong. */
	| { readonly kind: 'invalid'; readonly problems: readonly string[] };

type Env = Readonly<Record<string, string | undefined>>;

/** Every variable the server reads, with what it means; the README's table is tested against it. */
export const variables = {
	HOST: 'address to listen on (127.0.0.1)',
	PORT: 'port to listen on (3000)',
	ELASTICSEARCH_URL: 'base URL of the cluster to offer, http(s)',
	ELASTICSEARCH_API_KEY: 'encoded API key for that cluster',
	ELASTICSEARCH_USERNAME: 'user name for that cluster, with ELASTICSEARCH_PASSWORD',
	ELASTICSEARCH_PASSWORD: 'password for that cluster',
	ELASTICSEARCH_BEARER: 'bearer token for that cluster',
	ELASTICSEARCH_CA_FILE: 'PEM file of the certificate authority that signed its certificate',
	WORKBENCH_CONFIG: 'JSON file that lists several clusters',
	WORKBENCH_ALLOWED_HOSTS: 'further host names, comma-separated, under which the page may be opened',
	WORKBENCH_DEMO: '`true` offers the demo cluster beside configured ones',
	WORKBENCH_DATA: 'folder whose CSV, NDJSON, JSON and Parquet files become indices of the demo cluster',
	WORKBENCH_DEMO_MAX_ROWS: 'rows one answer of the demo cluster may have, up to 1,000,000 (10,000)',
	WORKBENCH_DEMO_MAX_STORED: 'bytes an answer of the demo cluster may have to be kept (10,485,760)',
	WORKBENCH_DEMO_REMOTES:
		'`true` gives the demo cluster three simulated remotes; a JSON file describes others',
	WORKBENCH_DEMO_SCALE: 'share of the generated documents to make, above 0 and up to 1 (1)',
	WORKBENCH_CACHE: 'folder for the generated data sets (.data)'
} as const;

const idPattern = /^[a-z0-9][a-z0-9_-]{0,62}$/;

/** The environment → `Config`. `readFile` gives a file's text or throws. */
export function readConfig(env: Env, readFile: (path: string) => string): Configured {
	const problems: string[] = [];
	const clusters: ClusterConfig[] = [];
	const say = (problem: string) => void problems.push(problem);

	if (env.ELASTICSEARCH_URL) {
		const cluster = elastic(
			{
				id: 'elasticsearch',
				label: undefined,
				url: env.ELASTICSEARCH_URL,
				apiKey: env.ELASTICSEARCH_API_KEY,
				username: env.ELASTICSEARCH_USERNAME,
				password: env.ELASTICSEARCH_PASSWORD,
				bearer: env.ELASTICSEARCH_BEARER,
				caFile: env.ELASTICSEARCH_CA_FILE
			},
			fromEnvironment,
			readFile,
			say
		);
		if (cluster) clusters.push(cluster);
	} else {
		for (const name of Object.keys(variables)) {
			if (name.startsWith('ELASTICSEARCH_') && name !== 'ELASTICSEARCH_URL' && env[name])
				say(`${name} is set, but ELASTICSEARCH_URL is not: set the cluster's URL too, or unset ${name}.`);
		}
	}
	if (env.WORKBENCH_CONFIG) clusters.push(...fromFile(env.WORKBENCH_CONFIG, env, readFile, say));

	const ids = clusters.map((cluster) => cluster.id);
	for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at)))
		say(`WORKBENCH_CONFIG: two clusters have the id "${id}": give each its own.`);

	const demo = flag(env, 'WORKBENCH_DEMO', say);
	const maxRows = number(
		env,
		'WORKBENCH_DEMO_MAX_ROWS',
		10_000,
		say,
		(n) => Number.isInteger(n) && n >= 1 && n <= 1_000_000
	);
	const maxStored = number(
		env,
		'WORKBENCH_DEMO_MAX_STORED',
		10_485_760,
		say,
		(n) => Number.isInteger(n) && n >= 0
	);
	const remotes = remotesOf(env.WORKBENCH_DEMO_REMOTES, (path) => readFile(absolute(path)), say);
	const scale = number(env, 'WORKBENCH_DEMO_SCALE', 1, say, (n) => n > 0 && n <= 1);
	port(env, say);
	if ((clusters.length === 0 && problems.length === 0) || demo || env.WORKBENCH_DATA) {
		clusters.unshift({
			kind: 'demo',
			id: 'demo',
			label: 'Demo cluster',
			dataDir: env.WORKBENCH_DATA ? absolute(env.WORKBENCH_DATA) : undefined,
			cacheDir: absolute(env.WORKBENCH_CACHE || '.data'),
			maxRows,
			maxStored,
			remotes,
			scale
		});
	}
	if (problems.length > 0) return { kind: 'invalid', problems };
	const allowedHosts = (env.WORKBENCH_ALLOWED_HOSTS ?? '')
		.split(',')
		.map((host) => host.trim().toLowerCase())
		.filter(Boolean);
	return { kind: 'config', config: { clusters, allowedHosts } };
}

interface Draft {
	readonly id: string;
	readonly label: string | undefined;
	readonly url: string;
	readonly apiKey: string | undefined;
	readonly username: string | undefined;
	readonly password: string | undefined;
	readonly bearer: string | undefined;
	readonly caFile: string | undefined;
}

/** How to call a draft's member in a sentence. */
type Namer = (member: keyof Draft) => string;

const environmentNames: Record<keyof Draft, string> = {
	id: 'id',
	label: 'label',
	url: 'ELASTICSEARCH_URL',
	apiKey: 'ELASTICSEARCH_API_KEY',
	username: 'ELASTICSEARCH_USERNAME',
	password: 'ELASTICSEARCH_PASSWORD',
	bearer: 'ELASTICSEARCH_BEARER',
	caFile: 'ELASTICSEARCH_CA_FILE'
};
const fromEnvironment: Namer = (member) => environmentNames[member];

function elastic(
	draft: Draft,
	name: Namer,
	readFile: (path: string) => string,
	say: (problem: string) => void
): ElasticConfig | undefined {
	const url = baseUrl(draft.url, name('url'), say);
	const given = (['apiKey', 'username', 'bearer'] as const).filter((member) => draft[member]);
	if (given.length > 1) say(`${given.map(name).join(' and ')} are both set: keep one way of signing in.`);
	if (draft.username && draft.password === undefined)
		say(`${name('password')} is missing: ${name('username')} needs it.`);
	if (draft.password && !draft.username) say(`${name('username')} is missing: ${name('password')} needs it.`);
	for (const member of ['apiKey', 'bearer'] as const) {
		if (draft[member] && !/^[\x21-\x7e]+$/.test(draft[member]))
			say(`${name(member)} has a character that cannot stand in a header.`);
	}
	let ca: string | undefined;
	if (draft.caFile) {
		try {
			ca = readFile(absolute(draft.caFile));
			if (!ca.includes('-----BEGIN CERTIFICATE-----'))
				say(`${name('caFile')} names ${draft.caFile}, which holds no PEM certificate.`);
		} catch (error) {
			say(`${name('caFile')} names ${draft.caFile}, which cannot be read: ${message(error)}.`);
		}
	}
	if (!url) return undefined;
	return {
		kind: 'elasticsearch',
		id: draft.id,
		label: draft.label ?? new URL(url).host,
		url,
		credentials: credentials(draft),
		ca
	};
}

function credentials(draft: Draft): Credentials {
	if (draft.apiKey) return { kind: 'apiKey', key: draft.apiKey };
	if (draft.bearer) return { kind: 'bearer', token: draft.bearer };
	if (draft.username) return { kind: 'basic', username: draft.username, password: draft.password ?? '' };
	return { kind: 'none' };
}

function baseUrl(text: string, name: string, say: (problem: string) => void): string | undefined {
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

const fileKeys = ['id', 'label', 'url', 'apiKey', 'username', 'password', 'bearer', 'caFile'] as const;

/**
 * `{"clusters": [{"id", "label"?, "url", "apiKey"?, "username"?, "password"?, "bearer"?, "caFile"?}]}`; a value
 * `"${NAME}"` is taken from the environment, so that the file need not hold secrets.
 */
function fromFile(
	path: string,
	env: Env,
	readFile: (path: string) => string,
	say: (problem: string) => void
): ElasticConfig[] {
	let parsed: unknown;
	try {
		parsed = JSON.parse(readFile(absolute(path)));
	} catch (error) {
		say(`WORKBENCH_CONFIG names ${path}, which cannot be read as JSON: ${message(error)}.`);
		return [];
	}
	const list = isObject(parsed) ? parsed.clusters : undefined;
	if (!Array.isArray(list) || list.length === 0) {
		say(
			`WORKBENCH_CONFIG: ${path} must hold {"clusters": [{"id": …, "url": …}, …]} with at least one cluster.`
		);
		return [];
	}
	return list.flatMap((entry: unknown, at) => {
		const where = `WORKBENCH_CONFIG: clusters[${at}]`;
		if (!isObject(entry)) {
			say(`${where} must be an object.`);
			return [];
		}
		const values: Partial<Record<(typeof fileKeys)[number], string>> = {};
		for (const [key, value] of Object.entries(entry)) {
			const known = fileKeys.find((name) => name === key);
			if (!known) say(`${where}.${key} is not known: the keys are ${fileKeys.join(', ')}.`);
			else if (typeof value !== 'string') say(`${where}.${key} must be a string.`);
			else values[known] = fromVariable(value, env, `${where}.${key}`, say);
		}
		const { id, url } = values;
		if (id === undefined || !idPattern.test(id) || id === 'demo') {
			say(`${where}.id must be lower-case letters, digits, "-" or "_", and not "demo".`);
			return [];
		}
		if (url === undefined) {
			say(`${where}.url is missing.`);
			return [];
		}
		const draft: Draft = {
			id,
			url,
			label: values.label,
			apiKey: values.apiKey,
			username: values.username,
			password: values.password,
			bearer: values.bearer,
			caFile: values.caFile
		};
		const cluster = elastic(draft, (member) => `${where}.${member}`, readFile, say);
		return cluster ? [cluster] : [];
	});
}

function fromVariable(value: string, env: Env, where: string, say: (problem: string) => void): string {
	const name = /^\$\{(\w+)\}$/.exec(value)?.[1];
	if (!name) return value;
	const found = env[name];
	if (found === undefined) say(`${where} takes its value from ${name}, which is not set.`);
	return found ?? '';
}

function number(
	env: Env,
	name: keyof typeof variables,
	otherwise: number,
	say: (problem: string) => void,
	fits: (n: number) => boolean
): number {
	const text = env[name];
	if (!text) return otherwise;
	const value = Number(text.replaceAll('_', ''));
	if (fits(value)) return value;
	say(`${name} is "${text}", but must be: ${variables[name]}.`);
	return otherwise;
}

function port(env: Env, say: (problem: string) => void): void {
	if (env.PORT && !(/^\d+$/.test(env.PORT) && Number(env.PORT) <= 65_535))
		say(`PORT is "${env.PORT}", but must be a number up to 65535.`);
}

function flag(env: Env, name: keyof typeof variables, say: (problem: string) => void): boolean {
	const text = env[name];
	if (!text || text === 'false') return false;
	if (text !== 'true') say(`${name} is "${text}", but must be true or false.`);
	return true;
}

const absolute = (path: string) => (isAbsolute(path) ? path : resolve(path));
const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const message = (error: unknown) => (error instanceof Error ? error.message : String(error));
