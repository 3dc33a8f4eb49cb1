import { remotesOf } from '../cluster/remotes';
import { fromFile } from './clusterfile';
import type { ClusterConfig, Config, DemoConfig, ElasticConfig, Limits } from './config';
import { type Draft, elastic } from './elastic';
import { readGate, readSession } from './entrance';
import { absolute, choice, type Env, flag, list, number, type ReadFile, type Say } from './environment';
import { readLimits } from './limits';
import { type Variable, variables } from './variables';

export type Configured =
	| { readonly kind: 'config'; readonly config: Config }
	/** Sentences, each naming the variable or the path in the file that is wrong. */
	| { readonly kind: 'invalid'; readonly problems: readonly string[] };

/** The environment → `Config`. `readFile` gives a file's text or throws. */
export function readConfig(env: Env, readFile: ReadFile): Configured {
	const problems: string[] = [];
	const say = (problem: string) => void problems.push(problem);
	const limits = readLimits(env, say);
	const clusters: ClusterConfig[] = [
		...fromEnvironment(env, limits, readFile, say),
		...(env.WORKBENCH_CONFIG ? fromFile(env.WORKBENCH_CONFIG, env, limits, readFile, say) : [])
	];
	const ids = clusters.map((cluster) => cluster.id);
	for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at)))
		say(`WORKBENCH_CONFIG: two clusters have the id "${id}": give each its own.`);

	const alone = clusters.length === 0 && problems.length === 0;
	const wanted = flag(env, 'WORKBENCH_DEMO', say);
	const demo = readDemo(env, limits, readFile, say);
	if (alone || wanted || env.WORKBENCH_DATA) clusters.unshift(demo);
	if (env.PORT && !(/^\d+$/.test(env.PORT) && Number(env.PORT) <= 65_535))
		say(`PORT is "${env.PORT}", but must be a number up to 65535.`);
	const config: Config = {
		clusters,
		allowedHosts: list(env, 'WORKBENCH_ALLOWED_HOSTS').map((host) => host.toLowerCase()),
		gate: readGate(env, say),
		session: readSession(env, say),
		logQueries: choice(env, 'WORKBENCH_LOG_QUERIES', ['hash', 'text'], say),
		cacheDir: demo.cacheDir
	};
	return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'config', config };
}

const names = {
	urls: 'ELASTICSEARCH_URL',
	apiKey: 'ELASTICSEARCH_API_KEY',
	username: 'ELASTICSEARCH_USERNAME',
	password: 'ELASTICSEARCH_PASSWORD',
	bearer: 'ELASTICSEARCH_BEARER',
	auth: 'ELASTICSEARCH_AUTH',
	caFile: 'ELASTICSEARCH_CA_FILE',
	fingerprint: 'ELASTICSEARCH_FINGERPRINT',
	certFile: 'ELASTICSEARCH_CERT_FILE',
	keyFile: 'ELASTICSEARCH_KEY_FILE'
} as const satisfies Partial<Record<keyof Draft, Variable>>;

const nameOf = (member: keyof Draft): string =>
	member in names ? names[member as keyof typeof names] : member;

function fromEnvironment(env: Env, limits: Limits, readFile: ReadFile, say: Say): readonly ElasticConfig[] {
	const urls = list(env, 'ELASTICSEARCH_URL');
	if (urls.length === 0) {
		for (const name of Object.keys(variables)) {
			if (name.startsWith('ELASTICSEARCH_') && env[name])
				say(`${name} is set, but ELASTICSEARCH_URL is not: set the cluster's URL too, or unset ${name}.`);
		}
		return [];
	}
	const draft: Draft = {
		id: 'elasticsearch',
		urls,
		apiKey: env.ELASTICSEARCH_API_KEY,
		username: env.ELASTICSEARCH_USERNAME,
		password: env.ELASTICSEARCH_PASSWORD,
		bearer: env.ELASTICSEARCH_BEARER,
		auth: env.ELASTICSEARCH_AUTH,
		caFile: env.ELASTICSEARCH_CA_FILE,
		fingerprint: env.ELASTICSEARCH_FINGERPRINT,
		certFile: env.ELASTICSEARCH_CERT_FILE,
		keyFile: env.ELASTICSEARCH_KEY_FILE,
		limits
	};
	const cluster = elastic(draft, nameOf, readFile, say);
	return cluster ? [cluster] : [];
}

const readDemo = (env: Env, limits: Limits, readFile: ReadFile, say: Say): DemoConfig => ({
	kind: 'demo',
	id: 'demo',
	label: 'Demo cluster',
	dataDir: env.WORKBENCH_DATA ? absolute(env.WORKBENCH_DATA) : undefined,
	cacheDir: absolute(env.WORKBENCH_CACHE || '.data'),
	uploadBytes: number(env, 'WORKBENCH_UPLOAD_MB', 512, say, (n) => n >= 0) * 1024 * 1024,
	maxRows: number(
		env,
		'WORKBENCH_DEMO_MAX_ROWS',
		10_000,
		say,
		(n) => Number.isInteger(n) && n >= 1 && n <= 1_000_000
	),
	maxStored: number(env, 'WORKBENCH_DEMO_MAX_STORED', 10_485_760, say, (n) => Number.isInteger(n) && n >= 0),
	remotes: remotesOf(env.WORKBENCH_DEMO_REMOTES, (path) => readFile(absolute(path)), say),
	scale: number(env, 'WORKBENCH_DEMO_SCALE', 1, say, (n) => n > 0 && n <= 1),
	memory: env.WORKBENCH_DEMO_MEMORY_MB
		? number(env, 'WORKBENCH_DEMO_MEMORY_MB', 0, say, (n) => Number.isInteger(n) && n >= 64)
		: undefined,
	limits
});
