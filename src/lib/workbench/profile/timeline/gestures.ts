import type { Attachment } from 'svelte/attachments';
import { gutter } from './rows';
import type { TimelineState } from './TimelineState.svelte';

type Current = () => TimelineState;

/** Ctrl or ⌘ and the wheel zoom around the pointer; a sideways wheel, or Shift, pans. The plain wheel scrolls. */
export function wheeling(current: Current): Attachment<HTMLElement> {
	return (element) => {
		const turn = (event: WheelEvent) => {
			const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
			const box = element.getBoundingClientRect();
			const width = Math.max(1, element.clientWidth - gutter);
			if (event.ctrlKey || event.metaKey) {
				const at = (event.clientX - box.left - gutter) / width;
				current().zoom(Math.exp(-event.deltaY * 0.004), Math.max(0, Math.min(1, at)));
			} else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY))
				current().pan(sideways / width);
			else return;
			event.preventDefault();
		};
		element.addEventListener('wheel', turn, { passive: false });
		return () => element.removeEventListener('wheel', turn);
	};
}

/** Less than this is a click. */
const slack = 4;

/** Dragging pans; the click at its end is swallowed. */
export function dragging(current: Current): Attachment<HTMLElement> {
	return (element) => {
		let from: number | undefined;
		let moved = false;
		const down = (event: PointerEvent) => {
			if (event.button !== 0) return;
			from = event.clientX;
			moved = false;
		};
		const move = (event: PointerEvent) => {
			if (from === undefined || (!moved && Math.abs(event.clientX - from) < slack)) return;
			if (!moved) element.setPointerCapture(event.pointerId);
			moved = true;
			current().pan((from - event.clientX) / Math.max(1, element.clientWidth - gutter));
			from = event.clientX;
		};
		const up = () => (from = undefined);
		const click = (event: MouseEvent) => {
			if (moved) event.stopImmediatePropagation();
			moved = false;
		};
		element.addEventListener('pointerdown', down);
		element.addEventListener('pointermove', move);
		element.addEventListener('pointerup', up);
		element.addEventListener('pointercancel', up);
		element.addEventListener('click', click, { capture: true });
		return () => {
			element.removeEventListener('pointerdown', down);
			element.removeEventListener('pointermove', move);
			element.removeEventListener('pointerup', up);
			element.removeEventListener('pointercancel', up);
			element.removeEventListener('click', click, { capture: true });
		};
	};
}

/** Everything by keys. */
export function pressing(current: Current, step: (by: 1 | -1) => void): Attachment<HTMLElement> {
	return (element) => {
		const press = (event: KeyboardEvent) => {
			if (event.ctrlKey || event.metaKey || event.altKey) return;
			const act = {
				ArrowDown: () => step(1),
				ArrowUp: () => step(-1),
				ArrowLeft: () => current().pan(-0.15),
				ArrowRight: () => current().pan(0.15),
				'+': () => current().zoom(1.6),
				'=': () => current().zoom(1.6),
				'-': () => current().zoom(1 / 1.6),
				'0': () => current().fit()
			}[event.key];
			if (!act) return;
			event.preventDefault();
			act();
		};
		element.addEventListener('keydown', press);
		return () => element.removeEventListener('keydown', press);
	};
}
