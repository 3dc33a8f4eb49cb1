import { adviceOn } from './advice/advice';
import type { Finding } from './advice/finding';
import { type Flow, flowOf } from './flow';
import { type Heat, heatOf } from './heat/heat';
import type { Pipe } from './heat/pipes';
import type { AnswerFacts, Phase, Profile, Wall } from './model';
import { type Stage, stagesOf } from './stages';
import { type Summary, summarize } from './summary';
import { type Timeline, timelineOf } from './timeline';
import { type NodeTotals, totalsOf } from './totals';

/** A query's text and its pipes, as the language's outline gives them. */
export interface QueryText {
	readonly text: string;
	readonly pipes: readonly Pipe[];
}

/** Everything that the page shows of one profile. Its size goes with the plan, not with the number of drivers. */
export interface Report {
	readonly name: string;
	/** The query's text, where the profile's file held it. */
	readonly query: string | undefined;
	readonly wall: Wall;
	readonly cpu: number;
	readonly phases: readonly Phase[];
	readonly answer: AnswerFacts;
	readonly documentsFound: number | undefined;
	readonly rowsOut: number | undefined;
	readonly planning: number | undefined;
	readonly drivers: number;
	readonly operators: number;
	readonly stages: readonly Stage[];
	readonly nodes: readonly NodeTotals[];
	readonly summary: Summary;
	readonly findings: readonly Finding[];
	readonly heat: Heat | undefined;
	readonly flow: Flow;
	readonly timeline: Timeline;
	readonly plans: readonly PlanText[];
	readonly others: Readonly<Record<string, unknown>>;
}

/** One plan, and the nodes that had the very same. */
export interface PlanText {
	readonly role: string;
	readonly nodes: readonly string[];
	readonly text: string;
	/** The longest of its nodes for each time. */
	readonly times: Readonly<Record<string, number>>;
}

export function reportOn(profile: Profile, query?: QueryText): Report {
	const stages = stagesOf(profile.drivers);
	const totals = totalsOf(profile, stages);
	const heat = query && query.pipes.length > 0 ? heatOf(totals, query.text, query.pipes) : undefined;
	return {
		name: profile.name,
		query: profile.query,
		wall: profile.wall,
		cpu: totals.cpu,
		phases: profile.phases,
		answer: profile.answer,
		documentsFound: totals.documentsFound,
		rowsOut: totals.rowsOut,
		planning: totals.planning,
		drivers: profile.drivers.length,
		operators: profile.drivers.reduce((sum, { operators }) => sum + operators.length, 0),
		stages,
		nodes: totals.nodes,
		summary: summarize(totals),
		findings: adviceOn({ totals, heat, pipes: query?.pipes ?? [] }),
		heat,
		flow: flowOf(stages),
		timeline: timelineOf(profile, stages),
		plans: plansOf(profile),
		others: profile.others
	};
}

function plansOf({ plans }: Profile): readonly PlanText[] {
	const found = new Map<
		string,
		{ role: string; nodes: string[]; text: string; times: Record<string, number> }
	>();
	for (const plan of plans) {
		const key = JSON.stringify([plan.role, normalised(plan.text)]);
		const entry = found.get(key) ?? { role: plan.role, nodes: [], text: plan.text, times: {} };
		found.set(key, entry);
		entry.nodes.push(plan.place);
		for (const [name, nanos] of Object.entries(plan.times))
			entry.times[name] = Math.max(entry.times[name] ?? 0, nanos);
	}
	return [...found.values()];
}

/** Nodes number their attributes each for itself. */
const normalised = (text: string) => text.replace(/#\d+/g, '#');
