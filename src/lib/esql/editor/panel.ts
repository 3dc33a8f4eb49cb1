import type { Description } from './describe';

/** A description as elements; every text is text, never markup. */
export function descriptionElement({ title, lines, docs }: Description): HTMLElement {
	const dom = document.createElement('div');
	dom.className = 'cm-esql-info';
	const head = dom.appendChild(document.createElement('code'));
	head.className = 'cm-esql-title';
	head.textContent = title;
	for (const { kind, text } of lines) {
		const line = dom.appendChild(document.createElement(kind === 'code' ? 'code' : 'p'));
		line.className = `cm-esql-${kind}`;
		line.textContent = text;
	}
	if (docs) {
		const link = dom.appendChild(document.createElement('a'));
		link.href = docs;
		link.target = '_blank';
		link.rel = 'noreferrer';
		link.textContent = 'Documentation';
	}
	return dom;
}

/** A description in one breath, for a screen reader. */
export const descriptionText = ({ title, lines }: Description): string =>
	[title, ...lines.map(({ text }) => text)].join('. ');
