/** Colours and fonts of the page, resolved for a canvas. */
export interface Palette {
	readonly panel: string;
	readonly hover: string;
	readonly active: string;
	readonly soft: string;
	readonly line: string;
	readonly lineStrong: string;
	readonly text: string;
	readonly muted: string;
	readonly accent: string;
	readonly small: string;
	readonly tiny: string;
}

/** Reads the tokens as they are where `element` stands. */
export function readPalette(element: HTMLElement): Palette {
	const probe = document.createElement('span');
	probe.hidden = true;
	element.append(probe);
	const color = (token: string) => {
		probe.style.color = `var(--${token})`;
		return getComputedStyle(probe).color;
	};
	const { fontFamily } = getComputedStyle(element);
	const palette = {
		panel: color('panel'),
		hover: color('hover'),
		active: color('active'),
		soft: color('accent-soft'),
		line: color('line'),
		lineStrong: color('line-strong'),
		text: color('text'),
		muted: color('muted'),
		accent: color('accent'),
		small: `600 12px ${fontFamily}`,
		tiny: `11px ${fontFamily}`
	};
	probe.remove();
	return palette;
}

/** Calls back when the page changes between light and dark. */
export function onThemeChange(changed: () => void): () => void {
	const media = matchMedia('(prefers-color-scheme: dark)');
	const observer = new MutationObserver(changed);
	media.addEventListener('change', changed);
	observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
	return () => {
		media.removeEventListener('change', changed);
		observer.disconnect();
	};
}
