import { mount } from 'svelte';
import { createStore } from '$lib/results/client';
import type { Arrangement } from '$lib/results/questions';
import type { Stretch } from '$lib/workbench/chart/Picture';
import { TableState } from '$lib/workbench/results/TableState.svelte';
import Ours from '../../bench/results/page/Ours.svelte';
import { draw, type Drawing } from './chart';
import '../../bench/results/page/page.css';
import '../../../src/app.css';

declare global {
	interface Window {
		/** Shows the answer at this address; resolves with how reading ended. */
		show(url: string): Promise<{ readonly kind: string }>;
		violations: string[];
		readonly table: TableState;
		/** Arrangements that were pushed into the query. */
		readonly asked: Arrangement[];
		/** Draws the rows on screen as a picture chosen from their columns. */
		draw(): Promise<Drawing>;
		readonly stretches: (Stretch | undefined)[];
	}
}

window.violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
	window.violations.push(`${violatedDirective} ${blockedURI}`)
);
const target = document.querySelector<HTMLElement>('#results')!;
const table = new TableState();
const asked: Arrangement[] = [];
const ours = mount(Ours, {
	target,
	props: {
		store: createStore(),
		table,
		door: {
			arrange: (arrangement: Arrangement) => void asked.push(arrangement),
			group: () => undefined,
			addClause: () => undefined,
			insert: () => undefined
		}
	}
});
const stretches: (Stretch | undefined)[] = [];
Object.assign(window, { table, asked, stretches });
window.show = (url) => ours.show(url);
window.draw = () => {
	const { answer, columns, rows } = ours.shown();
	if (answer === undefined) throw new Error('nothing is shown');
	return draw(answer, columns, rows, (stretch) => stretches.push(stretch));
};
