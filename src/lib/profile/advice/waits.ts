import { sleptMillis, waited } from '../driver';
import type { Driver, Phase } from '../model';
import { largest, sum } from '../values';
import { count, counted, list, percent, sentence, strong, time } from '../words';
import type { Finding, Rule } from './finding';

/** The answer lacks something. */
export const incomplete: Rule = ({ totals: { profile } }) => {
	const { partial, clusters } = profile.answer;
	const lacking = clusters.filter(
		({ status, shardsFailed }) => shardsFailed > 0 || ['partial', 'skipped', 'failed'].includes(status)
	);
	if (!partial && lacking.length === 0) return [];
	const failures = lacking.flatMap((cluster) => cluster.failures);
	const failed = sum(lacking.map(({ shardsFailed }) => shardsFailed));
	const words = lacking.map(({ name, status }) => `${name} ${status}`);
	return [
		{
			rule: 'incomplete',
			title: sentence`The answer is not complete: ${strong(words.length > 0 ? list(words) : 'the cluster marked it as partial')}.`,
			evidence: sentence`${failed > 0 ? `${counted(failed, 'shard')} failed. ` : ''}${failures.length > 0 ? `${failures[0]!}${failures.length > 1 ? ` (and ${failures.length - 1} more)` : ''}` : 'No failure was told.'}`,
			remedy:
				'Do not read times as those of the whole: what failed or was skipped did no work. allow_partial_results = false makes it an error.',
			impact: 2,
			steps: []
		}
	];
};

/** Data is found faster than it is taken away. */
export const exchangeFull: Rule = ({ totals }) => {
	const { stages, profile, wall } = totals;
	const upstream = stages.filter(({ kind }) => kind !== 'final').flatMap(({ drivers }) => drivers);
	const stuck = upstream.flatMap((index) => {
		const driver = profile.drivers[index]!;
		const nanos = (sleptMillis(driver).get('exchange full') ?? 0) * 1e6;
		return nanos > 0 ? [{ driver, nanos }] : [];
	});
	const worst = largest(stuck, ({ nanos }) => nanos);
	if (!worst || worst.nanos < wall * 0.15 || worst.nanos < (worst.driver.took ?? 0) * 0.25) return [];
	const final = stages.findLast(({ kind }) => kind === 'final');
	const busiest = final && largest(final.steps, ({ nanos = 0 }) => nanos);
	return [
		{
			rule: 'exchange-full',
			title: sentence`Data nodes waited to hand over their rows: up to ${strong(time(worst.nanos))} each.`,
			evidence: sentence`${counted(stuck.length, 'driver')} slept on “exchange full”${busiest ? `; the coordinator's busiest operator was ${busiest.label} (${time(busiest.nanos ?? 0)}, ${count(busiest.rowsIn ?? 0)} rows in)` : ''}.`,
			remedy:
				'The coordinator can’t keep up: send it fewer or narrower rows (aggregate, LIMIT or KEEP before what runs there).',
			impact: Math.min(1, worst.nanos / wall),
			steps: busiest ? [busiest.id] : []
		}
	];
};

/** The end of the pipeline waited while no data driver was alive: for a network, a queue or a start. */
export const exchangeIdle: Rule = ({ totals }) => {
	const { stages, profile, wall } = totals;
	const finals = stages.filter(({ kind }) => kind === 'final').flatMap(({ drivers }) => drivers);
	const final = largest(
		finals.map((index) => profile.drivers[index]!),
		(driver) => waited(driver) ?? 0
	);
	if (!final?.sleeps.told) return [];
	const alive = profile.drivers.filter((driver) => !finals.includes(driver.index));
	const gap = sum(final.sleeps.listed.map((sleep) => uncovered(sleep, alive))) * 1e6;
	if (alive.length === 0 || gap < wall * 0.2 || gap < 20e6) return [];
	return [
		{
			rule: 'exchange-idle',
			title: sentence`For ${strong(time(gap))} the coordinator waited while no driver was working on the data.`,
			evidence: sentence`That is ${percent(gap / wall)} of the query's time, spent before the data drivers began, between them, or after they ended.`,
			remedy:
				'Look at what lies between the nodes: the network, full thread pools (search, esql_worker), or remote clusters that answer late.',
			impact: Math.min(1, gap / wall),
			steps: []
		}
	];
};

/** Milliseconds of a sleep during which none of the drivers was alive. */
function uncovered(
	sleep: { readonly from: number; readonly to: number | undefined },
	drivers: readonly Driver[]
): number {
	if (sleep.to === undefined) return 0;
	const lives = drivers
		.flatMap(({ start, took = 0 }) => (start === undefined ? [] : [{ from: start, to: start + took / 1e6 }]))
		.filter(({ from, to }) => to > sleep.from && from < sleep.to!)
		.sort((a, b) => a.from - b.from);
	if (lives.length === 0 && drivers.every(({ start }) => start === undefined)) return 0;
	let free = 0;
	let at = sleep.from;
	for (const { from, to } of lives) {
		free += Math.max(0, from - at);
		at = Math.max(at, to);
	}
	return free + Math.max(0, sleep.to - at);
}

/** Phases that are a part of planning. */
const parts: ReadonlySet<string> = new Set([
	'parsing',
	'preanalysis',
	'dependency_resolution',
	'analysis',
	'view_resolution',
	'dataset_resolution',
	'indices_resolution',
	'enrich_resolution',
	'inference_resolution'
]);

export const partsOfPlanning = (phases: readonly Phase[]): readonly Phase[] =>
	phases.filter(({ name }) => parts.has(name)).sort((a, b) => b.nanos - a.nanos);

/** The query was long on its way before anything ran. */
export const slowPlanning: Rule = ({ totals }): readonly Finding[] => {
	const { planning = 0, wall, profile } = totals;
	if (planning < wall * 0.3 || planning < 50e6) return [];
	const [most] = partsOfPlanning(profile.phases);
	const calls = profile.fieldCapsCalls;
	const resolving = most !== undefined && /resolution/.test(most.name);
	return [
		{
			rule: 'slow-planning',
			title: sentence`Planning took ${strong(time(planning))}, ${strong(percent(planning / wall))} of the query's time.`,
			evidence: sentence`${most ? `Most of it was ${most.name.replaceAll('_', ' ')}: ${time(most.nanos)}.` : 'No phase of it was told apart.'}${calls === undefined ? '' : ` Field capabilities were asked for ${counted(calls, 'time')}.`}`,
			remedy: resolving
				? 'Name fewer indices in FROM (a narrower pattern, no remote that is not needed): their fields must be looked up before anything else.'
				: 'Simplify the query, or run it again to see whether caches were cold.',
			impact: Math.min(1, planning / wall) * 0.9,
			steps: []
		}
	];
};
