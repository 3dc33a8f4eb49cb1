import { isRecord } from '$lib/protocol/parse';
import { ownTime, placeOf, readDriver } from './driver';
import type { AnswerFacts, ClusterFacts, Driver, Phase, Plan, Profile, Wall } from './model';
import { amount, amounts, type Fields, fields, items, text } from './values';

/** What a text held: profiles, or a sentence that says why none. */
export type Found =
	| { readonly kind: 'profiles'; readonly profiles: readonly FoundProfile[] }
	| { readonly kind: 'refused'; readonly reason: string };

export interface FoundProfile {
	readonly profile: Profile;
	/** The JSON that it was read from: an answer, or the profile itself. */
	readonly holder: unknown;
}

/** How deep inside other JSON a profile is looked for. */
const DEPTH = 6;

/**
 * Profiles in a text: a profile, an answer that has one, a list of several, one per line, or a page that
 * the workbench exported. Never throws.
 */
export function findProfiles(source: string, name: string): Found {
	const parsed = parseText(embedded(source) ?? source);
	return parsed.kind === 'refused' ? parsed : foundIn(parsed.values, name);
}

/** Profiles anywhere in JSON values. */
export function foundIn(values: readonly unknown[], name: string): Found {
	const places = values.flatMap((value) => [...holders(value, DEPTH)]);
	if (places.length === 0) return refused(absence(values));
	const many = places.length > 1;
	return {
		kind: 'profiles',
		profiles: places.map((holder, at) => ({
			profile: readProfile(holder, many ? `${name} #${at + 1}` : name),
			holder
		}))
	};
}

/** One profile out of the object that holds it, or out of itself. */
export function readProfile(holder: unknown, name: string): Profile {
	const around = fields(holder);
	const told = isProfile(around.profile) ? fields(around.profile) : around;
	const answer = told === around ? {} : around;
	const several = new Set(items(told.drivers).map((driver) => fields(driver).cluster_name)).size > 1;
	const drivers = items(told.drivers).map((driver, index) => readDriver(driver, index, several));
	const phases = Object.entries(told).flatMap(([key, value]) => readPhase(key, value));
	return {
		name,
		query: text(around.query) ?? text(fields(around.request).query),
		wall: wallOf(phases, answer, drivers),
		phases,
		drivers,
		plans: items(told.plans).map((plan) => readPlan(plan, several)),
		answer: readAnswer(answer),
		fieldCapsCalls: amount(told.field_caps_calls),
		others: Object.fromEntries(Object.entries(told).filter(([key, value]) => isOther(key, value)))
	};
}

type ParsedText =
	| { readonly kind: 'values'; readonly values: readonly unknown[] }
	| { readonly kind: 'refused'; readonly reason: string };

function parseText(source: string): ParsedText {
	const json = source.replace(/^\uFEFF/, '').trim();
	if (json === '') return refused('The text is empty.');
	try {
		return { kind: 'values', values: [JSON.parse(json)] };
	} catch (whole) {
		try {
			const lines = json.split('\n').filter((line) => line.trim() !== '');
			if (lines.length > 1)
				return { kind: 'values', values: lines.map((line) => JSON.parse(line) as unknown) };
		} catch {
			// The first complaint is about the whole text, and the better one.
		}
		return refused(`This is not JSON: ${whole instanceof Error ? whole.message : String(whole)}.`);
	}
}

/** The JSON inside a page that the workbench exported. */
function embedded(source: string): string | undefined {
	if (!/^\s*<!doctype html/i.test(source)) return undefined;
	return /<script type="application\/json" id="profile">([\s\S]*?)<\/script>/.exec(source)?.[1];
}

function* holders(value: unknown, depth: number): Generator<unknown> {
	if (depth === 0 || typeof value !== 'object' || value === null) return;
	if (isProfile(value) || (isRecord(value) && isProfile(value.profile))) yield value;
	else for (const inner of Object.values(value)) yield* holders(inner, depth - 1);
}

