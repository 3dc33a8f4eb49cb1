export type { Amount, Columns, CursorContext, Expression, PatternOwner } from './context';
export { cursorContext } from './cursor';
export { type Fit, fitOf, fits } from './fit';
export { CursorScope, type Site, Surroundings } from './scope';
export type { Want } from './want';
