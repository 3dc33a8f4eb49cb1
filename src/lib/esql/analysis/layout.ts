/** A text that may be laid out on one line or on several. */
export type Layout =
	| string
	| readonly Layout[]
	/** A space, or a line's end where the group breaks. */
	| { readonly kind: 'line' }
	/** Nothing, or a line's end where the group breaks. */
	| { readonly kind: 'softline' }
	/** A line's end; with `blank` and an empty line. */
	| { readonly kind: 'hardline'; readonly blank: boolean }
	| { readonly kind: 'indent'; readonly by: number; readonly content: Layout }
	/** On one line if it fits, else with every line of its own broken. */
	| { readonly kind: 'group'; readonly content: Layout }
	/** Words with commas, as many on a line as fit. */
	| { readonly kind: 'words'; readonly words: readonly string[] }
	/** `own` where it stands on a line of its own. */
	| { readonly kind: 'comment'; readonly text: string; readonly own: boolean };

export const line: Layout = { kind: 'line' };
export const softline: Layout = { kind: 'softline' };
export const hardline = (blank = false): Layout => ({ kind: 'hardline', blank });
export const indent = (by: number, content: Layout): Layout => ({ kind: 'indent', by, content });
export const group = (content: Layout): Layout => ({ kind: 'group', content });

interface Item {
	readonly layout: Layout;
	readonly by: number;
	readonly flat: boolean;
}

/** Lays a text out within a width, in UTF-16 units; what can't be broken may pass it. */
export function render(layout: Layout, width: number): string {
	return new Renderer(width).render(layout);
}

class Renderer {
	readonly #lines: string[] = [];
	#line = '';
	#space = false;
	#afterComment: 'none' | 'space' | 'break' = 'none';

	constructor(readonly width: number) {}

	render(layout: Layout): string {
		const items: Item[] = [{ layout, by: 0, flat: false }];
		for (let item = items.pop(); item; item = items.pop()) this.#item(item, items);
		return [...this.#lines, this.#line].join('\n');
	}

	#item({ layout, by, flat }: Item, items: Item[]): void {
		if (typeof layout === 'string') return this.#write(layout, by);
		if (!('kind' in layout)) {
			for (let at = layout.length - 1; at >= 0; at--) items.push({ layout: layout[at], by, flat });
			return;
		}
		switch (layout.kind) {
			case 'line':
				if (flat) this.#space = true;
				else this.#end(by);
				return;
			case 'softline':
				if (!flat) this.#end(by);
				return;
			case 'hardline':
				this.#end(by);
				if (layout.blank) this.#lines.push('');
				return;
			case 'indent':
				items.push({ layout: layout.content, by: by + layout.by, flat });
				return;
			case 'group':
				items.push({ layout: layout.content, by, flat: flat || this.#fits(layout.content, by, items) });
				return;
			case 'words':
				return this.#words(layout.words, by);
			case 'comment':
				return this.#comment(layout, by);
		}
	}

	#write(text: string, by: number): void {
		if (text === '') return;
		if (text === ' ') {
			this.#space = true;
			return;
		}
		if (this.#afterComment === 'break') this.#end(by);
		const closes = this.#afterComment === 'space' && /^[,;)\]}]/.test(text);
		const padding =
			this.#space && !closes && this.#line.trim() !== '' && !this.#line.endsWith(' ') ? ' ' : '';
		const [first, ...rest] = text.split('\n');
		this.#line += padding + first;
		for (const next of rest) {
			this.#lines.push(this.#line);
			this.#line = next;
		}
		this.#space = false;
		this.#afterComment = 'none';
	}

	#words(words: readonly string[], by: number): void {
		for (const [at, word] of words.entries()) {
			const text = at < words.length - 1 ? `${word},` : word;
			if (at > 0) {
				if (this.#line.length + 1 + text.length > this.width) this.#end(by);
				else this.#space = true;
			}
			this.#write(text, by);
		}
	}

	#comment({ text, own }: { readonly text: string; readonly own: boolean }, by: number): void {
		if (own && this.#line.trim() !== '') this.#end(by);
		this.#space = true;
		this.#write(text, by);
		this.#space = true;
		this.#afterComment = own || text.startsWith('//') ? 'break' : 'space';
	}

	/** Begins a new line, unless nothing is on the present one. */
	#end(by: number): void {
		if (this.#line.trim() !== '') this.#lines.push(this.#line.trimEnd());
		this.#line = ' '.repeat(by);
		this.#space = false;
		this.#afterComment = 'none';
	}

	/** Is there room for a content, and what follows up to the next line's end, on the present line? */
	#fits(content: Layout, by: number, after: readonly Item[]): boolean {
		const used = this.#afterComment === 'break' ? by : this.#line.length + (this.#space ? 1 : 0);
		let room = this.width - used;
		const items: Item[] = [{ layout: content, by: 0, flat: true }];
		let next = after.length;
		while (room >= 0) {
			const item = items.pop() ?? after[--next];
			if (!item) return true;
			const { layout, flat } = item;
			if (typeof layout === 'string') {
				if (layout.includes('\n')) return false;
				room -= layout.length;
			} else if (!('kind' in layout)) {
				for (let at = layout.length - 1; at >= 0; at--) items.push({ ...item, layout: layout[at] });
			} else if (layout.kind === 'hardline') return true;
			else if (layout.kind === 'line' || layout.kind === 'softline') {
				if (!flat) return true;
				room -= layout.kind === 'line' ? 1 : 0;
			} else if (layout.kind === 'comment') {
				if (layout.own || layout.text.startsWith('//')) return !items.length && next < after.length;
				room -= layout.text.length + 2;
			} else if (layout.kind === 'words') room -= layout.words.join(', ').length;
			else items.push({ ...item, layout: layout.content });
		}
		return false;
	}
}
