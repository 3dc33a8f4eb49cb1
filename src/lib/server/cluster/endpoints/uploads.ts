import { refuse } from '../failure';
import { jsonReply } from '../reply';
import type { Call, Cluster, Endpoint } from './endpoint';

/** What the server that takes the files is told: which indices they are, what can't be read, and which names are taken. */
function answer(call: Call, { tables, uploads }: Cluster): Response {
	if (!uploads) return refuse(400, 'illegal_argument_exception', 'this cluster takes no files');
	const own = uploads.list();
	const names = new Set(own.map(({ index }) => index));
	const body = {
		indices: own.map(({ index, documents }) => ({ index, documents })),
		problems: uploads.problems().map(({ index, sentence }) => ({ index, sentence })),
		taken: [...tables.list().map(({ index }) => index), ...tables.aliases().keys()].filter(
			(name) => !names.has(name)
		)
	};
	return jsonReply(body, call.query);
}

/**
 * `/_workbench/uploads`: the indices of files sent from the page; `read=true` reads first what came or went. No path of
 * Elasticsearch's, and none that the relay lets through.
 */
export const uploadedFiles: Endpoint = {
	methods: ['GET'],
	path: '/_workbench/uploads',
	query: ['read'],
	async answer(call, cluster) {
		if (call.query.flag('read')) await cluster.uploads?.read();
		return answer(call, cluster);
	}
};
