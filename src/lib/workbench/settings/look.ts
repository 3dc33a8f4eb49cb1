import type { Settings } from './settings';

/** What of the page's root shows the settings: data attributes, and custom properties where the name begins with `--`. */
export type Look = Readonly<Record<string, string>>;

/** The look that settings ask for. `app.html` puts it on the page before the first paint. */
export function lookOf({ theme, contrast, density, codeSize, codeFont }: Settings): Look {
	return {
		...(theme !== 'system' && { theme }),
		...(contrast !== 'system' && { contrast }),
		...(density !== 'compact' && { density }),
		...(codeSize !== 13 && { '--size-code': `${codeSize}px` }),
		...(codeFont !== '' && { '--font-code': `'${codeFont}', var(--font-mono)` })
	};
}

const contrastWish = '(prefers-contrast: more)';

/** Keeps the contrast as the system wants it while the settings leave it to the system. */
export function followContrast(root: HTMLElement, settings: Settings): (() => void) | undefined {
	if (settings.contrast !== 'system') return undefined;
	const media = matchMedia(contrastWish);
	const follow = () => wear(root, { contrast: '' }, media.matches ? { contrast: 'more' } : {});
	follow();
	media.addEventListener('change', follow);
	return () => media.removeEventListener('change', follow);
}

/** Puts a look on an element in the place of the one before. */
export function wear(root: HTMLElement, before: Look, after: Look): void {
	for (const name of Object.keys(before)) {
		if (name.startsWith('--')) root.style.removeProperty(name);
		else delete root.dataset[name];
	}
	for (const [name, value] of Object.entries(after)) {
		if (name.startsWith('--')) root.style.setProperty(name, value);
		else root.dataset[name] = value;
	}
}
