import type { Analysis } from './analysis';
import type { Circumstances, Finding } from './diagnose/finding';
import { missingLimit } from './diagnose/limit';
import { missingParams } from './diagnose/params';
import { pipelines } from './diagnose/pipelines';
import { semanticFindings } from './diagnose/semantic';
import { shadowedColumns } from './diagnose/shadow';
import { syntaxFindings } from './diagnose/syntax';
import { unusedRenames } from './diagnose/unused';
import { versionFindings } from './diagnose/version';

export type { Circumstances, Edit, Finding, Fix } from './diagnose/finding';

const weight = { error: 0, warning: 1, info: 2 } as const;

const overlaps = (a: Finding, b: Finding) => a.from <= b.to && b.from <= a.to;

/** Tells the command that an offset is in, by its place among all. */
function commandIndex({ stages }: Analysis): (offset: number) => number {
	const starts = pipelines(stages)
		.flatMap((pipeline) => pipeline.map(({ command }) => command.from))
		.sort((a, b) => a - b);
	return (offset) => starts.findLastIndex((start) => start <= offset);
}

/**
 * Everything there is to say about a query, in the order of the text. Of a command that is broken only that is said, and
 * nothing light about characters of which something heavy is.
 */
export function diagnose(analysis: Analysis, around: Circumstances = {}): readonly Finding[] {
	const rules = [missingLimit, missingParams, shadowedColumns, unusedRenames, versionFindings];
	const syntax = syntaxFindings(analysis);
	const commandAt = commandIndex(analysis);
	const broken = new Set(syntax.map(({ from }) => commandAt(from)));
	const semantic = semanticFindings(analysis, around).filter(({ from }) => !broken.has(commandAt(from)));
	const heavy = [...syntax, ...semantic];
	const light = rules
		.flatMap((rule) => rule(analysis, around))
		.filter((each) => !heavy.some((other) => overlaps(other, each)));
	return [...heavy, ...light].sort((a, b) => a.from - b.from || weight[a.severity] - weight[b.severity]);
}
