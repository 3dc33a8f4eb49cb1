/** One line of a plan's text with what hangs below it. */
export interface PlanLine {
	readonly text: string;
	readonly depth: number;
	/** Position of the line's own parent; -1 at the top. */
	readonly parent: number;
	/** How many lines hang below it, at any depth. */
	readonly below: number;
}

/** The lines of a plan's text; how far a line is indented says what it hangs on. Any text gives lines. */
export function planLines(text: string): readonly PlanLine[] {
	const open: { at: number; indent: number }[] = [];
	const lines: { text: string; depth: number; parent: number; below: number }[] = [];
	for (const line of text.split('\n')) {
		const body = line.replace(/^[\s|\\_]+/, '');
		if (body === '') continue;
		const indent = line.length - body.length;
		while (open.length > 0 && open.at(-1)!.indent >= indent) open.pop();
		for (const { at } of open) lines[at]!.below++;
		lines.push({ text: body, depth: open.length, parent: open.at(-1)?.at ?? -1, below: 0 });
		open.push({ at: lines.length - 1, indent });
	}
	return lines;
}
