import type { Report } from '$lib/profile/report';
import { count, percent, time } from '$lib/profile/words';
import type { Selection } from '../Profiles.svelte';
import { rowAt, rowsOf, type TimelineRow } from './rows';
import { around, pan, type Span, zoom } from './span';

/** What of a timeline is in sight, and what the pointer is at. */
export class TimelineState {
	readonly report: Report;
	readonly rows: readonly TimelineRow[];
	span: Span = $state.raw({ from: 0, to: 1 });
	hovered: number | undefined = $state();
	readonly #lanes: readonly number[];

	constructor(report: Report) {
		this.report = report;
		this.rows = rowsOf(report.timeline);
		this.#lanes = this.rows.flatMap(({ lane }) => (lane < 0 ? [] : [lane]));
		this.fit();
	}

	get isZoomed(): boolean {
		return this.span.to - this.span.from < this.#whole * 0.999;
	}

	fit(): void {
		this.span = { from: 0, to: this.#whole };
	}

	/** `at` is a share of the width, from the left. */
	zoom(factor: number, at = 0.5): void {
		const { from, to } = this.span;
		this.span = zoom(this.span, factor, from + (to - from) * at, this.#whole);
	}

	/** `by` is a share of the width. */
	pan(by: number): void {
		this.span = pan(this.span, by * (this.span.to - this.span.from), this.#whole);
	}

	zoomTo(lane: number): void {
		const { from, to } = this.report.timeline;
		this.span = around(from[lane]!, to[lane]!, this.#whole);
	}

	/** The row at a height of the list. */
	rowAt(y: number): TimelineRow | undefined {
		const row = this.rows[rowAt(this.rows, y)];
		return row && y < row.y + row.height ? row : undefined;
	}

	/** What selecting a row points at. */
	selectionOf({ lane, group }: TimelineRow): Selection {
		const { timeline, stages } = this.report;
		const { node } = timeline.groups[group]!;
		if (lane < 0) return { steps: [], node };
		const stage = stages[timeline.stage[lane]!]!;
		return { steps: stage.steps.map(({ id }) => id), driver: timeline.driver[lane]! };
	}

	/** The row of the driver or node that is selected. */
	rowOf({ driver, node }: Selection): TimelineRow | undefined {
		const { timeline } = this.report;
		if (driver !== undefined)
			return this.rows.find(({ lane }) => lane >= 0 && timeline.driver[lane] === driver);
		const group = timeline.groups.findIndex((one) => one.node === node);
		return node === undefined ? undefined : this.rows.find((row) => row.group === group);
	}

	/** The row `by` lanes from that of a driver. */
	neighbour(driver: number | undefined, by: 1 | -1): TimelineRow | undefined {
		const { timeline } = this.report;
		const at = this.#lanes.findIndex((lane) => timeline.driver[lane] === driver);
		const next = at < 0 ? 0 : Math.max(0, Math.min(this.#lanes.length - 1, at + by));
		const lane = this.#lanes[next];
		return this.rows.find((row) => row.lane === lane);
	}

	/** One line about a lane. */
	describe(lane: number): string {
		const { timeline, stages } = this.report;
		const [from, to] = [timeline.from[lane]!, timeline.to[lane]!];
		const group = timeline.groups.find(({ first, count: size }) => lane >= first && lane < first + size);
		const ran = timeline.ran[lane]!;
		const sleeps = timeline.sleepAt[lane + 1]! - timeline.sleepAt[lane]! + timeline.more[lane]!;
		return [
			`${stages[timeline.stage[lane]!]!.label} on ${group?.node ?? ''}`,
			timeline.placed
				? `${time(from * 1e6)} – ${time(to * 1e6)}, lived ${time((to - from) * 1e6)}`
				: `lived ${time((to - from) * 1e6)}`,
			ran < 0 ? 'CPU time not told' : `ran ${percent(ran)} of it`,
			...(sleeps > 0 ? [`${count(sleeps)} ${sleeps === 1 ? 'sleep' : 'sleeps'}`] : [])
		].join(' · ');
	}

	get #whole(): number {
		return this.report.timeline.span;
	}
}
