import { withLimit } from '../pipeline';
import type { Tab } from '../Tab.svelte';
import type { Gap } from './completeness';

/** One click that closes a gap. */
export interface Remedy {
	readonly label: string;
	apply(): void;
}

/** The most rows that Elasticsearch gives by default, however high the LIMIT. */
const clusterMaximum = 10_000;

/** What one click can do about a gap; undefined where only the person can decide. */
export function remedyFor(gap: Gap, tab: Tab): Remedy | undefined {
	const again = (label: string, change: () => void): Remedy => ({
		label,
		apply() {
			change();
			tab.start();
		}
	});
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
		case 'own_limit':
		case 'cluster_limit':
		case 'partial':
		case 'budget':
			return undefined;
	}
}
