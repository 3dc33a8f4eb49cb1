import { isJsonObject, stringifyJson, type JsonObject } from '$lib/protocol/json';
import { readJson } from './json';

/** The members of `settings` as typed; undefined while they are no JSON object. */
function members(settings: string): JsonObject | undefined {
	if (settings.trim() === '') return new Map();
	const reading = readJson(settings);
	return reading.kind === 'value' && isJsonObject(reading.value) ? reading.value : undefined;
}

/** Whether single settings can be changed: the text is a JSON object, or empty. */
export function isEditable(settings: string): boolean {
	return members(settings) !== undefined;
}

/** The JSON of one setting; undefined where it is not given. */
export function settingJson(settings: string, name: string): string | undefined {
	const value = members(settings)?.get(name);
	return value === undefined ? undefined : stringifyJson(value);
}

/** The settings with one of them changed, or without it where `json` is undefined; empty when none is left. */
export function withSetting(settings: string, name: string, json: string | undefined): string {
	const known = members(settings);
	if (!known) return settings;
	const others = [...known].filter(([key]) => key !== name);
	const texts = others.map(([key, value]) => `${JSON.stringify(key)}: ${stringifyJson(value)}`);
	if (json !== undefined) texts.push(`${JSON.stringify(name)}: ${json}`);
	return texts.length === 0 ? '' : `{${texts.join(', ')}}`;
}

/** What `approximation` asks for. */
export interface Approximation {
	readonly on: boolean;
	/** Rows that are sampled, as typed; empty for the cluster's own choice. */
	readonly rows: string;
	/** Between 0 and 1, as typed; empty for the default. */
	readonly confidence: string;
}

export function readApproximation(settings: string): Approximation {
	const json = settingJson(settings, 'approximation');
	const off: Approximation = { on: false, rows: '', confidence: '' };
	if (json === undefined || json === 'false') return off;
	if (!json.startsWith('{')) return { ...off, on: json === 'true' };
	return {
		on: true,
		rows: settingJson(json, 'rows') ?? '',
		confidence: settingJson(json, 'confidence_level') ?? ''
	};
}

/** The settings with another approximation. What is no number stays as text, for the cluster to refuse. */
export function withApproximation(settings: string, { on, rows, confidence }: Approximation): string {
	const given = [
		...(rows.trim() === '' ? [] : [`"rows": ${numberOr(rows.trim())}`]),
		...(confidence.trim() === '' ? [] : [`"confidence_level": ${numberOr(confidence.trim())}`])
	];
	const json = given.length === 0 ? 'true' : `{${given.join(', ')}}`;
	return withSetting(settings, 'approximation', on ? json : undefined);
}

function numberOr(text: string): string {
	return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? text : JSON.stringify(text);
}
