import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cluster, openCluster } from './clusters';
import { type Config, readConfig } from './config';
import { type Gate, gateOf } from './gate';
import { log, recordIn } from './log';
import { Metrics } from './metrics';
import { Owners } from './owners';
import type { Desk } from './passage';
import { Quota } from './quota';
import { madeSecret } from './secret';
import { Sessions } from './session';

export { abilitiesOf } from './abilities';
export type { Cluster } from './clusters';
export { compressed } from './compressed';
export { departure } from './departure';
export { refusal } from './guard';
export { type Visitor, relayed } from './passage';
export { problem } from './relay';
export { credentialsFor, type Session } from './session';
export { signIn } from './signin';
export { takeFile } from './uploads';
export { wholeBody } from './wholebody';

/** The open workbench: what hooks and endpoints work with. */
export interface House {
	readonly gate: Gate;
	readonly sessions: Sessions;
	readonly desk: Desk;
	/** Host names besides this machine's own under which the page may be opened. */
	readonly allowedHosts: readonly string[];
	clusters(): readonly Cluster[];
	cluster(id: string): Cluster | undefined;
	/** From the shutdown signal on. */
	closing(): boolean;
}

let house: Promise<House> | undefined;

/**
 * Reads the configuration and opens every cluster, once. A wrong configuration ends the process with a sentence for
 * each thing that is wrong.
 */
export function start(): Promise<House> {
	house ??= open();
	return house;
}

const say = (sentence: string) => log.warn(sentence);

/** Without HOST the built server listens on every address, the development server on this machine's own. */
const read = () =>
	readConfig(
		{ ...process.env, HOST: process.env.HOST || (import.meta.env.DEV ? '127.0.0.1' : '0.0.0.0') },
		(path) => readFileSync(path, 'utf8')
	);

async function open(): Promise<House> {
	const configured = read();
	if (configured.kind === 'invalid') return stop(configured.problems);
	const { config } = configured;
	const { secrets, lasts } = config.session;
	let clusters = await openAll(config, new Map());
	let closing = false;
	process.once('SIGTERM', () => (closing = true));
	process.once('sveltekit:shutdown', () => {
		closing = true;
		for (const { cluster } of clusters.values()) void cluster.close();
	});
	process.on('SIGHUP', () => {
		const again = read();
		if (again.kind === 'invalid') {
			for (const problem of again.problems) say(`Configuration not reloaded: ${problem}`);
			return;
		}
		void openAll(again.config, clusters).then(
			(reopened) => {
				const kept = new Set([...reopened.values()].map(({ cluster }) => cluster));
				for (const { cluster } of clusters.values()) if (!kept.has(cluster)) void cluster.close();
				clusters = reopened;
				log.info(`Configuration reloaded: ${[...clusters.keys()].join(', ')}`);
			},
			(error: unknown) => log.error(error, 'Configuration not reloaded')
		);
	});
	return {
		gate: gateOf(config.gate),
		sessions: new Sessions({
			secrets: secrets.length > 0 ? secrets : [madeSecret(config.cacheDir, say)],
			lasts
		}),
		desk: {
			owners: new Owners(join(config.cacheDir, 'query-owners.jsonl'), say),
			quota: new Quota(),
			metrics: new Metrics(),
			log: recordIn(config.logQueries, (line, message) => log.info(line, message))
		},
		allowedHosts: config.allowedHosts,
		clusters: () => [...clusters.values()].map(({ cluster }) => cluster),
		cluster: (id) => clusters.get(id)?.cluster,
		closing: () => closing
	};
}

interface Entry {
	readonly cluster: Cluster;
	/** The configuration it was opened with. */
	readonly from: string;
}

/** Opens what is new or has changed, and keeps the rest. */
async function openAll(
	{ clusters }: Config,
	before: ReadonlyMap<string, Entry>
): Promise<ReadonlyMap<string, Entry>> {
	const opened = new Map<string, Entry>();
	for (const config of clusters) {
		const from = JSON.stringify(config);
		const same = before.get(config.id);
		if (same?.from === from) {
			opened.set(config.id, same);
			continue;
		}
		const result = await openCluster(config, say);
		if (result.kind === 'invalid') {
			if (before.size === 0) stop([result.problem]);
			say(`Configuration of [${config.id}] not reloaded: ${result.problem}`);
			if (same) opened.set(config.id, same);
		} else {
			opened.set(config.id, { cluster: result.cluster, from });
		}
	}
	return opened;
}

function stop(problems: readonly string[]): never {
	for (const problem of problems) console.error(`Configuration: ${problem}`);
	process.exit(1);
}
