import { CachedSchema } from './cache';
import { CatalogClient } from './client';
import { Connection, type ConnectionOptions } from './connection';

/** What a cluster holds, remembered for five minutes. */
export function createCatalog(cluster: string, options?: ConnectionOptions): CachedSchema {
	return new CachedSchema(new CatalogClient(new Connection(cluster, options)));
}

export { CachedSchema, type CacheOptions } from './cache';
export { CatalogClient } from './client';
export { CatalogError, Connection, type ConnectionOptions } from './connection';
export { type ProbedServer, probedServer, serverInfo, type ServerInfo } from './server';
export { viewQuery } from './views';
export { type IndexFigures, indexFigures, sampleValues } from './glance';
