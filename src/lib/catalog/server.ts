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
	const { cluster_name, cluster_uuid, version } = await connection.get('/', signal);
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
