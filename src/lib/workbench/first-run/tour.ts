/** One thing to look at. */
export interface TourStep {
	readonly title: string;
	readonly text: string;
	/** Selects what is pointed at; the step stands alone where there is none. */
	readonly target: string;
}

/** What a new user is shown, in the order in which it is needed. */
export const tourSteps: readonly TourStep[] = [
	{
		title: 'Write',
		text: 'A query is a source and pipes. The editor proposes what fits at the cursor, explains what the pointer rests on, and underlines what the cluster would refuse.',
		target: 'section[aria-label="Query"] .cm-editor'
	},
	{
		title: 'Run',
		text: 'Run sends the query; Run to here stops at the pipe under the cursor. Stop ends a long one and keeps the rows found so far.',
		target: '[role="toolbar"][aria-label="Run bar"]'
	},
	{
		title: 'Find what there is',
		text: 'The catalog lists indices and their fields, with sample values. A click puts a name into the query, Shift+Enter begins a new one.',
		target: '[data-focus="catalog"]'
	},
	{
		title: 'Say the rest of the request',
		text: 'Values for ?placeholders, a time range and a filter, and the options of the API go beside the query, never into its text.',
		target: 'section[aria-label="Request"]'
	},
	{
		title: 'Look at the answer',
		text: 'Rows, charts, figures of each column, where the time went, and the exact request and response. Right-click a cell for what can be done with it.',
		target: '[data-focus="results"]'
	},
	{
		title: 'Know whether it is all',
		text: 'The status bar tells how the run stands, how many rows there are, and whether something is missing from them, and why.',
		target: '[role="status"][aria-label="Run status"]'
	},
	{
		title: 'Share it',
		text: 'Share puts the whole request into one link, which opens un-run. Everything else is in the command palette: press F1.',
		target: 'header button[aria-label="Share"]'
	}
];

/** The step to begin with, as remembered; undefined once the tour was ended. */
export function rememberedStep(remembered: string | undefined): number | undefined {
	if (remembered === 'over') return undefined;
	const step = Number(remembered ?? 0);
	return Number.isInteger(step) && step >= 0 && step < tourSteps.length ? step : 0;
}
