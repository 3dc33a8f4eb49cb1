export type { Amount, Columns, CursorContext, Expression, PatternOwner } from './context';
export { cursorContext } from './cursor';
export { type Fit, fitOf, fits } from './fit';
export { CursorScope, type Fields, type Site, Surroundings } from './scope';
export { stub, stubbed, type Tail, tailOf } from './tail';
export type { Want } from './want';
