import { ownTime, waited } from './driver';
import type { Driver, Operator } from './model';
import { kindOf, type OperatorKind, shortName } from './operator';
import { groupBy, largest, sum, sumKnown } from './values';

export type StageKind = 'data' | 'node_reduce' | 'final' | 'other';

/** Drivers of one role that run the same operators: what one part of the plan did, over all nodes and workers. */
export interface Stage {
	readonly index: number;
	readonly role: string;
	/** The sub-plan: `main`, `subplan-0`; empty where the query has but one. */
	readonly plan: string;
	readonly kind: StageKind;
	/** The role, with a number where several stages share it. */
	readonly label: string;
	readonly drivers: readonly number[];
	readonly nodes: readonly string[];
	readonly steps: readonly Step[];
	readonly cpu: number;
	readonly took: number;
	readonly longest: number;
	/** Nanoseconds of life without running; undefined where not told. */
	readonly waited: number | undefined;
	/** CPU time of its drivers that no operator accounts for, and operator time beyond the drivers' CPU. */
	readonly unaccounted: number;
	readonly beyond: number;
}

/** One operator of a stage, summed over the stage's drivers. */
export interface Step extends Figures {
	/** `{stage}/{position}`. */
	readonly id: string;
	readonly stage: number;
	readonly position: number;
	readonly name: string;
	readonly label: string;
	readonly kind: OperatorKind;
	readonly detail: string;
	readonly pages: number | undefined;
	readonly valuesLoaded: number | undefined;
	readonly bytes: number | undefined;
	/** Its longest time in one driver, and in which. */
	readonly longest: number;
	readonly slowest: number;
	readonly nodes: readonly NodeFigures[];
}

export interface Figures {
	readonly nanos: number | undefined;
	readonly rowsIn: number | undefined;
	readonly rowsOut: number | undefined;
}

export interface NodeFigures extends Figures {
	readonly node: string;
	readonly drivers: number;
}

/** The stages of a profile, in the order in which rows flow: data, node_reduce, final, sub-plans before the main one. */
export function stagesOf(drivers: readonly Driver[]): readonly Stage[] {
	const shapes = groupBy(drivers, ({ role, operators }) =>
		JSON.stringify([role, ...operators.map(({ name }) => name)])
	);
	const groups = [...shapes.values()].map((members) => ({ members, ...roleParts(members[0]!.role) }));
	groups.sort((a, b) => order[a.kind] - order[b.kind] || planOrder(a.plan, b.plan));
	const ofRole = new Map<string, number>();
	const roles = groupBy(groups, ({ members }) => members[0]!.role);
	return groups.map(({ members, plan, kind }, index) => {
		const { role } = members[0]!;
		const nth = (ofRole.get(role) ?? 0) + 1;
		ofRole.set(role, nth);
		const label = (roles.get(role)?.length ?? 0) > 1 ? `${role} #${nth}` : role;
		return stageOf(members, { index, role, plan, kind, label });
	});
}

const order: Readonly<Record<StageKind, number>> = { data: 0, node_reduce: 1, other: 2, final: 3 };

function planOrder(a: string, b: string): number {
	if (a === b) return 0;
	if (a === '' || a === 'main') return 1;
	if (b === '' || b === 'main') return -1;
	return a.localeCompare(b, 'en', { numeric: true });
}

function roleParts(role: string): { readonly plan: string; readonly kind: StageKind } {
	const dot = role.lastIndexOf('.');
	const last = role.slice(dot + 1);
	const kind = last === 'data' || last === 'node_reduce' || last === 'final' ? last : 'other';
	return { plan: dot < 0 ? '' : role.slice(0, dot), kind };
}

type StageName = Pick<Stage, 'index' | 'role' | 'plan' | 'kind' | 'label'>;

function stageOf(members: readonly Driver[], name: StageName): Stage {
	const cpu = sum(members.map((driver) => driver.cpu ?? ownTime(driver)));
	const surplus = members.map((driver) => (driver.cpu === undefined ? 0 : driver.cpu - ownTime(driver)));
	return {
		...name,
		drivers: members.map(({ index }) => index),
		nodes: [...new Set(members.map(({ place }) => place))],
		steps: members[0]!.operators.map((_, position) => stepOf(members, position, name.index)),
		cpu,
		took: sum(members.map(({ took }) => took)),
		longest: members.reduce((most, { took }) => Math.max(most, took ?? 0), 0),
		waited: sumKnown(members.map(waited)),
		unaccounted: sum(surplus.map((nanos) => Math.max(0, nanos))),
		beyond: sum(surplus.map((nanos) => Math.max(0, -nanos)))
	};
}

function stepOf(members: readonly Driver[], position: number, stage: number): Step {
	const at = (driver: Driver) => driver.operators[position]!;
	const operators = members.map(at);
	const first = operators[0]!;
	const slowest = largest(members, (driver) => at(driver).nanos ?? 0)!;
	return {
		id: `${stage}/${position}`,
		stage,
		position,
		name: first.name,
		label: shortName(first.name),
		kind: kindOf(first.name),
		detail: first.detail,
		...figures(operators),
		pages: sumKnown(operators.map(({ pages }) => pages)),
		valuesLoaded: sumKnown(operators.map(({ valuesLoaded }) => valuesLoaded)),
		bytes: sumKnown(operators.map(({ bytes }) => bytes)),
		longest: at(slowest).nanos ?? 0,
		slowest: slowest.index,
		nodes: [...groupBy(members, ({ place }) => place)].map(([node, drivers]) => ({
			node,
			drivers: drivers.length,
			...figures(drivers.map(at))
		}))
	};
}

function figures(operators: readonly Operator[]): Figures {
	return {
		nanos: sumKnown(operators.map(({ nanos }) => nanos)),
		rowsIn: sumKnown(operators.map(({ rowsIn }) => rowsIn)),
		rowsOut: sumKnown(operators.map(({ rowsOut }) => rowsOut))
	};
}
