import type { ElasticColumn } from '$lib/protocol/elastic';
import type { Run } from '$lib/runs/Run.svelte';
import { predicateWords, sortWords } from '../results/arrangement-words';
import { tableOf } from '../results/tables';
import type { TableState } from '../results/TableState.svelte';
import { judgeRun } from '../status/judging';
import type { Tab } from '../Tab.svelte';
import type { Workbench } from '../Workbench.svelte';
import { saveBlob } from '../chart/saving';
import { Exporting, type ExportJob } from './Exporting.svelte';
import {
	clusterAddress,
	clusterKinds,
	fileFormat,
	fileKinds,
	fileName,
	kindOf,
	type ClusterKind,
	type FileKind
} from './formats';
import { sidecar } from './sidecar';

/** Rows read, rows as arranged, or the result that the cluster keeps. */
export type ExportSource = 'all' | 'view' | 'cluster';

/** What a person chose to export, and how far it is. */
export class ExportForm {
	source: ExportSource = $state('all');
	delimiter = $state(',');
	header = $state(true);
	guard = $state(true);
	onlyShown = $state(false);
	withSidecar = $state(false);
	readonly exporting = new Exporting();
	readonly run: Run | undefined;
	#fileKind: FileKind = $state('csv');
	#clusterKind: ClusterKind = $state('csv');
	readonly #tab: Tab;
	readonly #table: TableState;
	readonly #base: string;

	constructor(workbench: Workbench, tab: Tab) {
		this.#tab = tab;
		this.#table = tableOf(tab);
		this.run = tab.shown;
		this.#base = `/api/clusters/${encodeURIComponent(this.run?.cluster ?? workbench.clusterOf(tab))}`;
		if (this.#table.arranged) this.source = 'view';
	}

	get columns(): readonly ElasticColumn[] {
		return this.run?.columns ?? [];
	}

	get shown(): readonly number[] {
		return this.#table.shown;
	}

	get read(): number {
		return this.run?.progress.rows ?? 0;
	}

	get viewRows(): number | undefined {
		return this.#table.rows.scope(this.run?.answer)?.rows;
	}

	get storedId(): string | undefined {
		return this.run !== undefined && ['complete', 'partial'].includes(this.run.state.kind)
			? this.run.id
			: undefined;
	}

	get kinds(): readonly (FileKind | ClusterKind)[] {
		return this.source === 'cluster' ? clusterKinds : fileKinds;
	}

	get kind(): FileKind | ClusterKind {
		return this.source === 'cluster' ? this.#clusterKind : this.#fileKind;
	}

	setKind(kind: string): void {
		this.#fileKind = fileKinds.find((known) => known === kind) ?? this.#fileKind;
		this.#clusterKind = clusterKinds.find((known) => known === kind) ?? this.#clusterKind;
	}

	/** Writes the file, and the one beside it. */
	async write(): Promise<void> {
		const { run } = this;
		if (run === undefined) return;
		const { extension, mime } = kindOf(this.kind);
		const name = fileName(this.#tab.name, Date.now(), extension);
		const written = await this.exporting.write({ name, mime, open: (signal) => this.#open(run, signal) });
		if (written && this.withSidecar)
			saveBlob(new Blob([this.#sidecar(run, name)], { type: 'application/json' }), `${name}.json`);
	}

	#open(run: Run, signal: AbortSignal): ReturnType<ExportJob['open']> {
		const choices = { header: this.header, delimiter: this.delimiter, guard: this.guard };
		if (this.source === 'cluster') return this.#fetch(choices, signal);
		if (run.answer === undefined)
			return Promise.reject(new Error('The rows are no longer kept on this page'));
		const view = this.source === 'view' ? this.#table.rows.view(run.answer) : undefined;
		return Promise.resolve(
			run.answer.export(fileFormat(this.#fileKind, choices), {
				view,
				signal,
				...(this.onlyShown ? { columns: this.shown } : {})
			})
		);
	}

	async #fetch(
		choices: Parameters<typeof clusterAddress>[3],
		signal: AbortSignal
	): ReturnType<ExportJob['open']> {
		const { storedId } = this;
		if (storedId === undefined) throw new Error('The cluster has not stored this result');
		const response = await fetch(clusterAddress(this.#base, storedId, this.#clusterKind, choices), {
			signal
		});
		if (!response.ok || response.body === null)
			throw new Error(
				`The cluster refused (HTTP ${response.status}): ${(await response.text()).slice(0, 300)}`
			);
		return response.body;
	}

	#sidecar(run: Run, file: string): string {
		const { predicates, sort, text } = this.#table.arrangement;
		const words = [
			...(text === '' ? [] : [`holds “${text}”`]),
			...predicates.map((predicate) => predicateWords(predicate, run.columns)),
			...(sort.length > 0 ? [sortWords(sort, run.columns)] : [])
		];
		const arranged = this.source === 'view' ? words.join('; ') : undefined;
		return sidecar({
			file,
			cluster: run.cluster,
			request: run.request,
			startedAt: run.startedAt,
			exportedAt: Date.now(),
			rowsRead: this.read,
			rows: this.source === 'all' ? this.read : this.source === 'view' ? this.viewRows : undefined,
			arranged,
			columns: this.onlyShown ? this.shown.map((column) => run.columns[column]) : run.columns,
			completeness: judgeRun(run),
			tookMs: run.meta.took
		});
	}
}
