import type {
	EnrichPolicy,
	Field,
	IndexInfo,
	InferenceEndpoint,
	SchemaSource
} from '$lib/esql/analysis/schema';
import { isRecord } from '$lib/protocol/parse';
import { CatalogError, type Connection } from './connection';
import { readFields } from './fieldtypes';
import { readEndpoints, readPolicies } from './enrichment';
import { serverInfo } from './server';

const fieldSearch = new URLSearchParams({
	fields: '*',
	include_unmapped: 'false',
	filters: '-parent,-metadata'
});

/** Asks a cluster what it holds, afresh each time. Rejects with a `CatalogError`, or with the abort's reason. */
export class CatalogClient implements SchemaSource {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	/** Open indices, aliases, data streams and views, sorted by name. */
	async indices(signal?: AbortSignal): Promise<readonly IndexInfo[]> {
		const [resolved, views] = await Promise.all([
			this.#connection.get('/_resolve/index/*', signal),
			this.#views(signal)
		]);
		return byName([...readResolved(resolved), ...views]);
	}

	async remotes(signal?: AbortSignal): Promise<readonly string[]> {
		return Object.keys((await this.#optional('/_remote/info', signal)) ?? {}).sort();
	}

	async remoteIndices(cluster: string, signal?: AbortSignal): Promise<readonly IndexInfo[]> {
		const path = `/_resolve/index/${encodeURIComponent(`${cluster}:*`)}`;
		const found = readResolved(await this.#connection.get(path, signal));
		const head = `${cluster}:`;
		return byName(
			found.map((info) => ({
				...info,
				name: info.name.startsWith(head) ? info.name.slice(head.length) : info.name
			}))
		);
	}

	async fields(pattern: string, signal?: AbortSignal): Promise<readonly Field[]> {
		if (pattern.trim() === '') return [];
		const path = `/${encodeURIComponent(pattern.trim())}/_field_caps?${fieldSearch}`;
		return readFields(await this.#connection.get(path, signal));
	}

	async policies(signal?: AbortSignal): Promise<readonly EnrichPolicy[] | undefined> {
		const answer = await this.#optional('/_enrich/policy', signal);
		return answer && readPolicies(answer);
	}

	async endpoints(signal?: AbortSignal): Promise<readonly InferenceEndpoint[]> {
		return readEndpoints((await this.#optional('/_inference', signal)) ?? {});
	}

	async version(signal?: AbortSignal): Promise<string | undefined> {
		const { version, flavor } = await serverInfo(this.#connection, signal);
		return flavor === 'serverless' || version === '' ? undefined : version;
	}

	async #views(signal: AbortSignal | undefined): Promise<IndexInfo[]> {
		const answer = await this.#optional('/_query/view', signal);
		return named(answer?.views).map(({ name }) => ({ name, kind: 'view' }));
	}

	/** Undefined on a cluster that does not have the path or keeps it to itself. */
	async #optional(
		path: string,
		signal: AbortSignal | undefined
	): Promise<Record<string, unknown> | undefined> {
		try {
			return await this.#connection.get(path, signal);
		} catch (error) {
			if (error instanceof CatalogError && [400, 403, 404, 405].includes(error.problem.status))
				return undefined;
			throw error;
		}
	}
}

const byName = (indices: readonly IndexInfo[]) => [...indices].sort((a, b) => (a.name < b.name ? -1 : 1));

/** What a `GET /_resolve/index` answer lists. */
const readResolved = ({ indices, aliases, data_streams }: Record<string, unknown>): readonly IndexInfo[] => [
	...named(indices).flatMap(readIndex),
	...named(aliases).map(({ name }): IndexInfo => ({ name, kind: 'alias' })),
	...named(data_streams).map(({ name }): IndexInfo => ({ name, kind: 'data_stream' }))
];

type Named = Record<string, unknown> & { readonly name: string };

function named(list: unknown): Named[] {
	if (!Array.isArray(list)) return [];
	return list.filter((item: unknown): item is Named => isRecord(item) && typeof item.name === 'string');
}

/** Backing indices of data streams are left out: their data stream stands for them. */
function readIndex({ name, mode, data_stream }: Named): IndexInfo[] {
	if (typeof data_stream === 'string') return [];
	return [typeof mode === 'string' ? { name, kind: 'index', mode } : { name, kind: 'index' }];
}
