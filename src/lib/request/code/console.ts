import type { QueryRequest } from '../request';
import { callFor, pollSearch, type CodeOptions } from './call';

/** Requests for the Console of Kibana. The query stands there as it was typed where Console can say it. */
export function toConsole(request: QueryRequest, { flow }: CodeOptions): string {
	const call = callFor(request, flow);
	const { query } = request;
	const readable =
		query.includes('\n') && !query.includes('"""') && !query.endsWith('"') && !/[\r\u0000]/.test(query);
	const body = readable
		? call.body.replace(`"query": ${JSON.stringify(query)}`, () => `"query": """${query}"""`)
		: call.body;
	const first = `POST ${call.url}\n${body}\n`;
	if (flow === 'sync') return first;
	return `${first}\n# While "is_running" is true, ask again with the "id" of the answer:\n# GET /_query/async/<id>?${new URLSearchParams(pollSearch(call))}\n`;
}
