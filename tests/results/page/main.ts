import { mount } from 'svelte';
import { createStore } from '$lib/results/client';
import Ours from '../../bench/results/page/Ours.svelte';
import '../../bench/results/page/page.css';

declare global {
	interface Window {
		/** Shows the answer at this address; resolves with how reading ended. */
		show(url: string): Promise<{ readonly kind: string }>;
		violations: string[];
	}
}

window.violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
	window.violations.push(`${violatedDirective} ${blockedURI}`)
);
const target = document.querySelector<HTMLElement>('#results')!;
const ours = mount(Ours, { target, props: { store: createStore() } });
window.show = (url) => ours.show(url);
