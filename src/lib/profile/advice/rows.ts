import { loadedFields } from '../heat/pipes';
import { cpuShare, wallShare } from '../totals';
import { sum } from '../values';
import { count, counted, factor, list, percent, sentence, stepWord, strong, time } from '../words';
import { allPipes, dataSteps, type Finding, operatorsOf, type Rule } from './finding';

/** All rows are sorted, though nobody asked for a few of them only. */
export const sortWithoutLimit: Rule = ({ totals, pipes }) => {
	const sort = pipes.findIndex(({ command }) => command === 'SORT');
	const limited = pipes.slice(sort).some(({ command }) => command === 'LIMIT' || /STATS$/.test(command));
	return totals.steps.flatMap((step): readonly Finding[] => {
		const { kind, rowsIn = 0 } = step;
		const unbounded = kind === 'sort' || (kind === 'topn' && pipes.length > 0 && sort >= 0 && !limited);
		const share = cpuShare(totals, step);
		if (!unbounded || rowsIn < 10_000 || share < 0.1) return [];
		return [
			{
				rule: 'sort-without-limit',
				title: sentence`SORT has no LIMIT: ${stepWord(step.label, step.id)} ordered ${strong(count(rowsIn))} rows.`,
				evidence: sentence`It took ${time(step.nanos ?? 0)} (${percent(share)} of CPU)${step.rowsOut === undefined ? '' : `, and gave ${counted(step.rowsOut, 'row')}`}.`,
				remedy: 'Add LIMIT with the number of rows you look at: each node then keeps only that many.',
				impact: wallShare(totals, step),
				steps: [step.id]
			}
		];
	});
};

const WIDE = 20;

/** Many fields are loaded for every row, as no KEEP says which are wanted. */
export const wideRows: Rule = ({ totals, pipes }) => {
	if (allPipes(pipes).some(({ command }) => command === 'KEEP' || /^STATS$/.test(command))) return [];
	return dataSteps(totals).flatMap(({ step }): readonly Finding[] => {
		if (step.kind !== 'values') return [];
		const fields = new Set(operatorsOf(totals, step).flatMap(loadedFields));
		const share = cpuShare(totals, step);
		if (fields.size < WIDE || share < 0.2) return [];
		return [
			{
				rule: 'wide-rows',
				title: sentence`Every row carries ${strong(counted(fields.size, 'field'))}: loading them is ${strong(percent(share))} of CPU.`,
				evidence: sentence`${stepWord(step.label, step.id)} took ${time(step.nanos ?? 0)}${step.valuesLoaded === undefined ? '' : ` for ${count(step.valuesLoaded)} values`}.`,
				remedy: 'Add KEEP with the columns you need, as early as you can.',
				impact: wallShare(totals, step) * (1 - 5 / fields.size),
				steps: [step.id]
			}
		];
	});
};

/** Values come out of stored `_source` documents rather than from doc values. */
export const loadsSource: Rule = ({ totals }) =>
	dataSteps(totals).flatMap(({ step }): readonly Finding[] => {
		if (step.kind !== 'values') return [];
		const operators = operatorsOf(totals, step);
		const readers = operators.flatMap(({ status }) => Object.keys(status.readers_built ?? {}));
		const stored = new Set(
			readers
				.filter((reader) => /source|stored|fallback/i.test(reader.slice(reader.indexOf(':'))))
				.map((reader) => reader.split(':')[0]!)
		);
		const documents = sum(operators.map(({ status }) => Number(status.source_docs_loaded) || 0));
		const share = cpuShare(totals, step);
		if (stored.size === 0 || share < 0.2) return [];
		const names = [...stored];
		return [
			{
				rule: 'loads-source',
				title: sentence`${list(names.slice(0, 3))}${names.length > 3 ? ` and ${names.length - 3} more` : ''} came out of stored documents, not out of columns.`,
				evidence: sentence`${stepWord(step.label, step.id)} took ${time(step.nanos ?? 0)} (${percent(share)} of CPU)${documents > 0 ? ` and opened ${count(documents)} documents` : ''}.`,
				remedy:
					'Map such a field as keyword (or with a keyword sub-field), so that it has doc values; or load it after LIMIT.',
				impact: wallShare(totals, step) * 0.9,
				steps: [step.id]
			}
		];
	});

