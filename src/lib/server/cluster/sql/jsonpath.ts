const STEP = /\.?([^.[\]]+)|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]/y;

/** `$.a['b.c'][0]`, with or without `$`, as DuckDB writes it; undefined for what is no path, or has a backslash in a name. */
export function jsonPath(path: string): string | undefined {
	let rest = path.startsWith('$') ? path.slice(1) : path;
	let steps = '$';
	while (rest !== '') {
		STEP.lastIndex = 0;
		const match = STEP.exec(rest);
		if (!match) return undefined;
		const [whole, plain, single, double, index] = match;
		const key = (plain ?? single ?? double ?? '').replace(/\\(.)/g, '$1');
		if (key.includes('\\')) return undefined;
		steps += index === undefined ? `."${key.replaceAll('"', '\\"')}"` : `[${index}]`;
		rest = rest.slice(whole.length);
	}
	return steps;
}
