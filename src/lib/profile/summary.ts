import { partsOfPlanning } from './advice/waits';
import { skewOf, costliest, cpuShare, type Totals, wallShare } from './totals';
import { sum } from './values';
import {
	count,
	counted,
	factor,
	list,
	nodeWord,
	percent,
	type Sentence,
	sentence,
	stepWord,
	strong,
	time
} from './words';

/** What a profile says before anyone asks. */
export interface Summary {
	readonly headline: Sentence;
	readonly top: readonly TopOperator[];
	readonly facts: readonly Fact[];
}

export interface TopOperator {
	readonly step: string;
	readonly label: string;
	readonly where: string;
	readonly nanos: number;
	readonly cpu: number;
	readonly wall: number;
}

export interface Fact {
	readonly label: string;
	readonly says: Sentence;
}

export function summarize(totals: Totals): Summary {
	const top = costliest(totals, 3).map((step) => ({
		step: step.id,
		label: step.label,
		where: totals.stages[step.stage]!.label,
		nanos: step.nanos!,
		cpu: cpuShare(totals, step),
		wall: wallShare(totals, step)
	}));
	const facts = [
		nodes(totals),
		running(totals),
		documents(totals),
		planning(totals),
		clusters(totals),
		accounting(totals)
	];
	return { headline: headline(totals, top), top, facts: facts.filter((fact) => fact !== undefined) };
}

function headline({ wall, profile, planning = 0 }: Totals, [first]: readonly TopOperator[]): Sentence {
	const least = profile.wall.from === 'drivers' ? 'at least ' : '';
	const took =
		wall > 0
			? sentence`The query took ${least}${strong(time(wall))}`
			: sentence`How long the query took is not told`;
	if (profile.drivers.length === 0)
		return sentence`${took}. Nothing was executed on any driver, or nothing is told of it.`;
	if (wall > 0 && planning >= wall * 0.5)
		return sentence`${took}, and ${strong(time(planning))} of that was planning, before anything ran.`;
	if (!first) return sentence`${took}. This version does not tell the time of single operators.`;
	const rest =
		wall > 0 && first.wall < 0.2
			? `, though that kept one driver busy for only ${percent(first.wall)} of it`
			: '';
	return sentence`${took}; ${strong(percent(first.cpu))} of its CPU time went into ${stepWord(first.label, first.step)} (${first.where})${rest}.`;
}

function nodes({ nodes, stages }: Totals): Fact | undefined {
	const clusters = new Set(nodes.map(({ cluster }) => cluster)).size;
	const skew = skewOf(nodes, ({ longest }) => longest);
	if (!skew) {
		const [only] = nodes;
		if (!only || only.longest === 0) return undefined;
		const drivers = sum(stages.map((stage) => stage.drivers.length));
		return {
			label: 'Nodes',
			says: sentence`All on ${nodeWord(only.name)}, in ${counted(drivers, 'driver')}.`
		};
	}
	const over = `${counted(nodes.length, 'node')}${clusters > 1 ? ` in ${counted(clusters, 'cluster')}` : ''}`;
	const { slowest, times } = skew;
	return {
		label: 'Nodes',
		says:
			times < 1.2
				? sentence`Evenly spread over ${over}; the slowest took ${time(slowest.longest)}.`
				: sentence`${nodeWord(slowest.name)} was the slowest of ${over}: ${strong(time(slowest.longest))}, ${strong(factor(times))} the median of the others.`
	};
}

