import { type Report, reportOn } from '$lib/profile/report';
import { readProfile } from '$lib/profile/parse';
import { queryText } from './samples';

type Status = Readonly<Record<string, unknown>>;
type Operator = { readonly operator: string; readonly status: Status };

const millis = (value: number) => Math.round(value * 1e6);

/** Operators with the figures that rules look at; times in milliseconds. */
export const op = {
	lucene: (ms: number, rows: number, query = '*:*', shards = ['logs:0']): Operator => ({
		operator: 'LuceneSourceOperator[x]',
		status: {
			process_nanos: millis(ms),
			rows_emitted: rows,
			processed_queries: [query],
			processed_shards: shards
		}
	}),
	values: (
		ms: number,
		rows: number,
		fields: readonly string[],
		loader = 'column_at_a_time:Longs'
	): Operator => ({
		operator: `ValuesSourceReaderOperator[fields = [${fields.join(', ')}]]`,
		status: {
			process_nanos: millis(ms),
			rows_received: rows,
			rows_emitted: rows,
			values_loaded: rows * fields.length,
			readers_built: Object.fromEntries(fields.map((field) => [`${field}:${loader}`, 1]))
		}
	}),
	step: (name: string, ms: number, rowsIn: number, rowsOut = rowsIn): Operator => ({
		operator: `${name}Operator[x]`,
		status: { process_nanos: millis(ms), rows_received: rowsIn, rows_emitted: rowsOut }
	}),
	source: (rows: number): Operator => ({
		operator: 'ExchangeSourceOperator',
		status: { rows_emitted: rows }
	}),
	sink: (rows: number): Operator => ({ operator: 'ExchangeSinkOperator', status: { rows_received: rows } })
};

export interface DriverSpec {
	readonly role?: string;
	readonly node?: string;
	readonly cluster?: string;
	readonly start?: number;
	readonly waits?: number;
	readonly sleeps?: readonly (readonly [reason: string, from: number, to: number])[];
}

const nanosOf = ({ status }: Operator) =>
	Object.entries(status).reduce(
		(sum, [key, value]) => (key.endsWith('_nanos') ? sum + Number(value) : sum),
		0
	);

/** One entry of `drivers`, whose CPU time is that of its operators. */
export function driver(operators: readonly Operator[], spec: DriverSpec = {}): object {
	const cpu = operators.reduce((sum, operator) => sum + nanosOf(operator), 0);
	const { start = 0, waits = 0, sleeps = [] } = spec;
	const entries = sleeps.map(([reason, from, to]) => ({ reason, sleep_millis: from, wake_millis: to }));
	return {
		description: spec.role ?? 'data',
		cluster_name: spec.cluster ?? 'prod',
		node_name: spec.node ?? 'n1',
		start_millis: start,
		stop_millis: start + cpu / 1e6 + waits,
		took_nanos: cpu + millis(waits),
		cpu_nanos: cpu,
		operators,
		sleeps: { counts: {}, first: entries, last: entries }
	};
}

export interface Made {
	readonly drivers: readonly object[];
	readonly wall?: number;
	readonly query?: string;
	/** More keys of the profile, and of the answer around it. */
	readonly profile?: Status;
	readonly answer?: Status;
}

/** The report on a profile made for a test. */
export function made({ drivers, wall = 1000, query, profile = {}, answer = {} }: Made): Report {
	const holder = {
		...answer,
		profile: { query: { start_millis: 0, took_nanos: millis(wall) }, drivers, ...profile }
	};
	return reportOn(readProfile(holder, 'made'), query === undefined ? undefined : queryText(query));
}
