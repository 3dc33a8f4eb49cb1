import { authorization } from './authorization';
import type { ClusterConfig, ElasticConfig } from './config';
import { openDemo } from './demo';
import type { Destination } from './passage';
import { elasticsearch, firstReached } from './relay';
import { openUploads, type UploadFolder } from './uploads';

/** One cluster that the page may use. Holds no secret. */
export interface Cluster extends Destination {
	readonly kind: ClusterConfig['kind'];
	/** What a new query reads from. */
	readonly indexPattern: string | undefined;
	/** Where files sent from the page go; undefined where none may be sent. */
	readonly uploads?: UploadFolder;
	close(): Promise<void>;
}

export type OpenedCluster =
	| { readonly kind: 'open'; readonly cluster: Cluster }
	/** A sentence that names the variable. */
	| { readonly kind: 'invalid'; readonly problem: string };

/** Opens a configured cluster. A real one is not asked yet. */
export async function openCluster(
	config: ClusterConfig,
	log: (sentence: string) => void
): Promise<OpenedCluster> {
	const { id, label, kind, limits } = config;
	if (config.kind === 'elasticsearch') return { kind: 'open', cluster: elasticCluster(config) };
	const uploads = config.uploadBytes > 0 ? openUploads(config.cacheDir, config.uploadBytes) : undefined;
	const demo = await openDemo({ ...config, uploadDir: uploads?.path }, log);
	if (demo.kind === 'invalid') return demo;
	const { upstream } = demo;
	const close = async () => {
		await demo.close();
		uploads?.close();
	};
	return {
		kind: 'open',
		cluster: { id, label, kind, limits, auth: 'service', indexPattern: undefined, upstream, uploads, close }
	};
}

function elasticCluster(config: ElasticConfig): Cluster {
	const { id, label, kind, limits, auth, indexPattern, headers, tls } = config;
	const addresses = config.urls.map((url) =>
		elasticsearch({
			url,
			headers,
			tls,
			authorization: auth.kind === 'service' ? authorization(auth.credentials) : undefined
		})
	);
	return {
		id,
		label,
		kind,
		limits,
		auth: auth.kind,
		indexPattern,
		upstream: firstReached(addresses),
		close: async () => void (await Promise.all(addresses.map((address) => address.close())))
	};
}
