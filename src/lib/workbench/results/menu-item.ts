/** One line of a menu, or a line between two groups. */
export type MenuItem =
	| {
			readonly kind: 'action';
			readonly label: string;
			readonly keys?: string;
			readonly disabled?: boolean;
			perform(): void;
	  }
	| { readonly kind: 'heading'; readonly label: string }
	| { readonly kind: 'line' };

/** The items without lines at the ends and without two in a row. */
export function tidy(items: readonly MenuItem[]): readonly MenuItem[] {
	return items.filter((item, at) => {
		if (item.kind !== 'line') return true;
		const next = items.slice(at + 1).find(({ kind }) => kind !== 'line');
		return at > 0 && items[at - 1].kind !== 'line' && next !== undefined;
	});
}
