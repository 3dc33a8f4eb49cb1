import { endOfValues, firstValue } from '../columns/vector';
import { rowNumbers, valueText, type Context } from '../context';
import type { Group, GroupKey, GroupQuestion, Groups, Predicate } from '../questions';
import { rowTest, type RowTest } from '../view/predicate';
import { comparison } from '../view/sort';
import { accumulator, type Accumulator } from './aggregate';
import { Coding } from './coding';
import { firstOf } from './first';

/** Groups below `path`, by the column of their level. */
export async function groups(question: GroupQuestion, context: Context): Promise<Groups> {
	const { by, path, sort, limit } = question;
	const { list, columns, ranks, breath } = context;
	const column = by[path.length];
	if (column === undefined) throw new Error('There is no level below these groups');
	const [vector] = await columns.typed([column], list.scope.of, breath);
	const tests = await pathTests(question, context);
	const accumulators: Accumulator[] = [];
	for (const aggregate of question.aggregates) accumulators.push(await accumulator(aggregate, context));

	const coding = new Coding(vector);
	/** Rows by group; group 0 has those without a value, group `code + 1` those with that one. */
	const counts = [0];
	const count = (group: number, row: number) => {
		counts[group] = (counts[group] ?? 0) + 1;
		for (const each of accumulators) each.add(group, row);
	};
	const rows = rowNumbers(list, 0, list.scope.rows);
	for (let i = 0; i < rows.length; i++) {
		if (i % 2048 === 0) await breath.pause();
		const row = rows[i];
		if (!tests.every((test) => test(row))) continue;
		const from = firstValue(vector, row);
		const end = endOfValues(vector, row);
		if (from === end) count(0, row);
		const seen = new Set<number>();
		for (let place = from; place < end; place++) {
			const code = coding.code(place, row);
			if (end - from > 1 && seen.has(code)) continue;
			seen.add(code);
			count(code + 1, row);
		}
	}
	for (const each of accumulators) await each.finish(breath);

	const compare = comparison(vector, await ranks.of(vector, breath));
	const sign = sort.descending ? -1 : 1;
	const ahead = (a: number, b: number): number => {
		if (sort.by === 'rows') return sign * (counts[a] - counts[b]) || a - b;
		if (sort.by === 'key') {
			if (a === 0 || b === 0) return a === b ? 0 : a === 0 ? 1 : -1;
			return sign * compare(coding.places[a - 1], coding.places[b - 1]);
		}
		const figures = accumulators[sort.by];
		if (figures === undefined) return 0;
		const [hasA, hasB] = [figures.has(a), figures.has(b)];
		if (!hasA || !hasB) return Number(hasB) - Number(hasA) || a - b;
		return sign * figures.compare(a, b) || a - b;
	};
	const shown = firstOf(counts.length, limit, ahead, (group) => counts[group] > 0);
	const key = (group: number): GroupKey => {
		if (group === 0) return null;
		const row = coding.rows[group - 1];
		return valueText(context, row, column, coding.places[group - 1] - firstValue(vector, row));
	};
	return {
		groups: shown.map((group): Group => ({
			key: key(group),
			rows: counts[group],
			values: accumulators.map((each) => each.text(group))
		})),
		total: coding.size + Number(counts[0] > 0),
		scope: list.scope
	};
}

/** Tests that let the rows of the opened group through. */
async function pathTests({ by, path }: GroupQuestion, context: Context): Promise<readonly RowTest[]> {
	const { list, columns, breath } = context;
	const tests: RowTest[] = [];
	for (const [level, key] of path.entries()) {
		const predicate: Predicate =
			key === null ? { kind: 'null', column: by[level] } : { kind: 'is', column: by[level], values: [key] };
		tests.push(await rowTest(predicate, columns, list.scope.of, breath));
	}
	return tests;
}
