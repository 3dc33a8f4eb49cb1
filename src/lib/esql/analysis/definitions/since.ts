/**
 * The Elasticsearch version that had a function first, for those whose documentation tells it; the others came with
 * versions before 9.2 or are not told.
 */
const names: Readonly<Record<string, string>> = {
	'9.2': `DAY_NAME MONTH_NAME KNN TO_AGGREGATE_METRIC_DOUBLE TO_DENSE_VECTOR ABSENT_OVER_TIME AVG_OVER_TIME COUNT_OVER_TIME
		COUNT_DISTINCT_OVER_TIME DELTA FIRST_OVER_TIME INCREASE IDELTA IRATE LAST_OVER_TIME MAX_OVER_TIME MIN_OVER_TIME
		PRESENT_OVER_TIME RATE SUM_OVER_TIME`,
	'9.3': 'TRANGE TEXT_EMBEDDING TO_TDIGEST V_COSINE V_DOT_PRODUCT V_HAMMING V_L1_NORM V_L2_NORM V_MAGNITUDE',
	'9.4': 'EMBEDDING TO_EXPONENTIAL_HISTOGRAM',
	'9.5': `RANGE_CONTAINS RANGE_INTERSECTS RANGE_MAX RANGE_MIN RANGE_WITHIN TO_COUNTER TO_DATE_RANGE TO_GAUGE TO_RANGE`
};

/** Function → the version that had it first, where known. */
export const since: ReadonlyMap<string, string> = new Map(
	Object.entries(names).flatMap(([version, list]) =>
		list.split(/\s+/).map((name) => [name, version] as const)
	)
);
