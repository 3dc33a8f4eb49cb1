import { isRecord } from '$lib/protocol/parse';
import { addClause, type FilterClause } from '$lib/request/clause';
import type { Options, ParamRow, QueryRequest } from '$lib/request/request';
import type { TimeRange } from '$lib/request/timerange';
import type { View } from '$lib/request/view';
import type { Issue } from '$lib/request/validate';
import type { Run } from '$lib/runs/Run.svelte';
import { isActive } from '$lib/runs/state';
import { firstQuery, plainRequest } from './examples';
import { leftRun, type LeftRun } from './left';
import type { ChangedCells } from './changes';
import type { Runner } from './Runner';
import type { PastRuns } from './PastRuns';
import { queryName } from './query-name';
import type { Watch } from './Watch.svelte';

export const requestPanes = ['params', 'filter', 'options'] as const;
export type RequestPane = (typeof requestPanes)[number];
export const answerPanes = ['table', 'chart', 'fields', 'profile', 'clusters', 'exchange'] as const;
export type AnswerPane = (typeof answerPanes)[number];

/** Where the cursor is: 1-based, in code points; `offset` in UTF-16 units. */
export interface Cursor {
	readonly line: number;
	readonly column: number;
	readonly offset: number;
}

/** What a tab needs from around it. */
export interface TabSurroundings {
	/** The cluster that answers for a tab. */
	clusterOf(tab: Tab): string;
	/** Bytes of one answer that are read. */
	budget(): number;
	/** Whether a run waits for a word from a person. */
	holds(tab: Tab): boolean;
	/** Reactive; undefined until its code is here. */
	readonly runner: Runner | undefined;
	/** Remembers runs that are over. */
	readonly past: Pick<PastRuns, 'add'>;
	/** Called when a run has been sent, or waits to be; `quiet` when nobody asked for this very one. */
	started(tab: Tab, quiet: boolean): void;
}

/** What of a tab outlives the page. */
export interface Draft {
	readonly id: string;
	readonly cluster: string;
	readonly request: QueryRequest;
	/** The share link's fragment that shows this tab in the address bar. */
	readonly fragment: string;
	/** A name that someone gave it. */
	readonly title?: string;
	/** How it and its answer were shown. */
	readonly view?: View | undefined;
	/** Its run, when the page was left. */
	readonly left?: LeftRun | undefined;
	/** The stored result that its link named, as long as nobody wanted it. */
	readonly offered?: LeftRun | undefined;
	/** It came from a link and was not run or taken over. */
	readonly fromLink?: boolean;
}

/** One query: its draft, and the run whose answer is on screen. */
export class Tab {
	readonly id: string;
	cluster: string = $state('');
	query: string = $state('');
	filter: string = $state('');
	options: Options = $state.raw({});
	/** Rows of the filter beside what was typed. */
	clauses: readonly FilterClause[] = $state.raw([]);
	time: TimeRange | undefined = $state.raw();
	/** How the answer is shown, as far as a link can say it: its owners read it when they open and keep it up to date. */
	view: View = $state.raw({});
	/** The stored result that a link named; it is fetched only when the person asks for it. */
	offered: LeftRun | undefined = $state.raw();
	run: Run | undefined = $state.raw();
	/** The run before, while its rows are all there is to show. */
	#previous: Run | undefined = $state.raw();
	/** Runs the query again and again while it is there. */
	watch: Watch | undefined = $state.raw();
	/** Cells on screen that are not as they were one run before, while the query is watched. */
	changed: ChangedCells | undefined = $state.raw();
	/** The run that an earlier page left, until there is a newer one. */
	left: LeftRun | undefined = $state.raw();
	/** The name that someone gave it; else it is named after its query. */
	title: string | undefined = $state();
	/** Set while a request that came from a link has not been run or taken over. */
	fromLink = $state(false);
	/** The last attempt to run was not sent, because of `problems`. */
	refused = $state(false);
	/** The link that stands for this tab in the address bar. */
	fragment = $state('');
	cursor: Cursor = $state.raw({ line: 1, column: 1, offset: 0 });
	requestPane: RequestPane = $state('params');
	answerPane: AnswerPane = $state('table');

