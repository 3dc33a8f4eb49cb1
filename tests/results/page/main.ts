import { mount } from 'svelte';
import { createStore } from '$lib/results/client';
import type { Arrangement } from '$lib/results/questions';
import { TableState } from '$lib/workbench/results/TableState.svelte';
import Ours from '../../bench/results/page/Ours.svelte';
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
Object.assign(window, { table, asked });
window.show = (url) => ours.show(url);
