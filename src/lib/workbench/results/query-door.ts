import type { ElasticColumn } from '$lib/protocol/elastic';
import type { FilterClause } from '$lib/request/clause';
import type { Aggregate, Arrangement, ColumnIndex } from '$lib/results/questions';

/** What the table may do to the request that its rows come from. */
export interface QueryDoor {
	/** Has the cluster arrange all documents: changes the query and runs it. */
	arrange(arrangement: Arrangement, columns: readonly ElasticColumn[]): void;
	/** Has the cluster group all documents. */
	group(
		by: readonly ColumnIndex[],
		aggregates: readonly Aggregate[],
		columns: readonly ElasticColumn[]
	): void;
	addClause(clause: FilterClause): void;
	/** Puts text where the cursor of the editor is. */
	insert(text: string): void;
}
