/** Upper bounds of the buckets that answers' seconds are counted in. */
const buckets = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300] as const;

interface Series {
	readonly labels: string;
	requests: number;
	bytes: number;
	seconds: number;
	readonly within: number[];
}

/** What the relay has done, for Prometheus. */
export class Metrics {
	readonly #series = new Map<string, Series>();
	readonly #refused = new Map<string, number>();
	#open = 0;

	/** A request was let in. */
	opened(): void {
		this.#open += 1;
	}

	/** Its answer has passed. */
	closed(cluster: string, path: string, status: number, bytes: number, seconds: number): void {
		this.#open -= 1;
		const labels = `cluster=${quoted(cluster)},path=${quoted(path)},status="${status}"`;
		const series = this.#series.get(labels) ?? {
			labels,
			requests: 0,
			bytes: 0,
			seconds: 0,
			within: buckets.map(() => 0)
		};
		this.#series.set(labels, series);
		series.requests += 1;
		series.bytes += bytes;
		series.seconds += seconds;
		buckets.forEach((bucket, at) => void (seconds <= bucket && series.within[at]++));
	}

	/** A request was refused by the workbench itself. */
	refused(type: string): void {
		this.#refused.set(type, (this.#refused.get(type) ?? 0) + 1);
	}

	/** Prometheus' text format. */
	text(): string {
		const all = [...this.#series.values()];
		return [
			...family('workbench_open_requests', 'gauge', 'Requests being relayed', [['', this.#open]]),
			...family(
				'workbench_refused_total',
				'counter',
				'Requests that the workbench itself refused',
				[...this.#refused].map(([type, count]) => [`type=${quoted(type)}`, count] as const)
			),
			...family(
				'workbench_response_bytes_total',
				'counter',
				'Bytes of answers',
				all.map(({ labels, bytes }) => [labels, bytes] as const)
			),
			'# HELP workbench_request_seconds Seconds from a request to the last byte of its answer',
			'# TYPE workbench_request_seconds histogram',
			...all.flatMap(({ labels, within, requests, seconds }) => [
				...buckets.map(
					(bucket, at) => `workbench_request_seconds_bucket{${labels},le="${bucket}"} ${within[at]}`
				),
				`workbench_request_seconds_bucket{${labels},le="+Inf"} ${requests}`,
				`workbench_request_seconds_sum{${labels}} ${seconds}`,
				`workbench_request_seconds_count{${labels}} ${requests}`
			]),
			''
		].join('\n');
	}
}

const quoted = (text: string) =>
	`"${text.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`))}"`;

const family = (
	name: string,
	type: string,
	help: string,
	samples: readonly (readonly [labels: string, value: number])[]
) => [
	`# HELP ${name} ${help}`,
	`# TYPE ${name} ${type}`,
	...samples.map(([labels, value]) => `${name}${labels === '' ? '' : `{${labels}}`} ${value}`)
];
