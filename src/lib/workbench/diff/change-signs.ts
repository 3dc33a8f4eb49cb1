import type { RowChange } from '$lib/results/questions';

/** How a change is marked beside its row, so that it is not told by colour alone. */
export const signs: Readonly<Record<RowChange['kind'], string>> = { added: '+', removed: '−', changed: '~' };
