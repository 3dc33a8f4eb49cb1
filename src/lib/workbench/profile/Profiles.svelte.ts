import { createDesk, type Opening, type ProfileDesk } from '$lib/profile/client';
import type { ExportFormat, Source } from '$lib/profile/messages';
import type { Driver } from '$lib/profile/model';
import type { Report } from '$lib/profile/report';
import type { Run } from '$lib/runs/Run.svelte';
import { SvelteMap } from 'svelte/reactivity';
import { queryName } from '../query-name';
import type { KeptProfile } from './kept-profiles';
import { queryText } from './query-text';

/** A profile that is open: of a run, or out of a file. */
export interface OpenProfile {
	readonly id: number;
	readonly name: string;
	readonly report: Report;
	readonly from: 'run' | 'file';
	/** When its run was started, in epoch ms; undefined for a file. */
	readonly startedAt?: number;
}

/** What is pointed at, in every view at once. */
export interface Selection {
	readonly steps: readonly string[];
	readonly node?: string;
	readonly driver?: number;
}

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** Profiles of runs that stay open; the oldest go first. */
const keptRuns = 20;

export const nothing: Selection = { steps: [] };

export const profileViews = ['query', 'timeline', 'flow', 'operators', 'plans'] as const;
export type ProfileView = (typeof profileViews)[number];

/** The profiles that a page has open, and what of them is shown. Made for the first that someone looks at. */
export class Profiles {
	open: readonly OpenProfile[] = $state.raw([]);
	/** Files that are being read. */
	reading: readonly string[] = $state.raw([]);
	/** Why something could not be opened. */
	refusals: readonly string[] = $state.raw([]);
	selection: Selection = $state.raw(nothing);
	view: ProfileView = $state('timeline');
	/** The profile that the one on screen is compared with. */
	baseline: number | undefined = $state();
	#chosen: number | undefined = $state();
	readonly #ofRun = new SvelteMap<Run, OpenProfile | string>();
	readonly #asked = new WeakSet<Run>();
	#desk: ProfileDesk | undefined;

	/** The file on screen, if one was chosen. */
	get chosen(): OpenProfile | undefined {
		return this.open.find(({ id }) => id === this.#chosen);
	}

	/** The profile of a run, a sentence that says why it can't be shown, or nothing yet. */
	ofRun(run: Run | undefined): OpenProfile | string | undefined {
		return run && this.#ofRun.get(run);
	}

	/** Shows a profile that is open; `undefined` shows that of the active query's run. */
	choose(id: number | undefined): void {
		this.#chosen = id;
		this.selection = nothing;
		if (this.baseline === id) this.baseline = undefined;
	}

	/** Reads the profile of a run that is over; a second call for the same run does nothing. */
	async readRun(run: Run): Promise<void> {
		if (this.#asked.has(run)) return;
		this.#asked.add(run);
		const name = `${queryName(run.request.query)}, ${clock.format(run.startedAt)}`;
		const source = await profileOf(run);
		if (typeof source === 'string') return void this.#ofRun.set(run, source);
		const opening = await this.#openDesk().open(source, name, queryText(run.request.query));
		if (opening.kind === 'refused') return void this.#ofRun.set(run, opening.reason);
		const [first] = this.#listed(opening, 'run');
		if (!first) return;
		const listed = { ...first, startedAt: run.startedAt };
		this.#ofRun.set(run, listed);
		this.open = [...this.open, listed];
		const spare = this.open.filter(({ from }) => from === 'run').slice(0, -keptRuns);
		for (const { id } of spare) if (id !== this.#chosen && id !== this.baseline) this.close(id);
	}

	/** Opens files, one after the other, and shows the last; what holds no profile is told. */
	async read(files: readonly File[]): Promise<void> {
		for (const file of files) await this.#read({ kind: 'blob', blob: file }, file.name);
	}

	/** Opens what was pasted. */
	async paste(text: string): Promise<void> {
		await this.#read({ kind: 'text', text }, 'Pasted profile');
	}

	/** Compares with a run of the history; where its profile was not kept, that is told. */
	async compareWithKept({ entry, name }: KeptProfile, profile: string | undefined): Promise<void> {
		this.refusals = [];
		if (profile === undefined) {
			const why =
				'the profile of this run was too large, or there was no room for it. Run it again from the History.';
			this.refusals = [`${name}: ${why}`];
			return;
		}
		const opening = await this.#openDesk().open(
			{ kind: 'text', text: profile },
			name,
			queryText(entry.request.query)
		);
		const [opened] = this.#listed(opening, 'file', name);
		if (!opened) return;
		this.open = [...this.open, opened];
		this.baseline = opened.id;
	}

	/** Places the operators of a profile on the pipes of a query. */
	async explain(id: number, query: string): Promise<void> {
		const [explained] = this.#listed(await this.#openDesk().explain(id, queryText(query)), 'file');
		if (explained)
			this.open = this.open.map((one) => (one.id === id ? { ...one, report: explained.report } : one));
	}

	close(id: number): void {
		this.open = this.open.filter((one) => one.id !== id);
		if (this.#chosen === id) this.choose(undefined);
		if (this.baseline === id) this.baseline = undefined;
		this.#desk?.drop(id);
	}

	select(selection: Selection): void {
		this.selection = selection;
	}

	driver(id: number, index: number): Promise<Driver | undefined> {
		return this.#openDesk().driver(id, index);
	}

	/** Rejects with a sentence. */
	export(id: number, format: ExportFormat, redact: boolean): Promise<Blob> {
		return this.#openDesk().export(id, format, redact);
	}

	async #read(source: Source, name: string): Promise<void> {
		this.refusals = [];
		this.reading = [...this.reading, name];
		const desk = this.#openDesk();
		let opened = this.#listed(await desk.open(source, name), 'file', name);
		opened = await Promise.all(
			opened.map(async (one) => {
				const { query } = one.report;
				if (query === undefined) return one;
				const [explained] = this.#listed(await desk.explain(one.id, queryText(query)), 'file', name);
				return explained ?? one;
			})
		);
		this.reading = this.reading.filter((other) => other !== name);
		this.open = [...this.open, ...opened];
		const last = opened.at(-1);
		if (last) this.choose(last.id);
	}

	#listed(opening: Opening, from: OpenProfile['from'], name?: string): readonly OpenProfile[] {
		if (opening.kind === 'refused') {
			if (name !== undefined) this.refusals = [...this.refusals, `${name}: ${opening.reason}`];
			return [];
		}
		return opening.opened.map(({ profile, report }) => ({ id: profile, name: report.name, report, from }));
	}

	#openDesk(): ProfileDesk {
		this.#desk ??= createDesk();
		return this.#desk;
	}
}

/** The profile of a run, which goes from worker to worker; a sentence where there is none to read. */
async function profileOf({ answer }: Run): Promise<Source | string> {
	try {
		const blob = await answer?.ask('profile', {});
		return blob === undefined ? 'The profile is no longer kept on this page.' : { kind: 'blob', blob };
	} catch (cause) {
		return `The profile could not be read: ${cause instanceof Error ? cause.message : String(cause)}`;
	}
}
