import { type Abilities, capabilities } from '$lib/protocol/abilities';
import { isRecord } from '$lib/protocol/parse';
import type { Connection } from './connection';

/** Who a cluster says it is. `flavor` is `serverless` where the version number means nothing. */
export interface ServerInfo {
	readonly name: string;
	readonly uuid: string;
	readonly version: string;
	readonly flavor: string;
}

/** Asks `GET /`. Rejects with a `CatalogError`, or with the abort's reason. */
export async function serverInfo(connection: Connection, signal?: AbortSignal): Promise<ServerInfo> {
	return readInfo(await connection.get('/', signal));
}

/** A cluster, and the features that it was found to have or to lack. */
export interface ProbedServer extends ServerInfo {
	readonly abilities: Abilities;
}

/** Has the workbench's server find out who a cluster is and what it can. Rejects as `serverInfo` does. */
export async function probedServer(connection: Connection, signal?: AbortSignal): Promise<ProbedServer> {
	const answer = await connection.get('/abilities', signal);
	const told = isRecord(answer.capabilities) ? answer.capabilities : {};
	const abilities = capabilities.flatMap((name) =>
		typeof told[name] === 'boolean' ? [[name, told[name]] as const] : []
	);
	return { ...readInfo(answer), abilities: Object.fromEntries(abilities) };
}

function readInfo({ cluster_name, cluster_uuid, version }: Record<string, unknown>): ServerInfo {
	const parts = isRecord(version) ? version : {};
	return {
		name: text(cluster_name),
		uuid: text(cluster_uuid),
		version: text(parts.number),
		flavor: text(parts.build_flavor)
	};
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
