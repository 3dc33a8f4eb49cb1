import { flushSync, mount } from 'svelte';
import { createStore } from '$lib/results/client';
import { Scanner } from '$lib/results/scan';
import { TableState } from '$lib/workbench/results/TableState.svelte';
import { preloadGrid } from '$lib/workbench/results/preload';
import Ours from './Ours.svelte';
import { Plain } from './plain';
import { onScreen, workOf, type OnScreen, type Work } from './work';
import './page.css';

/** Milliseconds from the call to each moment. */
export interface Times {
	readonly first: number;
	readonly all: number;
	readonly longestTask: number;
}

/** Megabytes per second over the same bytes. */
export interface Speeds {
	readonly scan: number;
	readonly parse: number;
}

declare global {
	interface Window {
		ready: Promise<unknown>;
		measure(way: 'plain' | 'ours', url: string, rows: number): Promise<Times>;
		/** The raw body read as a stream in a worker: the floor. */
		floor(url: string): Promise<number>;
		scan(url: string): Promise<Speeds>;
		/** Loads everything that is loaded lazily. */
		warm(): Promise<void>;
		readonly work: Work;
		readonly onScreen: OnScreen;
		/** Puts an editor above the grid; what is returned grows with each key. */
		type(text: string): Promise<void>;
		typed: readonly number[];
	}
}

const target = document.querySelector<HTMLElement>('#results')!;
const store = createStore();
const table = new TableState();
const floorWorker = new Worker(new URL('./floor.worker.ts', import.meta.url), { type: 'module' });
window.ready = preloadGrid();

window.measure = async (way, url, rows) => {
	const tasks: number[] = [];
	const observer = new PerformanceObserver((list) =>
		tasks.push(...list.getEntries().map(({ duration }) => duration))
	);
	observer.observe({ type: 'longtask' });
	const start = performance.now();
	const moments = watch(rows, start);
	if (way === 'plain') await new Plain(target).show(url);
	else {
		const ours = mount(Ours, { target, props: { store, table } });
		flushSync();
		await ours.show(url);
	}
	const { first, all } = await moments;
	await new Promise((resolve) => setTimeout(resolve, 300));
	observer.disconnect();
	return { first, all, longestTask: Math.max(0, ...tasks) };
};

window.floor = (url) =>
	new Promise((resolve) => {
		floorWorker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
		floorWorker.postMessage(url);
	});

window.warm = async () => {
	await Promise.all([
		import('./typing'),
		import('$lib/workbench/results/SidePane.svelte'),
		import('$lib/workbench/results/ColumnChooser.svelte'),
		new Promise((resolve) => {
			const body = new Blob(['{"columns":[{"name":"n","type":"long"}],"values":[[1]]}']).stream();
			const answer = store.read(body as ReadableStream<Uint8Array>, 1e6, {
				end: () => resolve(answer.ask('numbers', { start: 0, end: 1 }))
			});
		})
	]);
};

Object.assign(window, { work: workOf(store), onScreen: onScreen(target, table) });

window.type = async (text) => {
	const { typing } = await import('./typing');
	const editor = document.createElement('div');
	target.before(editor);
	window.typed = typing(editor, text);
};

const CHUNK = 65_536;
const ROUNDS = 5;

window.scan = async (url) => {
	const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
	const scan: number[] = [];
	const parse: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const scanner = new Scanner();
		scan.push(
			megabytesPerSecond(() => {
				for (let at = 0; at < bytes.length; at += CHUNK) scanner.push(bytes.subarray(at, at + CHUNK));
			}, bytes.length)
		);
		if (!scanner.complete) throw new Error(scanner.fault);
		parse.push(megabytesPerSecond(() => JSON.parse(new TextDecoder().decode(bytes)), bytes.length));
	}
	const middle = (list: number[]) => list.sort((a, b) => a - b)[ROUNDS >> 1];
	return { scan: middle(scan), parse: middle(parse) };
};

function megabytesPerSecond(action: () => unknown, bytes: number): number {
	const start = performance.now();
	action();
	return bytes / 1000 / (performance.now() - start);
}

/** Looks at the page once per frame; a moment counts from the end of the frame that shows it. */
function watch(rows: number, start: number): Promise<{ first: number; all: number }> {
	let first = 0;
	return new Promise((resolve) => {
		const look = () => {
			const grid = target.querySelector('[role="grid"]');
			const cell = target.querySelector('[row-index="0"] [col-id="@timestamp"]');
			const painted = Boolean(cell?.textContent);
			const complete = painted && Number(grid?.getAttribute('aria-rowcount')) === rows + 1;
			afterPaint(() => {
				const now = performance.now() - start;
				if (painted && first === 0) first = now;
				if (complete) resolve({ first, all: now });
			});
			if (!complete) requestAnimationFrame(look);
		};
		requestAnimationFrame(look);
	});
}

function afterPaint(action: () => void): void {
	const { port1, port2 } = new MessageChannel();
	port1.onmessage = action;
	port2.postMessage(null);
}