function isProfile(value: unknown): value is Fields {
	return isRecord(value) && Array.isArray(value.drivers) && value.drivers.every(isRecord);
}

function absence(values: readonly unknown[]): string {
	const [first] = values;
	if (isRecord(first) && 'error' in first) return 'This is a failed answer: it has no profile.';
	if (isRecord(first) && first.is_running === true)
		return 'This query was still running: an answer has a profile only once it is finished.';
	if (isRecord(first) && Array.isArray(first.columns))
		return 'This answer has no profile: the query was run without "profile": true.';
	return 'There is no ES|QL profile in this JSON: nothing in it has a list of drivers.';
}

function readPhase(name: string, value: unknown): readonly Phase[] {
	const nanos = amount(fields(value).took_nanos);
	return nanos === undefined ? [] : [{ name, nanos, start: amount(fields(value).start_millis) }];
}

const known: ReadonlySet<string> = new Set(['drivers', 'plans', 'field_caps_calls']);

function isOther(key: string, value: unknown): boolean {
	return !known.has(key) && value !== null && readPhase(key, value).length === 0;
}

function wallOf(phases: readonly Phase[], answer: Fields, drivers: readonly Driver[]): Wall {
	const query = phases.find(({ name }) => name === 'query');
	let start = query?.start;
	let end = -Infinity;
	let longest = 0;
	for (const driver of drivers) {
		if (driver.start !== undefined) {
			start = Math.min(start ?? driver.start, driver.start);
			end = Math.max(end, driver.start + (driver.took ?? 0) / 1e6);
		}
		longest = Math.max(longest, driver.took ?? ownTime(driver));
	}
	const took = amount(answer.took);
	if (query && query.nanos > 0) return { nanos: query.nanos, from: 'query', start };
	if (took !== undefined && took > 0) return { nanos: took * 1e6, from: 'took', start };
	const spanned = start === undefined ? longest : Math.max(longest, (end - start) * 1e6);
	return { nanos: spanned, from: spanned > 0 ? 'drivers' : 'nothing', start };
}

function readPlan(entry: unknown, several: boolean): Plan {
	const told = fields(entry);
	return {
		role: text(told.description) ?? '',
		place: placeOf(text(told.cluster_name) ?? '', text(told.node_name) ?? '', several),
		text: text(told.plan) ?? '',
		times: amounts(Object.fromEntries(Object.entries(told).filter(([key]) => key.endsWith('_nanos'))))
	};
}

function readAnswer(answer: Fields): AnswerFacts {
	const clusters = Object.entries(fields(fields(answer._clusters).details)).map(readCluster);
	return {
		rows: rowsOf(answer) ?? amount(answer.rows),
		partial: answer.is_partial === true,
		documentsFound: amount(answer.documents_found),
		clusters
	};
}

/** Rows of an answer, also of a columnar one. */
function rowsOf({ columns, values }: Fields): number | undefined {
	if (!Array.isArray(columns) || !Array.isArray(values)) return undefined;
	const [first] = values as readonly unknown[];
	if (!Array.isArray(first)) return values.length;
	const columnar = values.length === columns.length && first.length !== columns.length;
	return columnar ? first.length : values.length;
}

function readCluster([name, value]: readonly [string, unknown]): ClusterFacts {
	const told = fields(value);
	const shards = fields(told._shards);
	return {
		name,
		status: text(told.status) ?? 'unknown',
		tookMillis: amount(told.took),
		shardsFailed: amount(shards.failed) ?? 0,
		shardsSkipped: amount(shards.skipped) ?? 0,
		failures: items(told.failures).map(failureWords)
	};
}

function failureWords(failure: unknown): string {
	const { index, reason, node } = fields(failure);
	const { type, reason: said } = fields(reason);
	const where = [text(index), text(node) && `on ${text(node)}`].filter(Boolean).join(' ');
	const what = text(said) ?? text(reason) ?? text(type) ?? 'no reason told';
	return where ? `${where}: ${what}` : what;
}

function refused(reason: string): { readonly kind: 'refused'; readonly reason: string } {
	return { kind: 'refused', reason };
}
