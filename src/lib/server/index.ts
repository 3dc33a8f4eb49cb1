import { readFileSync } from 'node:fs';
import type { Upstream } from '$lib/protocol/upstream';
import { type ClusterConfig, type Config, type Credentials, readConfig } from './config';
import { openDemo } from './demo';
import { elasticsearch } from './relay';

export { refusal } from './guard';
export { problem, relay } from './relay';

/** One cluster that the page may use. Holds no secret. */
export interface Cluster {
	readonly id: string;
	readonly label: string;
	readonly kind: ClusterConfig['kind'];
	readonly upstream: Upstream;
	close(): Promise<void>;
}

interface Running {
	readonly config: Config;
	readonly clusters: ReadonlyMap<string, Cluster>;
}

let running: Promise<Running> | undefined;
let hosts: readonly string[] = [];

/**
 * Reads the configuration and opens every cluster, once. A wrong configuration ends the process with a sentence for
 * each thing that is wrong.
 */
export function start(): Promise<Running> {
	running ??= open();
	return running;
}

/** The cluster of that id, if there is one. */
export async function cluster(id: string): Promise<Cluster | undefined> {
	return (await start()).clusters.get(id);
}

export async function clusters(): Promise<readonly Cluster[]> {
	return [...(await start()).clusters.values()];
}

/** Host names besides this machine's own under which the page may be opened. */
export const allowedHosts = () => hosts;

async function open(): Promise<Running> {
	const configured = readConfig(process.env, (path) => readFileSync(path, 'utf8'));
	if (configured.kind === 'invalid') stop(configured.problems);
	const { config } = configured;
	hosts = config.allowedHosts;
	const opened = new Map<string, Cluster>();
	for (const entry of config.clusters) opened.set(entry.id, await openCluster(entry));
	process.once('sveltekit:shutdown', () => {
		for (const cluster of opened.values()) void cluster.close();
	});
	return { config, clusters: opened };
}

function stop(problems: readonly string[]): never {
	for (const problem of problems) console.error(`Configuration: ${problem}`);
	process.exit(1);
}

async function openCluster(entry: ClusterConfig): Promise<Cluster> {
	const { id, label, kind } = entry;
	if (entry.kind === 'demo') {
		const demo = await openDemo(entry, console.warn);
		if (demo.kind === 'invalid') stop([demo.problem]);
		return { id, label, kind, upstream: demo.upstream, close: () => demo.close() };
	}
	const upstream = elasticsearch({
		url: entry.urls[0],
		ca: entry.tls.ca,
		authorization: entry.auth.kind === 'service' ? authorization(entry.auth.credentials) : undefined
	});
	return { id, label, kind, upstream, close: () => upstream.close() };
}

function authorization(credentials: Credentials): string | undefined {
	switch (credentials.kind) {
		case 'none':
			return undefined;
		case 'apiKey':
			return `ApiKey ${credentials.key}`;
		case 'bearer':
			return `Bearer ${credentials.token}`;
		case 'basic':
			return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
	}
}
