export { openHistory, type History, type HistoryOptions } from './history';
export type { HistoryEntry, Outcome, Remark } from './entry';
export { isWanted, type Wanted } from './search';
export { LARGEST_PROFILE, SNAPSHOT_ROWS, type Snapshot } from './snapshot';
export { replay } from './replay';
export { readHistory, writeHistory } from './transfer';
