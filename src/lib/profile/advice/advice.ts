import { coldData, slowCluster, slowNode, unevenDrivers } from './balance';
import { filterNotPushed, lateFilter, patternSearch } from './filters';
import type { Evidence, Finding, Rule } from './finding';
import {
	costlyExtraction,
	fanOut,
	loadsSource,
	manyGroups,
	slowLookup,
	sortWithoutLimit,
	wideRows
} from './rows';
import { exchangeFull, exchangeIdle, incomplete, slowPlanning } from './waits';

const rules: readonly Rule[] = [
	incomplete,
	filterNotPushed,
	lateFilter,
	patternSearch,
	sortWithoutLimit,
	wideRows,
	loadsSource,
	fanOut,
	manyGroups,
	costlyExtraction,
	slowLookup,
	slowCluster,
	slowNode,
	unevenDrivers,
	coldData,
	exchangeFull,
	exchangeIdle,
	slowPlanning
];

/** Findings, what is most at stake first. A query of less than 20 ms gets none but that something is missing. */
export function adviceOn(evidence: Evidence): readonly Finding[] {
	const chosen = evidence.totals.wall < 20e6 ? [incomplete] : rules;
	return withoutDoubles(chosen.flatMap((rule) => rule(evidence))).sort((a, b) => b.impact - a.impact);
}

/** A pattern can't be pushed into the index: that it was not says nothing new, but what it cost counts. */
function withoutDoubles(findings: readonly Finding[]): Finding[] {
	const patterns = findings.filter(({ rule }) => rule === 'pattern-search');
	const twin = (finding: Finding) =>
		finding.rule === 'filter-not-pushed' && patterns.find(({ steps }) => finding.steps.includes(steps[0]!));
	return findings
		.filter((finding) => !twin(finding))
		.map((finding) => {
			const double = findings.find((other) => twin(other) === finding);
			return double ? { ...finding, impact: Math.max(finding.impact, double.impact) } : finding;
		});
}
