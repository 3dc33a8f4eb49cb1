import { isRecord } from '$lib/protocol/parse';
import { readKeys, type KeyMap } from './key-map';

/** One thing a person can set: what it is at first, and which values there are. */
export interface Setting<T> {
	readonly initial: T;
	/** The value as the program knows it; undefined where it is none. */
	read(value: unknown): T | undefined;
	/** The values, in words, after “must be”. */
	readonly wants: string;
}

/** Byte budgets of one answer, in MB, that a person can choose from. */
export const budgets: readonly number[] = [64, 256, 512, 1024];

/** How many queries of one cluster may run at a time. */
export const crowds: readonly number[] = [2, 5, 10, 20, 50];

/** Runs that the history keeps. */
export const historyCounts: readonly number[] = [500, 1000, 5000, 20000];

/** px of the editors' letters. */
export const codeSizes: readonly number[] = [11, 12, 13, 14, 15, 16, 18, 20];

/** Everything that can be set, by name. Layout is not among it: that is moved by hand. */
export const settingTable = {
	theme: oneOf('system', 'light', 'dark'),
	contrast: oneOf('system', 'more'),
	density: oneOf('compact', 'cosy'),
	/** Where dates are shown: `UTC`, `browser`, or an IANA name. */
	timeZone: { initial: 'UTC', read: readZone, wants: 'UTC, browser or the name of a time zone' },
	dates: oneOf('sent', 'spaced', 'local'),
	/** How digits before the decimal point are grouped. */
	numbers: oneOf('plain', 'spaces', 'commas'),
	codeSize: numberOf(13, codeSizes),
	/** Name of a font on this machine; empty for the page's own. */
	codeFont: { initial: '', read: readFont, wants: 'the name of a font' },
	editorKeys: oneOf('standard', 'vim'),
	/** MB of one answer that are read before reading ends. */
	budget: numberOf(256, budgets),
	atOnce: numberOf(10, crowds),
	/** What happens to the running query of a tab that is closed. */
	closing: oneOf('ask', 'cancel', 'keep'),
	/** What happens to running queries when the page is left; `keep` finds them again when it is opened. */
	leaving: oneOf('keep', 'cancel'),
	/** What Run does with a query that has notes beside it. */
	noted: oneOf('run', 'ask'),
	/** Runs that are kept. */
	history: numberOf(5000, historyCounts),
	/** Keys that are not as they were at first. */
	keys: { initial: {} as KeyMap, read: readKeys, wants: 'actions of this page with keys such as Mod+Shift+K' }
};

export type SettingName = keyof typeof settingTable;

export type Settings = {
	readonly [Name in SettingName]: (typeof settingTable)[Name]['initial'];
};

export type Theme = Settings['theme'];
export type Closing = Settings['closing'];
export type Leaving = Settings['leaving'];

export const settingNames = Object.keys(settingTable) as SettingName[];

/** The settings as they are at first. */
export const initialSettings = Object.fromEntries(
	settingNames.map((name) => [name, settingTable[name].initial])
) as Settings;

/** What of `saved` are settings, over those at first; the rest is left out. */
export function readSettings(saved: unknown): Settings {
	if (!isRecord(saved)) return initialSettings;
	const known = settingNames.flatMap((name) => {
		const value: unknown = settingTable[name].read(saved[name]);
		return value === undefined ? [] : [[name, value]];
	});
	return { ...initialSettings, ...Object.fromEntries(known) } as Settings;
}

function oneOf<const T extends string>(...values: readonly [T, ...T[]]): Setting<T> {
	return {
		initial: values[0],
		read: (value) => values.find((known) => known === value),
		wants: `one of ${values.join(', ')}`
	};
}

function numberOf(initial: number, values: readonly number[]): Setting<number> {
	return {
		initial,
		read: (value) => values.find((known) => known === value),
		wants: `one of ${values.join(', ')}`
	};
}

function readZone(value: unknown): string | undefined {
	if (typeof value !== 'string') return undefined;
	if (value === 'browser' || value === 'UTC') return value;
	try {
		return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone && value;
	} catch {
		return undefined;
	}
}

function readFont(value: unknown): string | undefined {
	return typeof value === 'string' && /^[\p{L}\p{N} ._-]{0,60}$/u.test(value) ? value.trim() : undefined;
}
