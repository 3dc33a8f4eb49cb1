import { isScan, type Operator, valuesRead } from '../measure';
import type { Table } from '../table';
import { detailText } from './plantext';

/** One entry of a driver's `operators`. */
export interface ProfileOperator {
	readonly operator: string;
	readonly status: Readonly<Record<string, unknown>>;
}

/** DuckDB's operators that do what one of Elasticsearch's does, and the name of the time they tell. */
const twins: Readonly<Record<string, readonly [name: string, time: string]>> = {
	FILTER: ['FilterOperator', 'process_nanos'],
	PROJECTION: ['EvalOperator', 'process_nanos'],
	UNNEST: ['MvExpandOperator', 'process_nanos'],
	UNGROUPED_AGGREGATE: ['AggregationOperator', 'aggregation_nanos'],
	SIMPLE_AGGREGATE: ['AggregationOperator', 'aggregation_nanos'],
	HASH_GROUP_BY: ['HashAggregationOperator', 'aggregation_nanos'],
	PERFECT_HASH_GROUP_BY: ['HashAggregationOperator', 'aggregation_nanos'],
	PARTITIONED_AGGREGATE: ['HashAggregationOperator', 'aggregation_nanos'],
	TOP_N: ['TopNOperator', 'receive_nanos'],
	LIMIT: ['LimitOperator', 'process_nanos'],
	STREAMING_LIMIT: ['LimitOperator', 'process_nanos'],
	DUMMY_SCAN: ['LocalSourceOperator', 'process_nanos'],
	COLUMN_DATA_SCAN: ['LocalSourceOperator', 'process_nanos']
};

/** An operator as Elasticsearch would list it; a scan becomes two: finding documents, and loading their values. */
export function profileOperators(operator: Operator, tables: readonly Table[]): readonly ProfileOperator[] {
	if (isScan(operator)) return scan(operator, tables);
	const [name, time] = twins[operator.kind] ?? [`${pascal(operator.kind)}Operator`, 'process_nanos'];
	const received = operator.inputs.map(({ rows }) => rows);
	return [
		{
			operator: `${name}${detailText(operator)}`,
			status: {
				[time]: operator.nanos,
				...(received.length > 0 && { rows_received: received.reduce((total, rows) => total + rows, 0) }),
				rows_emitted: operator.rows
			}
		}
	];
}

const pascal = (name: string) =>
	name
		.toLowerCase()
		.replace(/(?:^|[_ ]+)(\w)/g, (_, letter: string) => letter.toUpperCase())
		.replace(/\W/g, '');

function scan(operator: Operator, tables: readonly Table[]): readonly ProfileOperator[] {
	const table = tableOf(operator, tables);
	const where = table?.index ?? operator.details.get('Filename(s)')?.join(', ') ?? '';
	const columns = operator.details.get('Projections') ?? [];
	const names = new Map(table?.fields.map(({ column, name }) => [bare(column), name]));
	const fields = columns.map((column) => names.get(bare(column)) ?? column);
	const filters = (operator.details.get('Filters') ?? []).map((filter) => withNames(filter, names));
	const source = {
		operator: `LuceneSourceOperator[index = ${where}]`,
		status: {
			processed_queries: filters.length > 0 ? filters : ['*:*'],
			processed_shards: [`${where}:0`],
			process_nanos: operator.nanos,
			rows_scanned: operator.scanned,
			rows_emitted: operator.rows
		}
	};
	if (fields.length === 0) return [source];
	const reader = {
		operator: `ValuesSourceReaderOperator[fields = [${fields.join(', ')}]]`,
		status: {
			values_loaded: valuesRead(operator),
			rows_received: operator.rows,
			rows_emitted: operator.rows
		}
	};
	return [source, reader];
}

/** A filter as DuckDB tells it, with the fields' names in place of its columns'; texts in quotes stay as they are. */
export function withNames(filter: string, names: ReadonlyMap<string, string>): string {
	return filter.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[a-zA-Z_]\w*/g, (token) =>
		token.startsWith("'") ? token : (names.get(bare(token)) ?? token)
	);
}

const bare = (identifier: string) => identifier.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"');

/** DuckDB tells `catalog.schema."table"`. */
function tableOf({ details }: Operator, tables: readonly Table[]): Table | undefined {
	const name = details.get('Table')?.[0];
	return name === undefined
		? undefined
		: tables.find(({ relation }) => lastPart(relation) === lastPart(name));
}

const lastPart = (name: string) => bare(/("(?:[^"]|"")*"|[^."]+)$/.exec(name)?.[0] ?? name);
