import { counting, raisedLimit, withLimit } from '../pipeline';
import { budgets } from '../settings/settings';
import type { Tab } from '../Tab.svelte';
import type { Workbench } from '../Workbench.svelte';
import type { Gap } from './completeness';

/** One click that closes a gap. */
export interface Remedy {
	readonly label: string;
	apply(): void;
}

/** The most rows that Elasticsearch gives by default, however high the LIMIT. */
const clusterMaximum = 10_000;

/** What one click can do about a gap; undefined where only the person can decide. */
export function remedyFor(gap: Gap, tab: Tab, workbench: Workbench): Remedy | undefined {
	const again = (label: string, change: () => void): Remedy => ({
		label,
		apply() {
			change();
			tab.start();
		}
	});
	/* The cluster gives no more rows, but it can say how many there are. */
	const counted: Remedy = {
		label: 'Count all of them in a new tab',
		apply: () =>
			workbench.open({ ...tab.request, query: counting(tab.query) }, { cluster: tab.cluster }).start()
	};
	const { preferences } = workbench;
	switch (gap.kind) {
		case 'implicit_limit':
			return again(`Add LIMIT ${clusterMaximum} and run`, () => {
				tab.query = withLimit(tab.query, clusterMaximum);
			});
		case 'dropped_columns':
			return again('Keep null columns and run', () => tab.setOption('dropNullColumns', undefined));
		case 'stopped':
		case 'cut':
			return again('Run to the end', () => undefined);
		case 'partial':
			return again('Run again', () => undefined);
		case 'own_limit': {
			const limit = Math.min(clusterMaximum, gap.limit * 10);
			if (limit <= gap.limit) return counted;
			return again(`Raise to LIMIT ${limit} and run`, () => {
				tab.query = raisedLimit(tab.query, limit);
			});
		}
		case 'budget': {
			const next = budgets.find((budget) => budget > preferences.budget);
			if (next === undefined) return undefined;
			return again(`Read up to ${next} MB and run`, () => preferences.set('budget', next));
		}
		case 'cluster_limit':
			return counted;
	}
}
