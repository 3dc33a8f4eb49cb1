export { openHistory, type History, type HistoryOptions } from './history';
export type { HistoryEntry, Outcome } from './entry';
