import { isRecord } from '$lib/protocol/parse';
import { readEntry, type HistoryEntry } from './entry';
import { packSnapshot, unpackSnapshot, type Snapshot } from './snapshot';

const FORMAT = 'esql-workbench history 1';

/** An entry on its way between browsers, with its rows where they are kept. */
export interface Transferred {
	readonly entry: HistoryEntry;
	readonly snapshot: Snapshot | undefined;
}

/** Entries as a file: a line that names the format, then one line of JSON for each entry. */
export function writeHistory(entries: readonly Transferred[]): string {
	const lines = entries.map(({ entry, snapshot }) =>
		JSON.stringify(snapshot === undefined ? { entry } : { entry, snapshot })
	);
	return [JSON.stringify({ format: FORMAT }), ...lines, ''].join('\n');
}

/** The entries in such a file; undefined when it is none. Lines that are no entry are counted and left out. */
export function readHistory(
	text: string
): { readonly entries: readonly Transferred[]; readonly skipped: number } | undefined {
	const [head, ...lines] = text.split('\n');
	const named = parse(head);
	if (!isRecord(named) || named.format !== FORMAT) return undefined;
	const full = lines.filter((line) => line.trim() !== '');
	const entries = full.flatMap((line) => readLine(line) ?? []);
	return { entries, skipped: full.length - entries.length };
}

function readLine(line: string): Transferred | undefined {
	const value = parse(line);
	if (!isRecord(value)) return undefined;
	const entry = readEntry(value.entry);
	if (entry === undefined) return undefined;
	const snapshot = unpackSnapshot(JSON.stringify(value.snapshot));
	return { entry, snapshot: snapshot && packSnapshot(snapshot) ? snapshot : undefined };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
