/** An element with a class and a text; the text is never read as markup. */
export function element(tag: 'div' | 'span', className: string, text = ''): HTMLElement {
	const node = document.createElement(tag);
	node.className = className;
	node.textContent = text;
	return node;
}
