import type { Driver } from '../model';
import { type NodeTotals, skewOf, type Totals } from '../totals';
import { groupBy, items, largest, sum, text } from '../values';
import { count, factor, nodeWord, percent, sentence, strong, time } from '../words';
import type { Finding, Rule } from './finding';

/** Only what makes the query wait counts: a share of the wall time. */
const MATTERS = 0.15;

interface ClusterTime {
	readonly name: string;
	readonly nanos: number;
}

/** Clusters by the time each took, as told by the answer, else by its drivers. */
function clusterTimes({ profile, nodes }: Totals): readonly ClusterTime[] {
	const told = profile.answer.clusters.flatMap(({ name, status, tookMillis }) =>
		tookMillis === undefined || status === 'skipped' ? [] : [{ name, nanos: tookMillis * 1e6 }]
	);
	if (told.length > 1) return told;
	return [...groupBy(nodes, ({ cluster }) => cluster)].map(([name, members]) => ({
		name,
		nanos: largest(members, ({ longest }) => longest)?.longest ?? 0
	}));
}

/** One cluster of several keeps the others waiting. */
export const slowCluster: Rule = ({ totals }) => {
	const skew = skewOf(clusterTimes(totals), ({ nanos }) => nanos);
	if (!skew || skew.times < 2) return [];
	const { slowest, median, times } = skew;
	const impact = Math.min(1, (slowest.nanos - median) / totals.wall);
	if (impact < MATTERS) return [];
	return [
		{
			rule: 'slow-cluster',
			title: sentence`Cluster ${strong(slowest.name)} took ${strong(factor(times))} as long as the others.`,
			evidence: sentence`${time(slowest.nanos)} there, ${time(median)} elsewhere; the query took ${time(totals.wall)}.`,
			remedy: `Look at ${slowest.name} and the link to it; leave it out of FROM where it is not needed, or narrow what is read there.`,
			impact: impact * 1.05,
			steps: []
		}
	];
};

/** One data node takes much longer than the others of its cluster. */
export const slowNode: Rule = ({ totals }) => {
	const clusters = groupBy(totals.nodes, ({ cluster }) => cluster);
	return [...clusters.values()].flatMap((nodes): readonly Finding[] => {
		const skew = skewOf(nodes, ({ longest }) => longest);
		if (!skew || skew.times < 2) return [];
		const { slowest, median, times } = skew;
		const impact = Math.min(1, (slowest.longest - median) / totals.wall);
		if (impact < MATTERS) return [];
		const others = nodes.filter((node) => node !== slowest);
		const fair = sum(others.map(({ documentsFound }) => documentsFound)) / others.length;
		const more = fair > 0 ? slowest.documentsFound / fair : 1;
		return [
			{
				rule: 'slow-node',
				title: sentence`${nodeWord(slowest.name)} took ${strong(factor(times))} as long as the other nodes.`,
				evidence: sentence`${time(slowest.longest)} against a median of ${time(median)} on ${String(others.length)} others; it found ${count(slowest.documentsFound)} documents, ${more >= 1.5 ? `${factor(more)} the average` : 'about as many as they did'}, with ${percent(cpuOf(totals, slowest))} of all CPU time.`,
				remedy:
					more >= 1.5
						? 'Spread the shards: this node holds more of the data than the others.'
						: 'The data is spread evenly, so look at the machine: other load, slow disks, cold caches.',
				impact,
				steps: [],
				node: slowest.name
			}
		];
	});
};

const cpuOf = ({ cpu }: Totals, node: NodeTotals) => (cpu > 0 ? node.cpu / cpu : 0);

/** Workers of one node that share one stage badly. */
export const unevenDrivers: Rule = ({ totals }) => {
	const { profile, stages } = totals;
	const groups = stages
		.filter(({ kind }) => kind === 'data')
		.flatMap((stage) => [
			...groupBy(
				stage.drivers.map((index) => profile.drivers[index]!),
				({ place }) => place
			)
		]);
	const found = groups.flatMap(([node, drivers]): readonly Finding[] => {
		const busy = (driver: Driver) => driver.cpu ?? driver.took ?? 0;
		const skew = drivers.length < 3 ? undefined : skewOf(drivers, busy);
		const lives = skewOf(drivers, ({ took = 0 }) => took);
		if (!skew || skew.times < 2.5 || (lives && lives.times < 1.5)) return [];
		const impact = Math.min(1, (busy(skew.slowest) - skew.median) / totals.wall);
		if (impact < MATTERS) return [];
		const share = busy(skew.slowest) / sum(drivers.map(busy));
		return [
			{
				rule: 'uneven-drivers',
				title: sentence`On ${nodeWord(node)} one of ${String(drivers.length)} drivers did ${strong(percent(share))} of the work.`,
				evidence: sentence`It ran ${time(busy(skew.slowest))}, ${factor(skew.times)} the median of ${time(skew.median)}${partitioning(skew.slowest)}.`,
				remedy:
					'One shard or segment is much larger than the rest: a finer data partitioning (pragma data_partitioning = "doc") or more, smaller shards would share it out.',
				impact: impact * 0.95,
				steps: [],
				node
			}
		];
	});
	const worst = largest(found, ({ impact }) => impact);
	return worst ? [worst] : [];
};

function partitioning({ operators }: Driver): string {
	const strategies = new Set(Object.values(operators[0]?.status.partitioning_strategies ?? {}));
	return strategies.size > 0 ? `; documents were dealt out by ${[...strategies].join(' and ')}` : '';
}

const cold = /(?:^|:)(?:partial|restored)-|\b(?:cold|frozen)\b/i;

/** Much of the time goes into data that lies on a cold or frozen tier. */
export const coldData: Rule = ({ totals }) => {
	const { drivers } = totals.profile;
	const isCold = (driver: Driver) =>
		cold.test(driver.node) || shardsOf(driver).some((shard) => cold.test(shard));
	const slow = drivers.filter(
		(driver) => driver.operators[0] !== undefined && isCold(driver) && shardsOf(driver).length > 0
	);
	const slowest = largest(slow, ({ took = 0 }) => took);
	const warm = drivers.filter((driver) => !slow.includes(driver) && shardsOf(driver).length > 0);
	const rest = largest(warm, ({ took = 0 }) => took)?.took ?? 0;
	if (!slowest || totals.wall <= 0) return [];
	const impact = Math.min(1, ((slowest.took ?? 0) - rest) / totals.wall);
	if (impact < MATTERS) return [];
	const shards = [...new Set(slow.flatMap(shardsOf))];
	return [
		{
			rule: 'cold-data',
			title: sentence`Reading data of a cold or frozen tier took ${strong(time(slowest.took ?? 0))}.`,
			evidence: sentence`${shards.slice(0, 2).join(', ')}${shards.length > 2 ? ` and ${shards.length - 2} more shards` : ''} on ${nodeWord(slowest.place)}${rest > 0 ? `; the longest driver on other data took ${time(rest)}` : ''}.`,
			remedy:
				'Narrow the time range so that these indices are skipped, or expect the first reads to be slow: their blocks come from object storage.',
			impact: impact * 1.1,
			steps: [],
			node: slowest.place
		}
	];
};

function shardsOf({ operators }: Driver): readonly string[] {
	return operators.flatMap(({ status }) =>
		items(status.processed_shards).flatMap((shard) => text(shard) ?? [])
	);
}