	#params: readonly ParamRow[] = $state.raw([]);
	readonly #around: TabSurroundings;

	readonly params: readonly ParamRow[] = $derived.by(
		() => this.#around.runner?.rowsOf(this.query, this.#params) ?? this.#params
	);
	readonly request: QueryRequest = $derived({
		query: this.query,
		params: this.params,
		filter: this.filter,
		options: this.options,
		...(this.clauses.length > 0 ? { clauses: this.clauses } : {}),
		...(this.time === undefined ? {} : { time: this.time })
	});
	readonly problems: readonly Issue[] = $derived.by(() => this.#around.runner?.issues(this.request) ?? []);
	readonly name = $derived(this.title ?? queryName(this.query));
	/** The run whose rows are on screen: the last one that has any. */
	readonly shown: Run | undefined = $derived(this.run && hasRows(this.run) ? this.run : this.#previous);
	readonly busy = $derived(this.run !== undefined && isActive(this.run.state));
	/** The answer on screen belongs to another text than the one in the editor. */
	readonly stale = $derived(this.shown !== undefined && !sameRequest(this.shown.request, this.request));

	/** What outlives the page; the same object as long as nothing of it changes. */
	readonly draft: Draft = $derived.by(() => {
		const { id, cluster, fragment, title, offered, fromLink } = this;
		const { request, view } = this.shared;
		const left = this.run ? leftRun(this.run) : this.left;
		return {
			id,
			cluster,
			request,
			fragment,
			...(title !== undefined && { title }),
			...(view && { view }),
			...(left && { left }),
			...(offered && { offered }),
			...(fromLink && { fromLink })
		};
	});

	constructor(draft: Draft, around: TabSurroundings) {
		this.id = draft.id;
		this.#around = around;
		this.cluster = draft.cluster;
		this.fragment = draft.fragment;
		this.title = draft.title;
		this.left = draft.left;
		this.offered = draft.offered;
		this.fromLink = draft.fromLink === true;
		this.replace(draft.request);
		if (draft.view) this.show(draft.view);
	}

	/** Nobody has typed here or run anything: the tab still holds what a fresh page offers. */
	get isPristine(): boolean {
		return this.run === undefined && sameRequest(this.request, plainRequest(firstQuery));
	}

	/** What a link to this tab holds, beside the cluster. */
	get shared(): { readonly request: QueryRequest; readonly view?: View } {
		const { requestPane, answerPane } = this;
		const view = {
			...this.view,
			...(requestPane === 'params' ? {} : { requestPane }),
			...(answerPane === 'table' ? {} : { answerPane })
		};
		return Object.keys(view).length === 0 ? { request: this.request } : { request: this.request, view };
	}

	/** Shows the request and its answer as a link says. */
	show({ requestPane, answerPane, ...view }: View): void {
		this.view = view;
		this.requestPane = requestPanes.find((pane) => pane === requestPane) ?? this.requestPane;
		this.answerPane = answerPanes.find((pane) => pane === answerPane) ?? this.answerPane;
	}

	/** Puts another request in place of the draft, its lines ended as the editor ends them: places are counted there. */
	replace(request: QueryRequest): void {
		this.query = request.query.replace(/\r\n?/g, '\n');
		this.#params = request.params;
		this.filter = request.filter;
		this.options = request.options;
		this.clauses = request.clauses ?? [];
		this.time = request.time;
	}

	/** Adds a row to the filter; one that asks the same is replaced. It is sent with the next run. */
	addFilterClause(clause: FilterClause): void {
		this.clauses = addClause(this.clauses, clause);
		this.requestPane = 'filter';
	}

	/** Puts another time range in the filter; empty ends are open. */
	setTimeRange(field: string, from: string, to: string): void {
		this.time = { field, from, to, enabled: true };
		this.requestPane = 'filter';
	}

	setParam(index: number, row: ParamRow): void {
		const rows = this.params.map((old, at) => (at === index ? row : old));
		this.#params = this.#around.runner?.remember(this.#params, rows) ?? rows;
	}

	/** `undefined` takes the option back to Elasticsearch's default. */
	setOption<Key extends keyof Options>(key: Key, value: Options[Key] | undefined): void {
		const { [key]: _, ...others } = this.options;
		this.options = value === undefined ? others : { ...others, [key]: value };
	}

	/** Sends the draft, unless something in it can't be sent. */
	start(): void {
		if (!this.#around.holds(this)) this.#send(this.request);
	}

	/** Sends what was sent last once more; it does not count as a step of its own in history and address bar. */
	rerun(): void {
		this.#send(this.run?.request ?? this.request, { quiet: true });
	}

	/** Takes what watches this tab in place of what did. */
	setWatch(watch: Watch | undefined): void {
		this.watch?.end();
		this.watch = watch;
		if (watch === undefined) this.changed = undefined;
	}

	/** Sends the pipeline up to the command under the cursor. */
	startToHere(): void {
		const { runner } = this.#around;
		if (!runner) return;
		const query = runner.upTo(this.query, this.cursor.offset);
		this.#send({ ...this.request, query, params: runner.rowsOf(query, this.params) });
	}

	/** Follows a run by its id: one that a page left, or one that is known from elsewhere. */
	resume(left: LeftRun): void {
		const { runner } = this.#around;
		if (!runner || left.id === undefined) return;
		this.#retire();
		this.run = runner.resume(left, left.id, this.#around.budget());
	}

	/** Shows a run that is over. */
	showRun(run: Run): void {
		this.#retire();
		this.run = run;
	}

	/** Ends the query and keeps the rows so far. */
	stop(): void {
		this.run?.stop();
	}

	/** Abandons the query and its rows. */
	cancel(): void {
		this.run?.cancel();
	}

	/** Frees the rows of the run before, once there are newer ones. */
	settle(): void {
		if (this.#previous === undefined || this.shown === this.#previous) return;
		this.#abandon(this.#previous);
		this.#previous = undefined;
	}

	/** Gives up the runs: cancels what is still going, and frees all rows. */
	close(): void {
		this.setWatch(undefined);
		if (this.run) this.#abandon(this.run);
		if (this.#previous) this.#abandon(this.#previous);
		this.run = this.#previous = undefined;
	}

	/** Frees everything here and leaves what is going to its cluster. */
	release(): void {
		this.setWatch(undefined);
		this.run?.release();
		this.#previous?.dispose();
	}

	#send(request: QueryRequest, { quiet = false } = {}): void {
		const { runner } = this.#around;
		this.refused = runner !== undefined && runner.issues(request).length > 0;
		if (!runner || this.refused) return;
		this.#retire();
		this.fromLink = false;
		this.run = runner.start(this.#around.clusterOf(this), request, this.#around.budget());
		this.#around.started(this, quiet);
	}

	/** What was run stays in the history, though nobody waited for its end. */
	#abandon(run: Run): void {
		run.dispose();
		this.#around.past.add(run);
	}

	#retire(): void {
		this.settle();
		if (this.run && this.run !== this.shown) this.#abandon(this.run);
		this.#previous = this.shown;
		this.run = undefined;
		this.left = this.offered = undefined;
	}
}

function hasRows(run: Run): boolean {
	return run.columns.length > 0 || ['complete', 'partial', 'stopped'].includes(run.state.kind);
}

/** Whether two requests are the same in every part. */
export function sameRequest(a: QueryRequest, b: QueryRequest): boolean {
	if (a.query !== b.query || a.filter !== b.filter) return false;
	const rest = ({ params, options, clauses, time }: QueryRequest) =>
		JSON.stringify([params, options, clauses ?? [], time], sorted);
	return rest(a) === rest(b);
}

/** Keys of an object in one order, whatever the order in which they were set. */
function sorted(_: string, value: unknown): unknown {
	return isRecord(value)
		? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
		: value;
}
