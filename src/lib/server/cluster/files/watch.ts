import { statSync } from 'node:fs';
import type { FileGroup } from './scan';

/** Changes when a file of the group, or its mapping, is written, replaced, added or taken away. */
export function stampOf({ files, mapping }: FileGroup): string {
	const paths = [...files.map(({ path }) => path), ...(mapping === undefined ? [] : [mapping])];
	return paths
		.map((path) => {
			const found = statSync(path, { throwIfNoEntry: false });
			return `${path} ${found?.size ?? -1} ${found?.mtimeMs ?? 0}`;
		})
		.join('\n');
}

/** Looking takes at most this part of the time. */
const share = 1 / 50;

/**
 * Looks at something again and again. When it looks different, and the same twice in a row, so that nobody is still
 * writing it, `onChange` is called; the next look comes when that has settled. `onError` takes what either throws.
 */
export function watch(
	look: () => string,
	interval: number,
	onChange: () => Promise<void>,
	onError: (error: unknown) => void
): { close(): Promise<void> } {
	let known = look();
	let last = known;
	let working: Promise<void> = Promise.resolve();
	let timer: NodeJS.Timeout | undefined;
	let spent = 0;

	async function turn(): Promise<void> {
		try {
			const began = performance.now();
			const now = look();
			spent = performance.now() - began;
			const still = now === last;
			last = now;
			if (!still || now === known) return;
			known = now;
			await onChange();
		} catch (error) {
			onError(error);
		}
	}

	function arm(): void {
		timer = setTimeout(
			() => {
				working = turn().then(() => {
					if (timer) arm();
				});
			},
			Math.max(interval, spent / share)
		).unref();
	}

	arm();
	return {
		async close() {
			clearTimeout(timer);
			timer = undefined;
			await working;
		}
	};
}
