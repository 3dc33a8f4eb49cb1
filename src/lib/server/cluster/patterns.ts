/** True when `name` matches `pattern`, in which `*` stands for any characters. */
export function matchesPattern(name: string, pattern: string): boolean {
	const parts = pattern.split('*');
	if (parts.length === 1) return name === pattern;
	const last = parts[parts.length - 1];
	if (name.length < parts[0].length + last.length || !name.startsWith(parts[0]) || !name.endsWith(last))
		return false;
	let at = parts[0].length;
	const limit = name.length - last.length;
	for (const part of parts.slice(1, -1)) {
		const found = name.indexOf(part, at);
		if (found < 0 || found + part.length > limit) return false;
		at = found + part.length;
	}
	return true;
}

export interface NameMatch {
	/** In order of name, each once. */
	readonly names: readonly string[];
	/** Names without wildcard that are not known, as written. */
	readonly missing: readonly string[];
}

/**
 * Names that a comma-separated list of names, wildcards and `-exclusions` means. A wildcard finds names that begin with
 * a dot only when it begins with one. `aliases`: other names, each for a list of names.
 */
export function matchNames(
	patterns: string,
	names: readonly string[],
	aliases: ReadonlyMap<string, readonly string[]>
): NameMatch {
	const known = new Map<string, readonly string[]>(names.map((name) => [name, [name]]));
	for (const [alias, members] of aliases) if (!known.has(alias)) known.set(alias, members);

	const found = new Set<string>();
	const missing: string[] = [];
	for (const part of patterns.split(',').map((text) => text.trim())) {
		if (part === '') continue;
		const excludes = part.startsWith('-');
		const pattern = excludes ? part.slice(1) : part === '_all' ? '*' : part;
		const meant = meaning(pattern, known, excludes);
		if (!excludes && meant.length === 0 && !pattern.includes('*')) missing.push(part);
		for (const name of meant) {
			if (excludes) found.delete(name);
			else found.add(name);
		}
	}
	return { names: [...found].sort(), missing };
}

function meaning(
	pattern: string,
	known: ReadonlyMap<string, readonly string[]>,
	alsoHidden: boolean
): readonly string[] {
	if (!pattern.includes('*')) return known.get(pattern) ?? [];
	return [...known]
		.filter(
			([name]) =>
				matchesPattern(name, pattern) && (alsoHidden || !name.startsWith('.') || pattern.startsWith('.'))
		)
		.flatMap(([, members]) => members);
}
