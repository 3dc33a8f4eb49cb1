import type { ElasticColumn } from '$lib/protocol/elastic';
import type { Answer, View } from '$lib/results/store';
import type { Notation } from '$lib/results/notation';
import { count } from '../status/words';
import { cellsAsText, copyLater, type CopyFormat } from './copying';
import { cellText } from './detail';
import type { CellActions } from './GridControl';
import type { TableState } from './TableState.svelte';

/** What the actions work on, as it is at the moment of asking. */
export interface TableFacts {
	readonly table: TableState;
	readonly answer: Answer | undefined;
	readonly view: View | undefined;
	readonly columns: readonly ElasticColumn[];
	readonly rows: number;
	readonly notation: Notation;
}

/** Copying takes long enough to be told from so many cells on. */
const MANY_CELLS = 50_000;
const NOTICE_TIME = 2500;
/** The selection is measured once it has not changed for so long, in ms. */
const STILL = 90;

/** What people do with the cells of a table: copy, find, measure. */
export class TableActions implements CellActions {
	/** What just happened, for a short while. */
	notice: string | undefined = $state();
	/** Many cells are being copied, which can be called off. */
	longCopy = $state(false);
	/** Where the search stands, once it has looked. */
	found: { readonly position: number; readonly rows: number } | undefined = $state.raw();
	readonly #facts: () => TableFacts;
	#copying: AbortController | undefined;
	#finding: AbortController | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(facts: () => TableFacts) {
		this.#facts = facts;
	}

	/** One cell alone is copied as its value, several as TSV. */
	copy(header: boolean): void {
		const { table, answer, view } = this.#facts();
		const [range] = table.ranges;
		if (header || table.cells !== 1 || answer === undefined) return this.copyAs({ kind: 'tsv', header });
		const text = (view ?? answer)
			.rows(range.start, range.end)
			.then(([row]) => cellText(row?.[range.columns[0]] ?? null));
		copyLater(text).then(
			() => this.#tell('Copied the value'),
			(cause: unknown) =>
				this.#tell(`Not copied: ${cause instanceof Error ? cause.message : String(cause)}`, 6000)
		);
	}

	/** Copies the selected cells; the next copy calls this one off. */
	copyAs(format: CopyFormat): void {
		const { table, answer, view, columns } = this.#facts();
		if (answer === undefined || table.cells === 0) return;
		this.#copying?.abort(new DOMException('Another copy began', 'AbortError'));
		const { signal } = (this.#copying = new AbortController());
		const cells = `${count(table.cells)} ${table.cells === 1 ? 'cell' : 'cells'}`;
		if (table.cells >= MANY_CELLS) {
			this.#tell(`Copying ${cells}…`, 60_000);
			this.longCopy = true;
		}
		copyLater(cellsAsText({ answer, view, columns, ranges: table.ranges }, format, signal)).then(
			() => this.#tell(`Copied ${cells}`),
			(cause: unknown) => {
				if (!signal.aborted)
					this.#tell(`Not copied: ${cause instanceof Error ? cause.message : String(cause)}`, 6000);
			}
		);
	}

	/** Calls off a copy that is still being made. */
	stopCopying(): void {
		this.#copying?.abort(new DOMException('Called off', 'AbortError'));
		this.#tell('Nothing was copied');
	}

	findNext(backwards: boolean, fromHere = false): void {
		const { table, answer, view } = this.#facts();
		const text = table.find ?? '';
		this.#finding?.abort(new DOMException('Another search began', 'AbortError'));
		if (answer === undefined || text === '') {
			this.found = undefined;
			return table.grid?.mark(undefined);
		}
		const { signal } = (this.#finding = new AbortController());
		const spot = table.focus ?? { row: 0, column: 0 };
		const step = fromHere ? -1 : 0;
		const from = { row: spot.row, column: (table.shown[spot.column] ?? 0) + step };
		answer.ask('find', { text, from, backwards, columns: table.shown }, { view, signal }).then(
			({ at, rows, position }) => {
				this.found = { rows, position };
				const spot = at && { row: at.row, column: table.shown.indexOf(at.column) };
				if (spot) table.focus = spot;
				table.grid?.mark(spot);
			},
			(cause: unknown) => {
				if (!signal.aborted)
					this.#tell(`The search failed: ${cause instanceof Error ? cause.message : String(cause)}`);
			}
		);
	}

	/** For an effect: asks for the figures of what is selected, once the selection is still. */
	measure(): () => void {
		const { table, answer, view } = this.#facts();
		const { ranges } = table;
		const several = table.cells > 1;
		const aborting = new AbortController();
		if (!several) table.statistics = undefined;
		const timer = setTimeout(() => {
			if (answer === undefined || !several) return;
			answer.ask('statistics', { ranges }, { view, signal: aborting.signal }).then(
				(statistics) => (table.statistics = statistics),
				(cause: unknown) => {
					if (!aborting.signal.aborted) console.warn('The selection could not be measured:', cause);
				}
			);
		}, STILL);
		return () => {
			clearTimeout(timer);
			aborting.abort(new DOMException('The selection changed', 'AbortError'));
		};
	}

	#tell(notice: string, time = NOTICE_TIME): void {
		this.longCopy = false;
		clearTimeout(this.#timer);
		this.notice = notice;
		this.#timer = setTimeout(() => (this.notice = undefined), time);
	}
}
