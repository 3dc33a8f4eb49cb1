import type { Stage, Step } from './stages';

/** A graph of operators, laid out: a stage is a line from left to right, lines follow one another downwards. */
export interface Flow {
	readonly width: number;
	readonly height: number;
	readonly lines: readonly FlowLine[];
	readonly nodes: readonly FlowNode[];
	readonly edges: readonly FlowEdge[];
}

export interface FlowLine {
	readonly stage: number;
	readonly y: number;
	readonly height: number;
}

export interface FlowNode {
	readonly step: string;
	readonly stage: number;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

export interface FlowEdge {
	readonly from: string;
	readonly to: string;
	readonly rows: number | undefined;
	/** SVG path data. */
	readonly path: string;
	/** Where the number of rows stands. */
	readonly x: number;
	readonly y: number;
	readonly crossing: boolean;
}

const gutter = 146;
const node = { width: 152, narrow: 116, height: 44, gap: 56 };
const line = { height: 98, top: 12 };
const right = 24;

export function flowOf(stages: readonly Stage[]): Flow {
	const lines = stages.map(({ index }, at) => ({ stage: index, y: at * line.height, height: line.height }));
	const nodes = stages.flatMap((stage, at) => lineOf(stage, at * line.height + line.top + 8));
	const byStep = new Map(nodes.map((one) => [one.step, one]));
	const inside = stages.flatMap(({ steps }) =>
		steps.slice(1).map((to, at) => straight(steps[at]!, to, byStep))
	);
	const between = stages.flatMap((stage) => {
		const last = stage.steps.at(-1);
		return last ? targets(stage, stages).map((to) => crossing(last, to, byStep)) : [];
	});
	return {
		width: Math.max(...nodes.map(({ x, width }) => x + width), gutter) + right,
		height: Math.max(1, stages.length) * line.height,
		lines,
		nodes,
		edges: [...inside, ...between]
	};
}

function lineOf({ steps, index }: Stage, y: number): readonly FlowNode[] {
	let x = gutter;
	return steps.map(({ id, kind }) => {
		const width = kind === 'exchange' || kind === 'output' ? node.narrow : node.width;
		const placed = { step: id, stage: index, x, y, width, height: node.height };
		x += width + node.gap;
		return placed;
	});
}

/** Where the rows of a stage go: to the next stage of its plan; out of a sub-plan, into the main one. */
function targets(stage: Stage, stages: readonly Stage[]): readonly Step[] {
	const next = { data: ['node_reduce', 'final'], node_reduce: ['final'], other: ['final'], final: [] }[
		stage.kind
	];
	const samePlan = stages.filter(({ plan, index }) => plan === stage.plan && index !== stage.index);
	for (const kind of next) {
		const found = samePlan.filter((other) => other.kind === kind && other.steps.length > 0);
		if (found.length > 0) return found.slice(0, 1).map(({ steps }) => steps[0]!);
	}
	if (stage.kind !== 'final' || !/^subplan/.test(stage.plan)) return [];
	const main = stages.filter(({ plan }) => plan === 'main' || plan === '');
	const join = main.flatMap(({ steps }) => steps).find(({ kind }) => kind === 'lookup');
	const first = join ?? main.find(({ kind }) => kind === 'final')?.steps[0];
	return first ? [first] : [];
}

function straight(from: Step, to: Step, nodes: ReadonlyMap<string, FlowNode>): FlowEdge {
	const [a, b] = [nodes.get(from.id)!, nodes.get(to.id)!];
	const y = a.y + a.height / 2;
	return {
		from: from.id,
		to: to.id,
		rows: from.rowsOut ?? to.rowsIn,
		path: `M${a.x + a.width} ${y}H${b.x}`,
		x: (a.x + a.width + b.x) / 2,
		y: y - 6,
		crossing: false
	};
}

/** Down between two lines and into the target from above; past lines between them at the left of all operators. */
function crossing(from: Step, to: Step, nodes: ReadonlyMap<string, FlowNode>): FlowEdge {
	const [a, b] = [nodes.get(from.id)!, nodes.get(to.id)!];
	const [startX, startY] = [a.x + a.width / 2, a.y + a.height];
	const [endX, endY] = [b.x + b.width / 2, b.y];
	const middle = startY + 20;
	const near = endY - startY < line.height && endY > startY;
	const points: readonly Point[] = near
		? [
				[startX, middle],
				[endX, middle]
			]
		: [
				[startX, middle],
				[gutter - 12, middle],
				[gutter - 12, endY - 20],
				[endX, endY - 20]
			];
	return {
		from: from.id,
		to: to.id,
		rows: to.rowsOut ?? from.rowsIn,
		path: rounded([[startX, startY], ...points, [endX, endY]]),
		x: (startX + (near ? endX : gutter - 12)) / 2,
		y: middle + 4,
		crossing: true
	};
}

type Point = readonly [x: number, y: number];

/** A line through points at right angles, with round corners. */
function rounded(points: readonly Point[]): string {
	const [first, ...rest] = points;
	const turns = rest.slice(0, -1).map((corner, at) => {
		const before = points[at]!;
		const after = rest[at + 1]!;
		const [bx, by] = towards(corner, before);
		const [ax, ay] = towards(corner, after);
		return `L${bx} ${by}Q${corner[0]} ${corner[1]} ${ax} ${ay}`;
	});
	const [endX, endY] = points.at(-1)!;
	return `M${first![0]} ${first![1]}${turns.join('')}L${endX} ${endY}`;
}

/** The point a corner's radius away from it. */
function towards([x, y]: Point, [toX, toY]: Point): Point {
	const length = Math.hypot(toX - x, toY - y) || 1;
	const radius = Math.min(8, length / 2);
	return [x + ((toX - x) / length) * radius, y + ((toY - y) / length) * radius];
}