function running({ profile, stages, waited, reasons, cpu, wall }: Totals): Fact | undefined {
	const life = sum(profile.drivers.map(({ took }) => took));
	if (waited === undefined || life === 0) {
		return cpu > 0 && wall > 0
			? { label: 'CPU', says: sentence`${time(cpu)} of CPU time in ${time(wall)}; waiting is not told.` }
			: undefined;
	}
	const [main, ...others] = reasons.filter(({ nanos, count: times }) => nanos > 0 || times > 0);
	const share = percent(waited / life);
	const on = main
		? sentence`, mostly on “${main.reason}” (${time(main.nanos)}${main.count > 0 ? ` in ${counted(main.count, 'sleep')}` : ''}${others.length > 0 ? `; also ${list(others.map(({ reason }) => `“${reason}”`))}` : ''})`
		: sentence``;
	const data = stages.filter(({ kind }) => kind === 'data');
	const dataLife = sum(data.map(({ took }) => took));
	const ran =
		dataLife === 0 || dataLife === life ? undefined : 1 - sum(data.map((stage) => stage.waited)) / dataLife;
	return {
		label: 'CPU and waiting',
		says:
			ran === undefined
				? sentence`Drivers ran ${strong(percent(1 - waited / life))} of their time (${time(cpu)} of CPU) and waited ${strong(share)}${on}.`
				: sentence`Data drivers ran ${strong(percent(ran))} of their time. All drivers together had ${time(cpu)} of CPU and spent ${strong(share)} of their time waiting${on}.`
	};
}

function documents({ documentsFound, valuesLoaded, rowsOut, steps, queries }: Totals): Fact | undefined {
	if (documentsFound === undefined) return undefined;
	const loaded = valuesLoaded === undefined ? '' : `, ${counted(valuesLoaded, 'value')} loaded`;
	const out = rowsOut === undefined ? '' : `, ${counted(rowsOut, 'row')} out`;
	const filters = steps.filter(
		({ kind, rowsIn, rowsOut: left }) => kind === 'filter' && rowsIn && left !== undefined
	);
	const [filter] = filters;
	const dropped = filter ? 1 - filter.rowsOut! / filter.rowsIn! : 0;
	const verdict =
		filter && dropped >= 0.01
			? sentence` ${stepWord(filter.label, filter.id)} dropped ${strong(percent(dropped))} of ${counted(filter.rowsIn!, 'row')} after they were found.`
			: sentence` No rows were found only to be filtered out again.`;
	const [query] = queries;
	const narrowed =
		query === undefined
			? ''
			: ` Lucene searched for ${query.length > 90 ? `${query.slice(0, 90)}…` : query}${queries.length > 1 ? ` (and ${queries.length - 1} more)` : ''}.`;
	return {
		label: 'Documents',
		says: sentence`${strong(count(documentsFound))} found${loaded}${out}.${narrowed}${verdict}`
	};
}

function planning({ planning, wall, profile }: Totals): Fact | undefined {
	if (planning === undefined || wall <= 0) return undefined;
	const [most] = partsOfPlanning(profile.phases);
	const detail = most && most.nanos > planning * 0.3 ? ` (most of it ${most.name.replaceAll('_', ' ')})` : '';
	return {
		label: 'Planning',
		says: sentence`${time(planning)} of planning, ${strong(percent(planning / wall))}${detail}; ${time(Math.max(0, wall - planning))} of execution.`
	};
}

function clusters({ profile }: Totals): Fact | undefined {
	const told = profile.answer.clusters;
	if (told.length < 2) return undefined;
	const words = told.map(({ name, status, tookMillis }) =>
		tookMillis === undefined ? `${name} ${status}` : `${name} ${status} in ${time(tookMillis * 1e6)}`
	);
	return { label: 'Clusters', says: sentence`${words.join(', ')}.` };
}

function accounting({ cpu, unaccounted, beyond }: Totals): Fact | undefined {
	if (cpu <= 0 || (unaccounted < cpu * 0.01 && beyond < cpu * 0.01)) return undefined;
	return {
		label: 'Not accounted for',
		says:
			unaccounted >= beyond
				? sentence`${time(unaccounted)} of CPU time (${percent(unaccounted / cpu)}) is in no operator's figures: the drivers' own loop, or operators that tell no time.`
				: sentence`Operators tell ${time(beyond)} more than their drivers' CPU time: they also work on other threads.`
	};
}
