import { clusterHints } from './cluster-hints';
import type { Hint } from './hint';
import { queryHints } from './query-hints';

/** Everything that errors are explained with; what is about the language comes first. */
export const hints: readonly Hint[] = [...queryHints, ...clusterHints];
