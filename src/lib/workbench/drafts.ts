import { isRecord } from '$lib/protocol/parse';
import { readView } from '$lib/request/view';
import { readRequest } from '$lib/request/read';
import { readLeftRun } from './left';
import { parseJson } from './stored';
import type { Draft } from './Tab.svelte';

/** Everything typed in one window. */
export interface Drafts {
	readonly tabs: readonly Draft[];
	readonly active: string;
	/** Closed tabs whose queries go on. */
	readonly background: readonly Draft[];
	/** Epoch ms of the last change. */
	readonly at: number;
}

/** Every draft of a window. */
export const allOf = ({ tabs, background }: Pick<Drafts, 'tabs' | 'background'>): readonly Draft[] => [
	...tabs,
	...background
];

/** Drafts read back from one text that holds them all; undefined when it is none. */
export function readDrafts(text: string | undefined): Drafts | undefined {
	const saved = parseJson(text);
	if (!isRecord(saved)) return undefined;
	const tabs = readAll(saved.tabs);
	if (tabs.length === 0) return undefined;
	return {
		tabs,
		background: readAll(saved.background),
		active: String(saved.active),
		at: Number(saved.at) || 0
	};
}

function readAll(saved: unknown): Draft[] {
	return Array.isArray(saved) ? saved.flatMap((tab: unknown) => readDraft(tab) ?? []) : [];
}

/** A draft read back; undefined when it is none. */
export function readDraft(saved: unknown): Draft | undefined {
	if (!isRecord(saved) || typeof saved.id !== 'string') return undefined;
	const request = readRequest(saved.request);
	if (!request) return undefined;
	const { id, title } = saved;
	const draft = { id, cluster: text(saved.cluster), request, fragment: text(saved.fragment) };
	const left = readLeftRun(saved.left);
	const offered = readLeftRun(saved.offered);
	const view = isRecord(saved.view) ? readView(saved.view) : undefined;
	return {
		...draft,
		...(typeof title === 'string' && { title }),
		...(view && { view }),
		...(left && { left }),
		...(offered && { offered }),
		...(saved.fromLink === true && { fromLink: true })
	};
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
