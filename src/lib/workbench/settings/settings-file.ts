import { isRecord } from '$lib/protocol/parse';
import { parseJson } from '../stored';
import { initialSettings, type SettingName, settingNames, settingTable, type Settings } from './settings';

const kind = 'esql-workbench-settings';
const version = 1;

/** The settings of a file, or every reason why it has none. */
export type ReadSettingsFile =
	| { readonly kind: 'settings'; readonly settings: Settings; readonly count: number }
	| { readonly kind: 'refused'; readonly reasons: readonly string[] };

/** The settings that differ from those at first, as a file that `readSettingsFile` reads. */
export function writeSettingsFile(settings: Settings): string {
	const changed = settingNames.filter(
		(name) => JSON.stringify(settings[name]) !== JSON.stringify(initialSettings[name])
	);
	const own = Object.fromEntries(changed.map((name) => [name, settings[name]]));
	return `${JSON.stringify({ kind, version, settings: own }, undefined, '\t')}\n`;
}

/** Takes all of a file or nothing; what the file does not name is as at first. */
export function readSettingsFile(text: string): ReadSettingsFile {
	const refused = (...reasons: string[]): ReadSettingsFile => ({ kind: 'refused', reasons });
	const file = parseJson(text);
	if (!isRecord(file) || file.kind !== kind) return refused('The file does not hold settings of this page.');
	if (file.version !== version)
		return refused(
			`The file has version ${JSON.stringify(file.version)}; this page reads version ${version}.`
		);
	if (!isRecord(file.settings)) return refused('“settings” must be an object.');
	const read = Object.entries(file.settings).map(([name, value]) => readOne(name, value));
	const reasons = read.flatMap((one) => (typeof one === 'string' ? [one] : []));
	if (reasons.length > 0) return refused(...reasons);
	const settings = { ...initialSettings, ...Object.fromEntries(read as [string, unknown][]) } as Settings;
	return { kind: 'settings', settings, count: read.length };
}

function readOne(name: string, value: unknown): [string, unknown] | string {
	if (!(settingNames as readonly string[]).includes(name)) return `“${name}” is not a setting.`;
	const { read, wants } = settingTable[name as SettingName];
	const known: unknown = read(value);
	return known === undefined ? `“${name}” must be ${wants}; it is ${shortened(value)}.` : [name, known];
}

function shortened(value: unknown): string {
	const text = JSON.stringify(value) ?? 'nothing';
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
