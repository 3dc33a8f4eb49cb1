import { tick } from 'svelte';
import type { Arrangement } from '$lib/results/questions';
import type { Answer, Store } from '$lib/results/store';
import type { TableState } from '$lib/workbench/results/TableState.svelte';

/** What is measured of rows that are there; milliseconds. */
export interface Work {
	/** Reads the answer at `url`; the names of its columns. */
	open(url: string): Promise<readonly string[]>;
	/** Sorts by a column for the first time, descending, until the rows can be read. */
	sort(column: number): Promise<number>;
	filter(text: string): Promise<number>;
	/** Statistics of so many rows, all columns. */
	statistics(rows: number): Promise<number>;
}

/** What is measured of a grid on screen; milliseconds. */
export interface OnScreen {
	/** From asking for a row to seeing it. */
	jump(row: number): Promise<number>;
	/** Time between the frames of scrolling so many times by `step` pixels. */
	scroll(frames: number, step: number): Promise<number[]>;
	/** From a letter in the search of the columns to the columns found. */
	searchColumns(text: string): Promise<number>;
}

export function workOf(store: Store): Work {
	let answer: Answer | undefined;
	let width = 0;

	const arranged = (arrangement: Partial<Arrangement>) =>
		new Promise<number>((resolve, reject) => {
			const start = performance.now();
			const view = answer?.arrange(
				{ text: '', predicates: [], sort: [], ...arrangement },
				{
					arranged: () => {
						resolve(performance.now() - start);
						view?.close();
					},
					failed: reject
				}
			);
		});

	return {
		open: (url) =>
			new Promise((resolve, reject) => {
				answer?.drop();
				let names: readonly string[] = [];
				answer = store.fetch(url, { method: 'GET', headers: {} }, 4e9, {
					columns: (columns) => (names = columns.map(({ name }) => name)),
					refused: (_, text) => reject(new Error(text)),
					unreached: (message) => reject(new Error(message)),
					end: () => {
						width = names.length;
						resolve(names);
					}
				});
			}),
		sort: (column) => arranged({ sort: [{ column, descending: true, nulls: 'last' }] }),
		filter: (text) => arranged({ text }),
		statistics: async (rows) => {
			const start = performance.now();
			const columns = Array.from({ length: width }, (_, column) => column);
			await answer?.ask('statistics', { ranges: [{ start: 0, end: rows, columns }] });
			return performance.now() - start;
		}
	};
}

export function onScreen(target: HTMLElement, table: TableState): OnScreen {
	const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
	const painted = async () => {
		await frame();
		await new Promise<void>((resolve) => {
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => resolve();
			port2.postMessage(null);
		});
	};
	return {
		jump: async (row) => {
			const start = performance.now();
			table.grid?.focus({ row, column: 0 });
			const cell = () => target.querySelector(`[row-index="${row}"] [col-id="@timestamp"]`);
			while (!cell()?.textContent) await frame();
			await painted();
			return performance.now() - start;
		},
		scroll: async (frames, step) => {
			const viewport = [...target.querySelectorAll('*')].find(
				(element) => element.scrollHeight > element.clientHeight + 1000
			);
			if (!viewport) throw new Error('nothing scrolls');
			const times: number[] = [];
			let last = performance.now();
			for (let i = 0; i < frames; i++) {
				viewport.scrollTop += step;
				await frame();
				times.push(performance.now() - last);
				last = performance.now();
			}
			return times;
		},
		searchColumns: async (text) => {
			table.side = 'columns';
			const input = () => target.querySelector<HTMLInputElement>('input[aria-label="Search columns"]');
			while (!input()) await frame();
			await painted();
			const search = input()!;
			const start = performance.now();
			search.value = text;
			search.dispatchEvent(new Event('input', { bubbles: true }));
			await tick();
			await painted();
			return performance.now() - start;
		}
	};
}
