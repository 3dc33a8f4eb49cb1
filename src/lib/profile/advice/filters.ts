import { mentioned } from '../heat/pipes';
import type { Step } from '../stages';
import { cpuShare, narrowing, wallShare } from '../totals';
import { items, sum, text } from '../values';
import { count, percent, sentence, stepWord, strong, time } from '../words';
import { allPipes, type Evidence, type Finding, operatorsOf, pipeOf, type Rule } from './finding';

/** Fewer rows are not worth a word. */
const WORTH = 5_000;
const SELECTIVE = 0.5;
const COSTLY = 0.1;

interface Filtering {
	readonly filter: Step;
	readonly before: readonly Step[];
	readonly rowsIn: number;
	readonly rowsOut: number;
}

/** Filters that throw away most of many rows, with the operators that worked for those rows. */
function* wasteful({ totals }: Evidence): Generator<Filtering> {
	for (const { steps } of totals.stages) {
		for (const [at, filter] of steps.entries()) {
			const { kind, rowsIn, rowsOut } = filter;
			if (kind !== 'filter' || rowsIn === undefined || rowsOut === undefined) continue;
			if (rowsIn >= WORTH && rowsOut <= rowsIn * SELECTIVE)
				yield { filter, before: steps.slice(0, at), rowsIn, rowsOut };
		}
	}
}

/** Documents were loaded only for a WHERE to drop them, which the index could have done. */
export const filterNotPushed: Rule = (evidence) => {
	const { totals } = evidence;
	return [...wasteful(evidence)].flatMap(({ filter, before, rowsIn, rowsOut }): readonly Finding[] => {
		const [source, ...between] = before;
		if (
			source?.kind !== 'source' ||
			between.some(({ kind }) => !['values', 'eval', 'project'].includes(kind))
		)
			return [];
		const spent = [source, ...between, filter];
		const share = sum(spent.map((step) => cpuShare(totals, step)));
		if (share < COSTLY) return [];
		const dropped = 1 - rowsOut / rowsIn;
		const none = sourceQueries(evidence, source).length === 0;
		return [
			{
				rule: 'filter-not-pushed',
				title: sentence`A filter ran row by row instead of in the index: ${stepWord(filter.label, filter.id)} dropped ${strong(percent(dropped))} of what was loaded for it.`,
				evidence: sentence`${count(rowsIn)} rows in, ${count(rowsOut)} out; finding, loading and filtering them took ${time(sum(spent.map(({ nanos }) => nanos)))} (${percent(share)} of CPU). Lucene's query was ${none ? '*:*, everything' : 'narrower, but not by this condition'}.`,
				remedy:
					'Compare the bare field with a constant (no function or cast around it), on a keyword, number or date field, so that the condition can use the index; or store the computed value at ingest.',
				impact: dropped * sum(spent.map((step) => wallShare(totals, step))),
				steps: [filter.id, ...between.filter(({ kind }) => kind === 'values').map(({ id }) => id)]
			}
		];
	});
};

function sourceQueries({ totals }: Evidence, source: Step): readonly string[] {
	const queries = operatorsOf(totals, source).flatMap(({ status }) => items(status.processed_queries));
	return narrowing([...new Set(queries.flatMap((query) => text(query) ?? []))]);
}

const work = new Set(['enrich', 'lookup', 'extract', 'inference', 'expand', 'topn', 'sort']);

/** A WHERE stands after costly work on rows that it then drops, though it needs nothing of that work. */
export const lateFilter: Rule = (evidence) => {
	const { totals, pipes } = evidence;
	return [...wasteful(evidence)].flatMap(({ filter, before, rowsIn, rowsOut }): readonly Finding[] => {
		const where = pipeOf(evidence, filter);
		const needed = where ? mentioned(where) : undefined;
		const worked = before.filter((step) => {
			const pipe = pipeOf(evidence, step);
			if (!work.has(step.kind)) return false;
			if (!pipe || !needed) return pipes.length === 0;
			return ![...pipe.added, ...pipe.replaced].some((name) => needed.has(name));
		});
		const share = sum(worked.map((step) => cpuShare(totals, step)));
		if (worked.length !== before.filter(({ kind }) => work.has(kind)).length || share < COSTLY) return [];
		const [first] = worked;
		const dropped = 1 - rowsOut / rowsIn;
		return [
			{
				rule: 'late-filter',
				title: sentence`A WHERE comes late: ${stepWord(filter.label, filter.id)} drops ${strong(percent(dropped))} of the rows after ${stepWord(first!.label, first!.id)} has worked on them.`,
				evidence: sentence`${count(rowsIn)} rows reached the filter, ${count(rowsOut)} passed; the work before it took ${time(sum(worked.map(({ nanos }) => nanos)))} (${percent(share)} of CPU).`,
				remedy: 'Move the WHERE up, before the pipes whose columns it does not use.',
				impact: dropped * sum(worked.map((step) => wallShare(totals, step))),
				steps: [filter.id, ...worked.map(({ id }) => id)]
			}
		];
	});
};

const patternInQuery = /(?:^|[\s(+#:])\S*:[*?]\S|:\/.+\/|Regexp|Wildcard(?!Factory)/i;
const patternInText = /\b(?:R?LIKE)\b/i;

/** A regular expression or a leading wildcard has to look at every term. */
export const patternSearch: Rule = (evidence) => {
	const { totals, pipes } = evidence;
	const found = totals.steps.flatMap((step): readonly { step: Step; pattern: string }[] => {
		if (step.kind === 'source') {
			const pattern = sourceQueries(evidence, step).find((query) => patternInQuery.test(query));
			return pattern === undefined ? [] : [{ step, pattern }];
		}
		if (step.kind !== 'filter') return [];
		const pipe = pipeOf(evidence, step);
		const ofText = pipe && patternInText.test(pipe.text.replace(/"(?:[^"\\]|\\.)*"/g, '""'));
		if (ofText) return [{ step, pattern: pipe.text }];
		const named = /(?:AutomataMatch|RLike|WildcardLike|Regex)\w*/i.exec(step.detail)?.[0];
		return named === undefined ? [] : [{ step, pattern: named }];
	});
	return found.flatMap(({ step, pattern }): readonly Finding[] => {
		const share = cpuShare(totals, step);
		if (share < 0.2) return [];
		const inText = allPipes(pipes).some(({ text: pipe }) => patternInText.test(pipe));
		return [
			{
				rule: 'pattern-search',
				title: sentence`Matching a pattern is what ${stepWord(step.label, step.id)} spends its time on: ${strong(percent(share))} of CPU.`,
				evidence: sentence`${time(step.nanos ?? 0)} in ${pattern.length > 120 ? `${pattern.slice(0, 120)}…` : pattern}${inText ? '' : ' (as Lucene ran it)'}.`,
				remedy:
					'Avoid a wildcard at the start and regular expressions on long text: search the text field with MATCH (`field : "words"`), or use a wildcard field.',
				impact: wallShare(totals, step),
				steps: [step.id]
			}
		];
	});
};