/** A join gives many more rows than it got. */
export const fanOut: Rule = ({ totals }) =>
	totals.steps.flatMap((step): readonly Finding[] => {
		const { kind, rowsIn, rowsOut } = step;
		if (!['lookup', 'enrich', 'expand'].includes(kind) || !rowsIn || rowsOut === undefined) return [];
		const times = rowsOut / rowsIn;
		if (times < 1.5 || rowsOut < 10_000) return [];
		const later = totals.stages[step.stage]!.steps.slice(step.position);
		return [
			{
				rule: 'fan-out',
				title: sentence`${stepWord(step.label, step.id)} made ${strong(factor(times))} as many rows as it got.`,
				evidence: sentence`${count(rowsIn)} rows in, ${count(rowsOut)} out; from there on, ${time(sum(later.map(({ nanos }) => nanos)))} of CPU time went into them.`,
				remedy:
					kind === 'expand'
						? 'Filter before MV_EXPAND, or use a multi-value function on the field instead.'
						: 'Make the join key unique in the lookup index, or aggregate before the join.',
				impact: sum(later.map((one) => wallShare(totals, one))) * (1 - 1 / times),
				steps: [step.id]
			}
		];
	});

/** Joining takes the time by itself. */
export const slowLookup: Rule = ({ totals }) =>
	totals.steps.flatMap((step): readonly Finding[] => {
		const share = wallShare(totals, step);
		if (!['lookup', 'enrich', 'inference'].includes(step.kind) || share < 0.35) return [];
		return [
			{
				rule: 'slow-lookup',
				title: sentence`${stepWord(step.label, step.id)} was busy for ${strong(percent(share))} of the query's time.`,
				evidence: sentence`${time(step.nanos ?? 0)}${step.rowsIn === undefined ? '' : ` for ${counted(step.rowsIn, 'row')} that went in`}.`,
				remedy: 'Give it fewer rows: filter, aggregate or LIMIT before it.',
				impact: share * 0.8,
				steps: [step.id]
			}
		];
	});

/** STATS BY over something that is nearly unique. */
export const manyGroups: Rule = ({ totals }) =>
	dataSteps(totals).flatMap(({ step }): readonly Finding[] => {
		const { kind, name, rowsIn, rowsOut } = step;
		if (kind !== 'aggregate' || !/Hash|TimeSeries/.test(name) || !rowsIn || !rowsOut) return [];
		const share = cpuShare(totals, step);
		if (rowsOut < 10_000 || rowsOut / rowsIn < 0.2 || share < 0.15) return [];
		const later = totals.steps.filter((one) => one.kind === 'aggregate' && one.stage > step.stage);
		return [
			{
				rule: 'many-groups',
				title: sentence`STATS makes ${strong(count(rowsOut))} groups out of ${count(rowsIn)} rows: grouping hardly reduces anything.`,
				evidence: sentence`${stepWord(step.label, step.id)} took ${time(step.nanos ?? 0)} (${percent(share)} of CPU); ${count(rowsOut)} groups travelled on, and merging them took another ${time(sum(later.map(({ nanos }) => nanos)))}.`,
				remedy:
					'Group by something coarser (BUCKET, a prefix, a category), or filter first; for a count of different values use COUNT_DISTINCT.',
				impact: wallShare(totals, step) + sum(later.map((one) => wallShare(totals, one))),
				steps: [step.id, ...later.map(({ id }) => id)]
			}
		];
	});

/** Taking text apart row by row. */
export const costlyExtraction: Rule = ({ totals }) =>
	totals.steps.flatMap((step): readonly Finding[] => {
		const share = cpuShare(totals, step);
		if (step.kind !== 'extract' || share < 0.3) return [];
		return [
			{
				rule: 'costly-extraction',
				title: sentence`Taking text apart is ${strong(percent(share))} of CPU: ${stepWord(step.label, step.id)}.`,
				evidence: sentence`${time(step.nanos ?? 0)}${step.rowsIn === undefined ? '' : ` for ${counted(step.rowsIn, 'row')}`}.`,
				remedy: 'Filter before it, prefer DISSECT to GROK, or extract the fields once, at ingest.',
				impact: wallShare(totals, step) * 0.85,
				steps: [step.id]
			}
		];
	});
