/** A field name as ES|QL needs it: each part that is no plain identifier in backticks. */
export function quoteField(name: string): string {
	return name
		.split('.')
		.map((part) => (/^[a-z_@][a-z0-9_]*$/i.test(part) ? part : `\`${part.replaceAll('`', '``')}\``))
		.join('.');
}

/** An index name as FROM needs it: in quotes where it holds what the language would read otherwise. */
export function quoteIndex(name: string): string {
	return /^[^"\s,|=:()[\]`/<>]+$/.test(name)
		? name
		: `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** What clicking an index puts into a query: a whole first query where there is none yet. */
export function indexInsertion(name: string, query: string): string {
	return query.trim() === '' ? `FROM ${quoteIndex(name)}\n| LIMIT 100` : quoteIndex(name);
}
