/** The colours of a picture, resolved for the theme on screen. */
export interface Palette {
	readonly series: readonly string[];
	readonly text: string;
	readonly muted: string;
	readonly line: string;
	readonly raised: string;
	readonly accent: string;
}

const SERIES = 8;

/** Reads the colours that the tokens come to inside an element. */
export function paletteOf(element: HTMLElement): Palette {
	const probe = document.createElement('span');
	element.append(probe);
	const read = (token: string) => {
		probe.style.color = `var(${token})`;
		return getComputedStyle(probe).color;
	};
	const palette = {
		series: Array.from({ length: SERIES }, (_, at) => read(`--chart-${at + 1}`)),
		text: read('--text'),
		muted: read('--muted'),
		line: read('--line'),
		raised: read('--raised'),
		accent: read('--accent')
	};
	probe.remove();
	return palette;
}
