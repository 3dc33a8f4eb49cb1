import { neededVersion } from '../../analysis/diagnose/version';
import type { Proposal } from './proposal';

/** Marks a proposal that the cluster is too old for and puts it last. */
export function heeding(
	proposal: Proposal,
	since: string | undefined,
	version: string | undefined
): Proposal {
	const needed = neededVersion(since, version);
	return needed ? { ...proposal, rank: -99, detail: `needs ${needed}` } : proposal;
}
