import { flushSync, mount, unmount } from 'svelte';
import { createDesk } from '$lib/profile/client';
import { compareReports } from '$lib/profile/compare';
import type { Report } from '$lib/profile/report';
import { createStore } from '$lib/results/client';
import type { Answer } from '$lib/results/store';
import { queryText } from '$lib/workbench/profile/query-text';
import '../../../../src/app.css';
import Shown from './Shown.svelte';

/** What the benchmark asks of the page. */
interface ProfileBench {
	/** Opens a file as a dropped one would be: milliseconds until it is painted, and the page's longest task. */
	open(url: string): Promise<{ painted: number; longestTask: number; bytes: number }>;
	/** The same for an answer that is read by the store, as that of a run. */
	run(url: string): Promise<{ painted: number; longestTask: number; bytes: number }>;
	/** Milliseconds of parsing the same text on the page, which is then one task. */
	parse(url: string): Promise<number>;
	/** Milliseconds from frame to frame while the timeline that is open is zoomed and panned. */
	frames(count: number): Promise<readonly number[]>;
	/** Share of the operators of two profiles that find their counterparts. */
	aligned(a: string, b: string): Promise<number>;
	/** The rule of the first finding on a profile. */
	first(text: string): Promise<string | undefined>;
}

declare global {
	interface Window {
		profiles: ProfileBench;
	}
}

const target = document.querySelector<HTMLElement>('#app')!;
const desk = createDesk();
const store = createStore();
let shown: ReturnType<typeof mount> | undefined;

async function report(source: Blob, name = 'bench'): Promise<Report> {
	const opening = await desk.open({ kind: 'blob', blob: source }, name);
	if (opening.kind === 'refused') throw new Error(opening.reason);
	const [{ profile, report: plain }] = opening.opened;
	if (plain.query === undefined) return plain;
	const explained = await desk.explain(profile, queryText(plain.query));
	return explained.kind === 'opened' ? explained.opened[0].report : plain;
}

const blobOf = async (url: string) => (await fetch(url)).blob();
const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

async function open(url: string) {
	const blob = await blobOf(url);
	return opened(() => Promise.resolve(blob));
}

function run(url: string) {
	return opened(async () => {
		const answer = await new Promise<Answer>((resolve) => {
			const init = { method: 'GET', headers: {} };
			const read = store.fetch(url, init, 4e9, { end: () => resolve(read) });
		});
		const blob = await answer.ask('profile', {});
		if (blob === undefined) throw new Error('the answer has no profile');
		return blob;
	});
}

async function opened(get: () => Promise<Blob>) {
	if (shown) await unmount(shown);
	const tasks: number[] = [];
	const observer = new PerformanceObserver((list) =>
		tasks.push(...list.getEntries().map(({ duration }) => duration))
	);
	observer.observe({ type: 'longtask' });
	const start = performance.now();
	const blob = await get();
	shown = mount(Shown, { target, props: { report: await report(blob) } });
	flushSync();
	await frame();
	await frame();
	const painted = performance.now() - start;
	await new Promise((resolve) => setTimeout(resolve, 300));
	observer.disconnect();
	return { painted, longestTask: Math.max(0, ...tasks), bytes: blob.size };
}

async function parse(url: string) {
	const text = await (await blobOf(url)).text();
	const start = performance.now();
	JSON.parse(text);
	return performance.now() - start;
}

async function frames(count: number) {
	const timeline = document.querySelector<HTMLElement>('[role="application"]')!;
	const { left, top, width } = timeline.getBoundingClientRect();
	const times: number[] = [];
	let last = await frame();
	for (let at = 0; at < count; at++) {
		const zooming = at % 2 === 0;
		const turn = { deltaY: zooming ? Math.sin(at / 9) * 60 : 0, deltaX: zooming ? 0 : Math.cos(at / 5) * 90 };
		timeline.dispatchEvent(
			new WheelEvent('wheel', {
				...turn,
				ctrlKey: zooming,
				clientX: left + width * 0.6,
				clientY: top + 200,
				cancelable: true
			})
		);
		timeline.scrollTop += 40;
		const now = await frame();
		times.push(now - last);
		last = now;
	}
	return times;
}

async function aligned(a: string, b: string) {
	const [one, other] = [await report(await blobOf(a)), await report(await blobOf(b))];
	return compareReports(one, other).aligned;
}

async function first(text: string) {
	return (await report(new Blob([text]))).findings[0]?.rule;
}

window.profiles = { open, run, parse, frames, aligned, first };
