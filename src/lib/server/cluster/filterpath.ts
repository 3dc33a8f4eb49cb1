/** A JSON value without what `filter_path` leaves out. Undefined when nothing is left. */
export function filterPath(value: unknown, filter: string | undefined): unknown {
	const patterns = filter?.split(',').filter(Boolean) ?? [];
	if (patterns.length === 0) return value;
	const excluded = patterns.filter((pattern) => pattern.startsWith('-')).map((pattern) => pattern.slice(1));
	const included = patterns.filter((pattern) => !pattern.startsWith('-'));
	const kept = included.length === 0 ? value : include(value, included.map(split));
	return excluded.length === 0 ? kept : exclude(kept, excluded.map(split));
}

type Path = readonly string[];

const split = (pattern: string): Path => pattern.split('.');
const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function include(value: unknown, paths: readonly Path[]): unknown {
	if (paths.some((path) => path.length === 0)) return value;
	return descend(value, paths, (item, rest) => (rest.length === 0 ? undefined : include(item, rest)));
}

function exclude(value: unknown, paths: readonly Path[]): unknown {
	return descend(value, paths, (item, rest) =>
		rest.some((path) => path.length === 0) ? undefined : rest.length === 0 ? item : exclude(item, rest)
	);
}

function descend(
	value: unknown,
	paths: readonly Path[],
	next: (item: unknown, rest: readonly Path[]) => unknown
): unknown {
	if (Array.isArray(value)) {
		const items = value.map((item) => descend(item, paths, next)).filter((item) => item !== undefined);
		return items.length === 0 ? undefined : items;
	}
	if (!isObject(value)) return next(value, []);
	const kept = Object.entries(value).flatMap(([key, item]) => {
		const left = next(
			item,
			paths.flatMap((path) => remaining(path, key))
		);
		return left === undefined ? [] : [[key, left] as const];
	});
	return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** What of a path is still to match below `key`. `**` stands for any number of keys. */
function remaining([first, ...rest]: Path, key: string): Path[] {
	if (first === undefined) return [];
	if (first === '**') return [[first, ...rest], ...(rest.length === 0 ? [[]] : remaining(rest, key))];
	const pattern = first.split('*').map((part) => part.replace(/[\\^$.+?()[\]{}|/-]/g, '\\$&'));
	return new RegExp(`^${pattern.join('.*')}$`, 's').test(key) ? [rest] : [];
}
