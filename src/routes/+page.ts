import { DraftStore } from '$lib/workbench/DraftStore';
import type { PageLoad } from './$types';

/** The page opens with what was typed in it last. */
export const load: PageLoad = async () => ({ drafts: await DraftStore.open() });
