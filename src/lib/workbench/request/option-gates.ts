import { isLater } from '$lib/esql/analysis/diagnose/version';
import type { ClusterHealth } from '../cluster';
import type { OptionField } from './option-fields';

/** Why a cluster would refuse an option; undefined where it has it, or is not known. */
export function lackOf(
	{ since, only, capability }: Pick<OptionField, 'since' | 'only' | 'capability'>,
	health: ClusterHealth
): string | undefined {
	if (health.kind !== 'up') return undefined;
	const { version, flavor, abilities } = health.info;
	const isServerless = flavor === 'serverless';
	if (only === 'serverless') return isServerless ? undefined : 'Elasticsearch Serverless only';
	if (only === 'snapshots') return version.includes('SNAPSHOT') ? undefined : 'Snapshot builds only';
	const told = capability && abilities[capability];
	if (told === true) return undefined;
	if (told === false && (isServerless || since === undefined || !isLater(since, version)))
		return 'This cluster does not have it';
	if (isServerless || since === undefined || !isLater(since, version)) return undefined;
	return `Needs ${since}; this cluster is ${version}`;
}

/** Durations that are often wanted, by field. */
export const usualDurations: Readonly<Record<string, readonly string[]>> = {
	waitForCompletionTimeout: ['0', '1s', '5s', '30s', '1m', '5m'],
	keepAlive: ['5m', '1h', '12h', '1d', '5d', '30d']
};

export const usualLocales: readonly string[] = [
	'en-US',
	'en-GB',
	'de-DE',
	'es-ES',
	'fr-FR',
	'it-IT',
	'ja-JP',
	'pt-BR'
];

/** The zones that this browser knows, UTC first. */
export function knownZones(): readonly string[] {
	return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}

/** A sentence where a zone looks wrong: the cluster has the last word. */
export function zoneDoubt(zone: string): string | undefined {
	const text = zone.trim();
	if (text === '' || /^(?:Z|(?:UTC|GMT|UT)?[+-]\d{1,2}(?::?[0-5]\d(?::?[0-5]\d)?)?)$/.test(text))
		return undefined;
	try {
		new Intl.DateTimeFormat('en', { timeZone: text });
		return undefined;
	} catch {
		return 'This browser knows no such zone';
	}
}
