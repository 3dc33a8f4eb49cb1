import type { Stage } from '$lib/profile/stages';
import type { Timeline } from '$lib/profile/timeline';
import type { Palette } from '../palette';
import { gutter, phaseHeight, rowAt, rulerHeight, stackPhases, type TimelineRow } from './rows';
import { type Span, tickLabel, ticks } from './span';

/** All that a painted timeline depends on. Sizes in CSS pixels. */
export interface Scene {
	readonly timeline: Timeline;
	readonly stages: readonly Stage[];
	readonly rows: readonly TimelineRow[];
	readonly span: Span;
	readonly width: number;
	readonly height: number;
	readonly scroll: number;
	readonly palette: Palette;
	/** Stages and node that are selected; nothing selected means that all lanes are of one rank. */
	readonly selected: ReadonlySet<number>;
	readonly node: string | undefined;
	readonly driver: number | undefined;
	readonly hovered: number | undefined;
}

type Pen = CanvasRenderingContext2D;

/** Paints phases, ruler and the lanes in sight. */
export function paint(pen: Pen, scene: Scene): void {
	const { width, height, palette } = scene;
	pen.clearRect(0, 0, width, height);
	const top = topOf(scene.timeline);
	pen.save();
	pen.beginPath();
	pen.rect(0, top, width, height - top);
	pen.clip();
	paintGrid(pen, scene, top);
	paintRows(pen, scene, top);
	pen.restore();
	pen.fillStyle = palette.panel;
	pen.fillRect(0, 0, width, top);
	paintHead(pen, scene, top);
}

/** Height of phases and ruler, which do not scroll. */
export function topOf({ phases }: Timeline): number {
	const levels = Math.max(0, ...stackPhases(phases).map(({ level }) => level + 1));
	return rulerHeight + levels * phaseHeight + (levels > 0 ? 6 : 0);
}

const xOf = ({ span, width }: Scene, millis: number) =>
	gutter + ((millis - span.from) / (span.to - span.from)) * (width - gutter);

function paintGrid(pen: Pen, scene: Scene, top: number): void {
	pen.fillStyle = scene.palette.line;
	for (const tick of ticks(scene.span, scene.width - gutter))
		pen.fillRect(Math.round(xOf(scene, tick)), top, 1, scene.height);
}

function paintHead(pen: Pen, scene: Scene, top: number): void {
	const { palette, timeline, span, width } = scene;
	const marks = ticks(span, width - gutter);
	const step = marks.length > 1 ? marks[1]! - marks[0]! : span.to - span.from;
	pen.font = palette.tiny;
	pen.textBaseline = 'middle';
	for (const mark of marks) {
		const x = Math.round(xOf(scene, mark));
		pen.fillStyle = palette.line;
		pen.fillRect(x, rulerHeight - 5, 1, top);
		pen.fillStyle = palette.muted;
		pen.fillText(tickLabel(mark, step), x + 4, rulerHeight / 2);
	}
	const phases = stackPhases(timeline.phases);
	for (const { name, from, to, level } of phases) {
		const y = rulerHeight + level * phaseHeight;
		const [x, end] = clamped(scene, from, to);
		if (end <= gutter || x >= width) continue;
		pen.fillStyle = palette.active;
		pen.fillRect(x, y, end - x, phaseHeight - 2);
		pen.fillStyle = palette.muted;
		pen.fillRect(x, y, 1, phaseHeight - 2);
		pen.fillStyle = palette.text;
		const next = phases.find((other) => other.level === level && other.from >= to);
		const free = (next ? Math.min(width, xOf(scene, next.from)) : width) - end;
		const words = name.replaceAll('_', ' ');
		const inside = end - x - 8;
		const beside = inside < 40 && free > 60;
		label(pen, words, beside ? end + 4 : x + 5, y + phaseHeight / 2 - 1, beside ? free - 8 : inside);
	}
	pen.fillStyle = palette.panel;
	pen.fillRect(0, 0, gutter, top);
	pen.fillStyle = palette.muted;
	if (timeline.phases.length > 0) pen.fillText('Phases', 12, rulerHeight + phaseHeight / 2 - 1);
	pen.fillStyle = palette.line;
	pen.fillRect(0, top - 1, width, 1);
}

