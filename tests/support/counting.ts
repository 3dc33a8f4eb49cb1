import type { Page } from '@playwright/test';

type Counting = typeof globalThis & { alive(): string[] };

/** Has the page count from its first script on. */
export async function countAlive(page: Page): Promise<void> {
	await page.addInitScript(install);
}

/**
 * What the page keeps going just now: timers that have not gone off, and listeners of what lives as long as the page; each
 * by what it is.
 */
export const alive = (page: Page): Promise<readonly string[]> =>
	page.evaluate(() => (globalThis as unknown as Counting).alive());

function install(): void {
	const timers = new Map<number, string>();
	const { setTimeout, clearTimeout, setInterval, clearInterval } = window;
	const place = () => (new Error().stack ?? '').split('\n').slice(3, 5).join(' < ');
	const clear = (undo: (id?: number) => void) => (id?: number) => {
		timers.delete(id ?? 0);
		undo(id);
	};
	Object.assign(globalThis, {
		setTimeout: (action: TimerHandler, ms?: number, ...rest: unknown[]) => {
			const id = setTimeout(() => {
				timers.delete(id);
				if (typeof action === 'function') action(...rest);
			}, ms);
			timers.set(id, `timeout of ${ms} ms ${place()}`);
			return id;
		},
		setInterval: (action: TimerHandler, ms?: number, ...rest: unknown[]) => {
			const id = setInterval(action, ms, ...rest);
			timers.set(id, `interval of ${ms} ms ${place()}`);
			return id;
		},
		clearTimeout: clear(clearTimeout),
		clearInterval: clear(clearInterval)
	});

	const listeners = new Map<EventTarget, Map<string, unknown[]>>();
	const lives = (target: EventTarget) =>
		target === document || target === document.body || target === document.documentElement
			? true
			: !(target instanceof Node) && !(target instanceof AbortSignal);
	const { addEventListener, removeEventListener } = EventTarget.prototype;
	const keyOf = (type: string, options: unknown) =>
		`${type}${options === true || (options as AddEventListenerOptions | undefined)?.capture ? ' (capture)' : ''}`;
	const forget = (target: EventTarget, key: string, listener: unknown) => {
		const heard = listeners.get(target)?.get(key);
		const at = heard?.indexOf(listener) ?? -1;
		if (at >= 0) heard?.splice(at, 1);
	};
	EventTarget.prototype.addEventListener = function (this: EventTarget | undefined, type, listener, options) {
		const target = this ?? globalThis;
		addEventListener.call(target, type, listener, options);
		if (!lives(target) || listener === null) return;
		const key = keyOf(type, options);
		const heard = listeners.get(target) ?? new Map<string, unknown[]>();
		listeners.set(target, heard);
		const known = heard.get(key) ?? [];
		heard.set(key, known);
		if (known.includes(listener)) return;
		known.push(listener);
		const { once, signal } = typeof options === 'object' && options !== null ? options : {};
		if (once) addEventListener.call(target, type, () => forget(target, key, listener), { once });
		if (signal) addEventListener.call(signal, 'abort', () => forget(target, key, listener));
	};
	EventTarget.prototype.removeEventListener = function (
		this: EventTarget | undefined,
		type,
		listener,
		options
	) {
		const target = this ?? globalThis;
		removeEventListener.call(target, type, listener, options);
		forget(target, keyOf(type, options), listener);
	};
	(globalThis as unknown as Counting).alive = () => {
		const heard = [...listeners].flatMap(([target, types]) =>
			[...types].flatMap(([key, known]) => known.map(() => `${target.constructor.name} ${key}`))
		);
		return [...timers.values(), ...heard].sort();
	};
}
