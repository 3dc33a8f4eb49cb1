import type { ElasticColumn } from '$lib/protocol/elastic';
import { toBody } from '$lib/request/body';
import type { QueryRequest } from '$lib/request/request';
import type { Completeness } from '../status/completeness';
import { gapSentence } from '../status/completeness';

/** What is known about a file of rows. */
export interface FileFacts {
	readonly file: string;
	readonly cluster: string;
	readonly request: QueryRequest;
	/** Epoch ms, as `exportedAt`. */
	readonly startedAt: number;
	readonly exportedAt: number;
	readonly rowsRead: number;
	/** Rows in the file, where the page knows. */
	readonly rows: number | undefined;
	/** How the rows were arranged on the page, in words. */
	readonly arranged: string | undefined;
	readonly columns: readonly ElasticColumn[];
	readonly completeness: Completeness;
	readonly tookMs: number | undefined;
}

/** JSON beside a file: where its rows come from and whether they are all there are. */
export function sidecar(facts: FileFacts): string {
	const { completeness } = facts;
	const members: readonly (readonly [string, string])[] = [
		['file', JSON.stringify(facts.file)],
		['exported_at', JSON.stringify(new Date(facts.exportedAt).toISOString())],
		['cluster', JSON.stringify(facts.cluster)],
		['ran_at', JSON.stringify(new Date(facts.startedAt).toISOString())],
		['took_ms', JSON.stringify(facts.tookMs ?? null)],
		['request', toBody(facts.request)],
		['rows', JSON.stringify(facts.rows ?? null)],
		['rows_read', JSON.stringify(facts.rowsRead)],
		['arranged', JSON.stringify(facts.arranged ?? null)],
		['columns', JSON.stringify(facts.columns.map(({ name, type }) => ({ name, type })))],
		['complete', JSON.stringify(completeness.kind === 'complete')],
		[
			'gaps',
			JSON.stringify(
				completeness.kind === 'gaps'
					? completeness.gaps.map((gap) => ({ kind: gap.kind, says: gapSentence(gap) }))
					: []
			)
		]
	];
	return `{\n${members.map(([key, text]) => `  ${JSON.stringify(key)}: ${text}`).join(',\n')}\n}\n`;
}