function paintRows(pen: Pen, scene: Scene, top: number): void {
	const { rows, scroll, height, palette, timeline } = scene;
	const ranked = scene.selected.size > 0 || scene.node !== undefined;
	for (let at = rowAt(rows, scroll); at < rows.length; at++) {
		const row = rows[at]!;
		const y = row.y - scroll + top;
		if (y > height) break;
		const group = timeline.groups[row.group]!;
		const onNode = scene.node === undefined || scene.node === group.node;
		if (row.lane < 0) {
			pen.font = palette.small;
			pen.fillStyle = onNode ? palette.text : palette.muted;
			label(pen, group.node, 12, y + row.height / 2 + 2, gutter - 20);
			continue;
		}
		const stage = timeline.stage[row.lane]!;
		const strong = !ranked || (onNode && (scene.selected.size === 0 || scene.selected.has(stage)));
		paintLane(pen, scene, row, y, strong);
	}
}

function paintLane(pen: Pen, scene: Scene, { lane, height }: TimelineRow, y: number, strong: boolean): void {
	const { timeline, palette, stages, width } = scene;
	const marked = scene.driver === timeline.driver[lane];
	const ground = marked ? palette.soft : scene.hovered === lane ? palette.hover : palette.panel;
	if (ground !== palette.panel) {
		pen.fillStyle = ground;
		pen.fillRect(0, y, width, height);
	}
	pen.font = palette.tiny;
	pen.fillStyle = strong ? palette.muted : palette.lineStrong;
	label(pen, stages[timeline.stage[lane]!]?.label ?? '', 26, y + height / 2, gutter - 34);
	const [x, end] = clamped(scene, timeline.from[lane]!, timeline.to[lane]!);
	if (end <= gutter || x >= width) return;
	const bar = { y: y + 4, height: height - 8, ground, alpha: strong ? 1 : 0.3 };
	pen.globalAlpha = bar.alpha;
	pen.fillStyle = palette.accent;
	pen.fillRect(x, bar.y, Math.max(1, end - x), bar.height);
	pen.globalAlpha = 1;
	for (let at = timeline.sleepAt[lane]!; at < timeline.sleepAt[lane + 1]!; at++)
		paintSleep(pen, scene, timeline.sleepFrom[at]!, timeline.sleepTo[at]!, bar);
	if (timeline.more[lane]! > 0) paintMore(pen, scene, lane, bar);
}

interface Bar {
	readonly y: number;
	readonly height: number;
	/** The colour around it, and how strong its own is. */
	readonly ground: string;
	readonly alpha: number;
}

/** A sleep leaves only a thin line of the bar. */
function paintSleep(pen: Pen, scene: Scene, from: number, to: number, bar: Bar): void {
	const [x, end] = clamped(scene, from, to);
	if (end - x < 0.5) return;
	pen.fillStyle = bar.ground;
	pen.fillRect(x, bar.y, end - x, bar.height);
	pen.globalAlpha = bar.alpha;
	pen.fillStyle = scene.palette.lineStrong;
	pen.fillRect(x, bar.y + bar.height / 2 - 1, end - x, 2);
	pen.globalAlpha = 1;
}

/** Sleeps that are only counted: the bar is drawn as broken. */
function paintMore(pen: Pen, scene: Scene, lane: number, bar: Bar): void {
	const { timeline } = scene;
	const [x, end] = clamped(scene, timeline.moreFrom[lane]!, timeline.moreTo[lane]!);
	if (end - x < 3) return;
	pen.fillStyle = bar.ground;
	for (let at = x; at < end; at += 4) pen.fillRect(at, bar.y, 2, bar.height);
}

/** Where a stretch lies, cut to what is in sight. */
function clamped(scene: Scene, from: number, to: number): readonly [x: number, end: number] {
	return [Math.max(gutter, xOf(scene, from)), Math.min(scene.width, xOf(scene, to))];
}

const widths = new Map<string, number>();

function label(pen: Pen, text: string, x: number, y: number, room: number): void {
	if (room < 14) return;
	const key = `${pen.font}|${text}`;
	let width = widths.get(key);
	if (width === undefined) {
		width = pen.measureText(text).width;
		if (widths.size > 5000) widths.clear();
		widths.set(key, width);
	}
	if (width <= room) return pen.fillText(text, x, y);
	const fits = Math.floor((text.length * room) / width) - 1;
	if (fits > 1) pen.fillText(`${text.slice(0, fits)}…`, x, y);
}
